import type { Browser, CDPSession, Page } from '@playwright/test';
import type { ModelName, ProofModel } from '../models/model.ts';
import { remoteTyping, wordyPage } from './documents.ts';
import type { PageServer } from './page-server.ts';
import { median, percentile } from '../../measured/quantiles.ts';
import type {} from './page/page.ts';

/** What one model does with a page of one size. Times in milliseconds. */
export interface SpeedRow {
  readonly model: ModelName;
  readonly blocks: number;
  /** From a key's press to the end of the frame that shows its letter. */
  readonly keystroke: number;
  readonly keystrokeP90: number;
  /** From a teammate's update to the end of the frame that shows it. */
  readonly remote: number;
  readonly remoteP90: number;
  /** From the document's bytes to the end of the first frame that shows it. */
  readonly open: number;
  /** Of JavaScript, without that of an empty page; mebibytes. */
  readonly heap: number;
  /** Of the document. */
  readonly bytes: number;
}

const PAGES: Readonly<Record<ModelName, string>> = {
  'stock-v1': 'stock.html',
  'stock-v2': 'stock.html',
  weft: 'weft.html',
};
const OPENINGS = 3;
const KEYS = 66;
/** Where a key takes seconds, fewer of them have to do. */
const FEWEST_KEYS = 18;
/** After so long no more keys are pressed than the fewest, milliseconds. */
const PATIENCE = 20_000;
/** On no page before it is typed. */
const KEY = 'x';
/** The first keys compile the code that the others measure. */
const WARMING = 6;

/** Measures in a browser that does nothing else meanwhile. */
export async function measure(
  browser: Browser,
  server: PageServer,
  model: ProofModel,
  blocks: number,
): Promise<SpeedRow> {
  const bytes = model.page(wordyPage(blocks));
  const middle = Math.floor(blocks / 2);
  const updates = remoteTyping(model, bytes, middle + 1, KEY.repeat(KEYS));
  server.documents.set('document', bytes);

  const opens: number[] = [];
  let heap = 0;
  let keys: number[] = [];
  const remote: number[] = [];
  for (let opening = 1; opening <= OPENINGS; opening++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(server.url + PAGES[model.name]);
    const session = await context.newCDPSession(page);
    const empty = await heapOf(session);
    opens.push(await page.evaluate((name) => window.proof.open(name, 'document'), model.name));
    if (opening === OPENINGS) {
      heap = (await heapOf(session)) - empty;
      keys = await pressKeys(page, middle);
      for (const start = performance.now(); isToGoOn(remote.length, start);) {
        const update = updates[remote.length] ?? '';
        remote.push(await page.evaluate((one) => window.proof.receive(one), update));
      }
      await expectTyped(page, keys.length, remote.length);
    }
    await context.close();
  }
  return {
    model: model.name,
    blocks,
    keystroke: median(keys.slice(WARMING)),
    keystrokeP90: percentile(keys.slice(WARMING), 90),
    remote: median(remote.slice(WARMING)),
    remoteP90: percentile(remote.slice(WARMING), 90),
    open: median(opens),
    heap: heap / 2 ** 20,
    bytes: bytes.length,
  };
}

/** Presses real keys, in the block at `block`. */
async function pressKeys(page: Page, block: number): Promise<number[]> {
  await page.evaluate((index) => window.proof.place(index), block);
  const start = performance.now();
  for (let pressed = 0; isToGoOn(pressed, start); pressed++) {
    await page.keyboard.press(KEY);
    await page.evaluate(() => window.proof.rest());
  }
  return page.evaluate(() => [...window.proof.keys()]);
}

/** Whether one more key is to be measured. */
function isToGoOn(done: number, start: number): boolean {
  return done < FEWEST_KEYS || (done < KEYS && performance.now() - start < PATIENCE);
}

/** What did not arrive took no time: both our letters and the teammate's have to be on the page. */
async function expectTyped(page: Page, pressed: number, received: number): Promise<void> {
  const text = (await page.locator('main').textContent()) ?? '';
  const runs = (text.match(new RegExp(`${KEY}+`, 'g')) ?? []).map(({ length }) => length);
  if (JSON.stringify(runs) !== JSON.stringify([pressed, received]))
    throw new Error('Letters that were typed are not shown.');
}

async function heapOf(session: CDPSession): Promise<number> {
  // What the first collection finalizes only the second frees.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}
