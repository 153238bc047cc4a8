import { expect, test } from 'vitest';
import { createMemoryLocks } from '../outbox/memory-locks.ts';
import { createMemoryOutbox } from '../outbox/memory-outbox.ts';
import type { OutboxRow } from './ports.ts';
import { docId, sessionId } from './testing/ids.ts';
import {
  openProvider,
  refusal,
  rowsAfter,
  sentence,
  settled,
  wholeOf,
} from './testing/scripted-provider.ts';
import { createWriter, textOf } from './testing/writer.ts';

type Opened = ReturnType<typeof openProvider>;

/** What was sent, newest last: whose, under which number, and the text it makes on top of `base`. */
const sent = ({ transport }: Opened, ...base: Uint8Array[]) =>
  transport.appends.map(({ question: { session, n, bytes } }) => ({
    session,
    n,
    text: textOf(...base, bytes),
  }));

const sessionOf = ({ transport }: Opened): string => transport.streams.at(-1)!.from.session;

const writer = createWriter(9);
const DEAD = sessionId(200);
const row = (seq: number, bytes: Uint8Array, n?: number): OutboxRow => ({
  doc: docId(1),
  session: DEAD,
  seq,
  bytes,
  ...(n === undefined ? {} : { n }),
});
const left = [row(3, writer.type('1'), 2), row(4, writer.type('2')), row(5, writer.type('3'))];

test('SYNC-5 SYNC-3 rows of a dead tab are shown at once, and sent: numbered ones verbatim, the rest as our own', async () => {
  const store = createMemoryOutbox();
  await store.write({ put: left });
  const opened = openProvider({ store });
  await settled();
  expect(opened.text).toBe('123');
  expect(opened.transport.appends).toEqual([]);
  await opened.goLive();
  expect(opened.transport.appends.at(0)!.question).toMatchObject({
    session: DEAD,
    n: 2,
    bytes: left.at(0)!.bytes,
  });
  await opened.acknowledge(1);
  expect(sent(opened, left.at(0)!.bytes)[1]).toEqual({
    session: sessionOf(opened),
    n: 1,
    text: '123',
  });
  await opened.acknowledge(2);
  expect(await opened.rows()).toEqual([]);
  expect(sentence(opened.provider.save)).toBe('saved');
});

test('SYNC-5 rows of a dead tab are taken by one of two tabs', async () => {
  const store = createMemoryOutbox();
  const locks = createMemoryLocks();
  await store.write({ put: left });
  const tabs = [openProvider({ store, locks }), openProvider({ store, locks, seed: 2 })];
  await settled();
  for (const tab of tabs) await tab.goLive();
  expect(tabs.map(({ text }) => text).toSorted()).toEqual(['', '123']);
  expect(tabs.flatMap(({ transport }) => transport.appends)).toHaveLength(1);
});

test('SYNC-5 rows of a tab that dies later are found within 15 s, and none is lost while ours is on its way', async () => {
  const store = createMemoryOutbox();
  const locks = createMemoryLocks();
  const release = await locks.hold(DEAD);
  await store.write({ put: left });
  const opened = openProvider({ store, locks });
  await opened.goLive();
  opened.type('a');
  await settled();
  expect(sent(opened)).toHaveLength(1);
  release();
  opened.clock.advance(15_000);
  await settled();
  await opened.acknowledge(1);
  // Only ours is acknowledged: theirs still wait, and go first now.
  expect(opened.transport.appends.at(1)!.question).toMatchObject({ session: DEAD, n: 2 });
  await opened.acknowledge(2);
  await opened.acknowledge(3);
  const bytes = opened.transport.appends.map(({ question }) => question.bytes);
  expect([...textOf(...bytes)].toSorted().join('')).toBe('123a');
  expect(await opened.rows()).toEqual([]);
});

test('SYNC-5 rows of dead tabs are looked for when the stream goes live', async () => {
  const store = createMemoryOutbox();
  const opened = openProvider({ store });
  await settled();
  await store.write({ put: left });
  await opened.goLive();
  expect(opened.text).toBe('123');
});

test('SYNC-5 a storage that cannot be read now is reported, and read again later', async () => {
  const store = createMemoryOutbox();
  let broken = false;
  const opened = openProvider({
    store: {
      ...store,
      rows: (doc) => (broken ? Promise.reject(new Error('busy')) : store.rows(doc)),
    },
  });
  await opened.goLive();
  await store.write({ put: left });
  broken = true;
  opened.clock.advance(15_000);
  await settled();
  expect(opened.faults).toEqual([new Error('busy')]);
  broken = false;
  opened.transport.streams.at(0)!.event({ name: 'beat' });
  opened.clock.advance(15_000);
  await settled();
  expect(opened.text).toBe('123');
});

test('SYNC-7 a dead tab’s row that builds on what the server has lost is sent once somebody brings that home', async () => {
  const [author, mate] = [createWriter(9), createWriter(10)];
  const lost = author.type('lost ');
  const built = author.type('built');
  const other = mate.type('other ');
  const store = createMemoryOutbox();
  await store.write({ put: [row(1, built)] });
  const opened = openProvider({ store });
  const { transport, clock } = opened;
  await opened.goLive(other);
  transport.appends.at(-1)!.answer(refusal('dependencies-missing'));
  await settled();
  clock.advance(60_000);
  await settled();
  transport.snapshots.at(-1)!.answer(wholeOf(other));
  await settled();
  expect(opened.text).toBe('other ');
  expect(transport.appends).toHaveLength(1);

  transport.streams.at(-1)!.event(rowsAfter(1, lost));
  await settled();
  expect(opened.text).toContain('lost built');
  clock.advance(60_000);
  await settled();
  transport.snapshots.at(-1)!.answer(wholeOf(other, lost));
  await settled();
  expect(transport.appends).toHaveLength(2);
  expect(sent(opened, other, lost).at(-1)!.text).toContain('lost built');
});
