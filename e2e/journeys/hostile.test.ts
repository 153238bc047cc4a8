import type { BrowserContext, Page } from '@playwright/test';
import { mintSessionId } from '@weft/shared/protocol/ids';
import { presencePath, SESSION_HEADER } from '@weft/shared/protocol/routes';
import { randomBytes } from 'node:crypto';
import { makeHostilePage } from './hostile-page.ts';
import { addresses, COUNT, payloads } from './hostile-payloads.ts';
import { dangersIn, watchFor } from './hostile-watch.ts';
import { makePage } from './made-page.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, saveStateOf, test, titleOf, type Weft, expectReady } from './weft.ts'; // prettier-ignore

const HOSTILE = payloads(4);

/** A window of its own, in which everything that goes wrong is written down. */
async function watched(page: Page, weft: Weft): Promise<{ context: BrowserContext; window: Page; faults: string[] }> {
  const context = await page.context().browser()?.newContext({ viewport: { width: 1280, height: 800 } });
  if (!context) throw new Error('There is no browser.');
  const faults = await watchFor(context, weft.url);
  return { context, window: await context.newPage(), faults };
} // prettier-ignore

/** Pastes each of them at the page's end, as a clipboard of these types holds it. */
async function pasteEach(page: Page, type: string, all: readonly string[]): Promise<void> {
  await bodyOf(page).click();
  await page.evaluate(
    async ({ kind, texts }) => {
      const root = document.querySelector<HTMLElement>('#editor');
      for (const text of texts) {
        const end = root?.lastElementChild;
        if (end) document.getSelection()?.selectAllChildren(end);
        document.getSelection()?.collapseToEnd();
        const clipboardData = new DataTransfer();
        clipboardData.setData(kind, text);
        if (kind !== 'text/plain') clipboardData.setData('text/plain', 'plain');
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }); // prettier-ignore
        root?.dispatchEvent(event);
        // What needs reading is read in a moment of its own.
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
    { kind: type, texts: [...all] },
  );
}

/** Drops files of these names onto the page. */
async function dropFiles(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate((all) => {
    const last = document.querySelector('#editor')?.lastElementChild;
    const box = last?.getBoundingClientRect() ?? new DOMRect();
    const dataTransfer = new DataTransfer();
    for (const name of all) dataTransfer.items.add(new File([name || 'x'], name || 'x'));
    const place = { clientX: box.x + 60, clientY: box.y + 5, bubbles: true, cancelable: true };
    for (const type of ['dragover', 'drop'])
      last?.dispatchEvent(new DragEvent(type, { dataTransfer, ...place }));
  }, names);
}

/** People of whom each says something hostile about themselves. */
async function crowd(weft: Weft, path: string, all: readonly string[]): Promise<void> {
  const doc = path.slice('/d/'.length) as Parameters<typeof presencePath>[0];
  const caret = { block: 'firstblock', after: null };
  await Promise.all(
    all.map(async (payload, i) => {
      const said = payload.slice(0, 500);
      const state = { name: `${i} ${said}`, color: said, user: { name: said, color: said }, caret: { anchor: caret, focus: { ...caret, block: said } }, [said === '__proto__' ? 'x' : said]: said }; // prettier-ignore
      const session = mintSessionId((length) => randomBytes(length));
      await fetch(weft.url + presencePath(doc), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', [SESSION_HEADER]: session },
        body: JSON.stringify({ client: 1_000 + i, clock: 1, state }),
      });
    }),
  );
}

test('HOSTILE-1 HOSTILE-2 500 payloads in every register of documents of another client run nothing, lead nowhere, and look the same to everybody', async ({
  page,
  weft,
  openWindow,
}) => {
  expect(new Set(HOSTILE).size).toBe(COUNT);
  const { context, window, faults } = await watched(page, weft);
  const other = await openWindow('Bob');
  const half = COUNT / 2;
  for (const some of [HOSTILE.slice(0, half), HOSTILE.slice(half)]) {
    const path = await makeHostilePage(weft, some.slice(0, 8).join(' ').slice(0, 300), some);
    await Promise.all([window, other].map((one) => one.goto(weft.url + path)));
    for (const one of [window, other]) {
      await expect(bodyOf(one)).toBeEditable({ timeout: 30_000 });
      expect(await blocksOf(one).count()).toBeGreaterThan(2 * half);
    }
    await crowd(weft, path, some);
    await expect(window.getByRole('button', { name: /^\d+ people here/ })).toHaveAccessibleName(
      /script/,
    );
    expect(await outlineOf(other)).toEqual(await outlineOf(window));
    expect(await dangersIn(window)).toEqual([]);
    await bodyOf(other).press('Control+End');
    await other.keyboard.type(' Bob was here');
    await expect(bodyOf(window)).toContainText('Bob was here');
  }
  expect(faults).toEqual([]);
  await context.close();
});

