import { expect, test } from 'vitest';
import { createMemoryCopies } from '../copies/memory-copies.ts';
import { createMemoryOutbox } from '../outbox/memory-outbox.ts';
import { docId } from './testing/ids.ts';
import {
  cursorAt,
  liveAt,
  openProvider,
  refusal,
  rowsAfter,
  sentence,
  settled,
  wholeOf,
} from './testing/scripted-provider.ts';
import { createWriter, textOf } from './testing/writer.ts';

const DOC = docId(1);
/** So long that what is to be kept is kept, milliseconds. */
const KEPT_MS = 1_100;

/** A browser: its providers share what the device keeps. */
function openBrowser() {
  const device = { copies: createMemoryCopies(), store: createMemoryOutbox() };
  let seed = 0;
  return { ...device, open: () => openProvider({ ...device, seed: ++seed }) };
}
type Opened = ReturnType<typeof openProvider>;

async function pass({ clock }: Opened): Promise<void> {
  clock.advance(KEPT_MS);
  await settled();
}
const keptText = async ({ copies }: ReturnType<typeof openBrowser>) =>
  textOf(...((await copies.load(DOC))?.updates ?? []));

test('COPY-1 a document that was seen is there without a network, whole', async () => {
  const browser = openBrowser();
  const first = browser.open();
  await first.goLive(createWriter(9).type('seen'));
  await first.provider.destroy();
  const again = browser.open();
  let isSynced = false;
  again.provider.on('sync', () => (isSynced = true));
  await settled();
  expect([again.text, again.provider.synced, isSynced]).toEqual(['seen', true, true]);
  expect(again.transport.snapshots).toEqual([]);
});

test('COPY-1 with the network it goes on from where the copy ends, and asks for nothing twice', async () => {
  const browser = openBrowser();
  const writer = createWriter(9);
  const first = browser.open();
  await first.goLive(writer.type('one '));
  await first.provider.destroy();
  const again = browser.open();
  again.provider.connect();
  await settled();
  expect(again.transport.snapshots).toEqual([]);
  expect(again.transport.streams.at(-1)!.from.cursor).toEqual(cursorAt(1));
  again.transport.streams.at(-1)!.event(rowsAfter(1, writer.type('two')));
  again.transport.streams.at(-1)!.event(liveAt(2));
  await pass(again);
  expect(again.text).toBe('one two');
  expect(await keptText(browser)).toBe('one two');
});

test('COPY-1 SYNC-4 edits that were made without a network are there the next time, and sent once', async () => {
  const browser = openBrowser();
  const seen = createWriter(9).type('seen ');
  const first = browser.open();
  await first.goLive(seen);
  await first.provider.destroy();

  const offline = browser.open();
  await settled();
  offline.type('typed offline');
  await pass(offline);
  await offline.provider.destroy();

  const online = browser.open();
  await settled();
  expect(online.text).toBe('seen typed offline');
  online.provider.connect();
  await settled();
  expect(online.transport.appends).toHaveLength(1);
  expect(textOf(seen, online.transport.appends[0]!.question.bytes)).toBe('seen typed offline');
  online.transport.streams.at(-1)!.event(liveAt(1));
  await online.acknowledge(2);
  expect([sentence(online.provider.save), await browser.store.documents()]).toEqual(['saved', []]);
});

test('COPY-3 what no outbox holds is in no copy: it could not be told from what the server has', async () => {
  const browser = openBrowser();
  const opened = browser.open();
  await opened.goLive(createWriter(9).type('seen'));
  await pass(opened);
  const { write } = browser.store;
  let letGo = (): void => undefined;
  browser.store.write = async (change) => {
    await new Promise<void>((resolve) => (letGo = resolve));
    return write(change);
  };
  opened.type(' typed');
  await pass(opened);
  expect(await keptText(browser)).toBe('seen');
  browser.store.write = write;
  letGo();
  await settled();
  await pass(opened);
  expect(await keptText(browser)).toBe('seen typed');
});

test('COPY-3 a device that keeps no edits keeps no copies with edits either', async () => {
  const browser = openBrowser();
  browser.store.write = () => Promise.reject(new Error('full'));
  const opened = browser.open();
  await opened.goLive(createWriter(9).type('seen'));
  await pass(opened);
  opened.transport.streams.at(-1)!.lose();
  opened.type(' typed');
  await settled();
  await pass(opened);
  expect(await keptText(browser)).toBe('seen');
});

test('COPY-2 of two tabs one keeps the document; the other one does after it', async () => {
  const browser = openBrowser();
  const writer = createWriter(9);
  const [one, two] = [writer.type('one '), writer.type('two')];
  const first = browser.open();
  await first.goLive(one);
  await pass(first);
  const second = browser.open();
  second.provider.connect();
  await settled();
  second.transport.streams.at(-1)!.event(rowsAfter(1, two));
  await pass(second);
  expect(await keptText(browser)).toBe('one ');
  await first.provider.destroy();
  await settled();
  await pass(second);
  expect(await keptText(browser)).toBe('one two');
});

test('COPY-2 a document that changes all the time is folded once its tail is longer than itself', async () => {
  const browser = openBrowser();
  const opened = browser.open();
  const writer = createWriter(9);
  await opened.goLive(writer.type('a'));
  await pass(opened);
  for (let row = 1; row <= 8; row++) {
    opened.transport.streams.at(-1)!.event(rowsAfter(row, writer.type('b'.repeat(20_000))));
    await pass(opened);
  }
  const copy = (await browser.copies.load(DOC))!;
  expect(copy.updates.length).toBeLessThan(6);
  expect(copy.cursor.offset).toBe(9);
  expect(textOf(...copy.updates)).toHaveLength(160_001);
});

test.each(['document-deleted', 'forbidden'] as const)(
  'COPY-4 refused with %s, a device forgets the document',
  async (code) => {
    const browser = openBrowser();
    const first = browser.open();
    await first.goLive(createWriter(9).type('secret'));
    await first.provider.destroy();
    const again = browser.open();
    again.provider.connect();
    await settled();
    again.transport.streams.at(-1)!.event({ name: 'gone', doc: DOC, code });
    await settled();
    expect(await browser.copies.load(DOC)).toBeUndefined();
    again.type('more');
    await pass(again);
    await again.provider.destroy();
    expect(await browser.copies.load(DOC)).toBeUndefined();
  },
);

test('COPY-4 a server that does not know a document may have lost it: the copy stays', async () => {
  const browser = openBrowser();
  const first = browser.open();
  await first.goLive(createWriter(9).type('dear'));
  await first.provider.destroy();
  const again = browser.open();
  again.provider.connect();
  await settled();
  again.transport.streams.at(-1)!.lose(refusal('document-unknown'));
  await settled();
  expect(await keptText(browser)).toBe('dear');
});

test('COPY-6 a document that was made here is whole before any server has heard of it', async () => {
  const browser = openBrowser();
  const seed = createWriter(0).type('seed ');
  const opened = openProvider({ ...browser, beginning: seed });
  await settled();
  expect([opened.text, opened.provider.synced]).toEqual(['seed ', true]);
  expect(sentence(opened.provider.save)).toBe('saved');
  opened.type('typed');
  await settled();
  expect(sentence(opened.provider.save)).toBe('local');
  opened.provider.connect();
  await settled();
  opened.transport.snapshots.at(-1)!.answer(wholeOf(seed));
  await settled();
  const { bytes } = opened.transport.appends.at(-1)!.question;
  expect(textOf(seed, bytes)).toBe('seed typed');
});
