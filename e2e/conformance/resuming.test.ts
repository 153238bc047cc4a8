import { beforeAll, expect, test } from 'vitest';
import { encodeBase64 } from '@weft/shared/codec/base64';
import type { DocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { createCuttingProxy, type CuttingProxy } from '../fixtures/cutting-proxy.ts';
import { first, follow, rowsOf } from './event-collector.ts';
import { append, base, createDocument, cursor } from './server-under-test.ts';
import { createWriter } from './writer.ts';

const SEED = 5_000;
const ROWS = 5_000;
const WRITERS = 50;

/** What one reader has seen of a document over all its connections, in the order of arrival. */
interface Seen {
  readonly rows: [offset: number, row: string | null][];
  cursor: string | undefined;
}

/** The log as its authors know it: row and cursor by offset, from acknowledgements alone. */
const rowAt = new Map<number, string>();
const cursorAt = new Map<number, string>();
let doc: DocId;
const seenWhileWritten: Seen = { rows: [], cursor: undefined };
let cutsWhileWritten = 0;

const target = { host: base.hostname, port: Number(base.port) };

/** Reads on from where `seen` is until `isEnough`, through as many connections as that takes. */
async function readThrough(
  proxy: CuttingProxy,
  seen: Seen,
  isEnough: () => boolean,
): Promise<void> {
  const through = { host: proxy.host, hostname: proxy.host, port: proxy.port };
  while (!isEnough()) {
    const wanted = seen.cursor === undefined ? doc : { doc, cursor: seen.cursor };
    const stream = await follow([wanted], { through }).catch(() => undefined);
    if (!stream) continue;
    let taken = 0;
    const take = (): true | undefined => {
      for (; taken < stream.events.length; taken++) {
        const event = stream.events[taken]!;
        if (event.name !== 'updates') continue;
        seen.rows.push(...rowsOf([event], doc));
        seen.cursor = event.cursor;
      }
      return isEnough() || undefined;
    };
    await stream.until(take).catch(() => undefined);
    if (first('resync')(stream.events))
      throw new Error('a cursor of this log could not be continued');
    stream.close();
  }
}

/**
 * What is wrong with rows that should be all of those after an offset, each once and in order; a sentence that
 * is quicker to find, and to read, than the difference of two lists of 5,000.
 */
function faultOf(rows: Seen['rows'], from: number): string | undefined {
  for (const [i, [offset, row]] of rows.entries()) {
    if (offset !== from + i + 1) return `row ${offset} in the place of ${from + i + 1}`;
    if (row !== rowAt.get(offset)) return `row ${offset} has other bytes than its author sent`;
  }
  return rows.length === ROWS - from ? undefined : `${rows.length} rows after ${from}`;
}

/** Fifty people write a log of 5,000 rows, while one reader follows through a proxy that cuts. */
beforeAll(async () => {
  doc = await createDocument();
  const random = seededRandom(SEED);
  const proxy = await createCuttingProxy(target, () => 3_000 + random.below(30_000));
  const reading = readThrough(proxy, seenWhileWritten, () => seenWhileWritten.rows.length >= ROWS);
  const writing = Array.from({ length: WRITERS }, async (_, i) => {
    const writer = createWriter(i + 1);
    for (let j = 0; j < ROWS / WRITERS; j++) {
      const update = writer.type('x');
      const at = await append(doc, update);
      rowAt.set(cursor(at).offset, encodeBase64(update));
      cursorAt.set(cursor(at).offset, at);
    }
  });
  await Promise.all([...writing, reading]);
  cutsWhileWritten = proxy.cuts;
  await proxy.close();
}, 60_000);

test('DOWN-2 a reader that is cut all the time while 5,000 rows are written gets each once, in order', () => {
  expect(rowAt.size).toBe(ROWS);
  expect(cutsWhileWritten).toBeGreaterThan(10);
  expect(faultOf(seenWhileWritten.rows, 0)).toBeUndefined();
});

test('DOWN-2 from any cursor of the log every later row arrives once, in order, then live', async () => {
  const random = seededRandom(SEED + 1);
  const offsets = Array.from({ length: ROWS / 50 }, (_, i) => i * 50);
  for (let i = 0; i < 50; i++) offsets.push(1 + random.below(ROWS));
  offsets.push(ROWS);
  const resume = async (offset: number): Promise<void> => {
    const from = cursorAt.get(offset);
    const stream = await follow([from === undefined ? doc : { doc, cursor: from }]);
    const live = await stream.until(first('live', doc));
    expect(faultOf(rowsOf(stream.events, doc), offset)).toBeUndefined();
    expect(live.cursor).toBe(cursorAt.get(ROWS));
    stream.close();
  };
  for (let i = 0; i < offsets.length; i += 5)
    await Promise.all(offsets.slice(i, i + 5).map(resume));
});

test('DOWN-2 through a proxy that cuts at random bytes the end is reached from anywhere', async () => {
  const random = seededRandom(SEED + 2);
  const proxy = await createCuttingProxy(target, () => 1 + random.below(500_000));
  for (let i = 0; i < 15; i++) {
    const offset = random.below(ROWS);
    const seen: Seen = { rows: [], cursor: cursorAt.get(offset) };
    await readThrough(proxy, seen, () => seen.rows.length >= ROWS - offset);
    expect(faultOf(seen.rows, offset)).toBeUndefined();
  }
  expect(proxy.cuts).toBeGreaterThan(0);
  await proxy.close();
});

test('DOWN-2 what is appended right after resuming comes live, once and in order', async () => {
  const own = await createDocument();
  const writer = createWriter(1);
  const rows: string[] = [];
  let at: string | undefined;
  const write = async (): Promise<void> => {
    const update = writer.type('x');
    rows.push(encodeBase64(update));
    at = await append(own, update);
  };
  for (let round = 0; round < 20; round++) {
    const before = rows.length;
    // Rows are on their way while the stream opens, so that they fall before, between and after.
    const from = at;
    const writing = (async () => {
      for (let i = 0; i < 10; i++) await write();
    })();
    const stream = await follow([from === undefined ? own : { doc: own, cursor: from }]);
    await writing;
    await stream.until((events) => rowsOf(events, own).length >= 10 || undefined);
    expect(rowsOf(stream.events, own)).toEqual(
      rows.slice(before).map((row, i) => [before + i + 1, row]),
    );
    stream.close();
  }
});