test('HOSTILE-1 HOSTILE-3 500 payloads that are pasted, typed, dropped and named run nothing and lead nowhere', async ({
  page,
  weft,
  openWindow,
}) => {
  const { context, window, faults } = await watched(page, weft);
  const path = await makePage(weft, { title: 'Hostile', blocks: [{ type: 'text' }] });
  await openPage(window, weft.url + path);
  await pasteEach(window, 'text/html', HOSTILE);
  expect(await dangersIn(window)).toEqual([]);
  const batches = Array.from({ length: 20 }, (_, i) => HOSTILE.slice(i * 25, (i + 1) * 25));
  await pasteEach(window, 'text/plain', batches.map((batch) => `# Markdown\n\n${batch.join('\n\n')}`)); // prettier-ignore
  await pasteEach(window, 'text/plain', [HOSTILE.join('\n')]);
  expect(await dangersIn(window)).toEqual([]);
  await dropFiles(window, HOSTILE.slice(0, 40));
  await titleOf(window).fill(HOSTILE.join(' ').slice(0, 250));
  for (const address of addresses().filter((_, i) => i % 6 === 0)) {
    await window.keyboard.press('Control+End');
    await window.keyboard.press('Enter');
    await window.keyboard.insertText(`[words](${address.replaceAll(/\s/g, '')}`);
    await window.keyboard.type(')');
  }
  expect(await dangersIn(window)).toEqual([]);
  await expect(saveStateOf(window)).toHaveText('Saved');
  const other = await openWindow('Bob', path);
  await expectReady(other);
  expect(await outlineOf(other)).toEqual(await outlineOf(window));
  await bodyOf(other).press('Control+End');
  await other.keyboard.type('Bob was here');
  await expect(bodyOf(window)).toContainText('Bob was here');
  expect(faults).toEqual([]);
  await context.close();
});

test('HOSTILE-4 whatever runs, leads away, speaks or asks for something is told', async ({
  page,
  weft,
}) => {
  const path = await makePage(weft, { title: 'Canary', blocks: [{ type: 'text' }] });
  const deeds: readonly (readonly [RegExp, () => void])[] = [
    [/it ran/, () => (window as unknown as { __ran: () => void }).__ran()],
    [/said canary/, () => alert('canary')],
    [/asked for https:\/\/canary/, () => open('https://canary.test')],
    [/the policy stopped connect-src/, () => void fetch('https://canary.test').catch(() => undefined)],
    [/the policy stopped script-src/, () => document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))],
    [/the policy stopped img-src/, () => void (new Image().src = 'http://canary.test')],
    [/asked for \/canary/, () => void (new Image().src = '/canary')],
    [/framed|went to/, () => document.body.append(document.createElement('iframe'))],
    [/opened|went to/, () => void open('/canary')],
    [/went to/, () => location.assign('/canary')],
  ]; // prettier-ignore
  const { context, window: tab, faults } = await watched(page, weft);
  for (const [told, deed] of deeds) {
    await openPage(tab, weft.url + path);
    faults.length = 0;
    await tab.evaluate(deed).catch(() => undefined);
    await expect.poll(() => faults.join('\n')).toMatch(told);
  }
  await openPage(tab, weft.url + path);
  await tab.evaluate(() => {
    const root = document.querySelector('#app');
    const made = (tag: string, name: string, value: string): void => {
      const element = document.createElement(tag);
      element.setAttribute(name, value);
      root?.append(element);
    };
    made('a', 'href', 'javascript:1');
    made('a', 'href', ' \u0001data:text/html,1');
    made('p', 'onclick', '1');
    made('p', 'id', 'editor');
    made('template', 'class', 'x');
    Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true });
  });
  expect((await dangersIn(tab)).map((danger) => danger.slice(0, 20))).toEqual([
    'a[href] leads to jav',
    'a[href] leads to  \u0001d',
    'p has onclick',
    'there is <template c',
    '2 elements are calle',
    'every object has wha',
  ]);
  await context.close();
});
