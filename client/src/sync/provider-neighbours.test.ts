import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createMemoryNeighbours } from './testing/memory-neighbours.ts';
import {
  liveAt,
  openProvider,
  refusal,
  rowsAfter,
  sentence,
  settled,
  wholeOf,
} from './testing/scripted-provider.ts';
import { createWriter } from './testing/writer.ts';

/** Two tabs of one browser on one document, both live. */
async function twoTabs() {
  const neighbours = createMemoryNeighbours();
  const [one, two] = [openProvider({ neighbours, seed: 1 }), openProvider({ neighbours, seed: 2 })];
  await one.goLive();
  await two.goLive();
  return { one, two };
}

/** The server has nothing of these documents. */
const lacking = () => ({
  ...refusal('dependencies-missing'),
  stateVector: Y.encodeStateVector(new Y.Doc()),
});

test('NEAR-1 what is typed in one tab is in the other at once, as a remote edit, and sent by the first alone', async () => {
  const { one, two } = await twoTabs();
  const origins: unknown[] = [];
  two.doc.on('update', (_: Uint8Array, origin: unknown) => origins.push(origin));
  one.type('hello');
  await settled();
  expect(two.text).toBe('hello');
  expect(origins).toEqual([two.provider]);
  expect([one.transport.appends.length, two.transport.appends.length]).toEqual([1, 0]);
  expect(sentence(two.provider.save)).toBe('saved');
  expect(await two.rows()).toEqual([]);
});

test('NEAR-1 also while there is no network, and not where the caller wants none', async () => {
  const { one, two } = await twoTabs();
  one.transport.streams.at(-1)!.lose();
  two.transport.streams.at(-1)!.lose();
  await settled();
  expect([one.provider.link, two.provider.link]).toEqual(['waiting', 'waiting']);
  two.type('offline ');
  await settled();
  expect(one.text).toBe('offline ');
  two.provider.disconnect();
  one.type('more');
  await settled();
  expect([one.text, two.text]).toEqual(['offline more', 'offline ']);
  two.provider.connect();
  await one.provider.destroy();
  two.type('alone');
  await settled();
  expect(one.text).toBe('offline more');
});

test('NEAR-1 what comes back from the server changes nothing any more', async () => {
  const { one, two } = await twoTabs();
  one.type('hello');
  await settled();
  const [{ question }] = one.transport.appends as [(typeof one.transport.appends)[0]];
  let changes = 0;
  two.doc.on('update', () => (changes += 1));
  two.transport.streams.at(-1)!.event(rowsAfter(0, question.bytes));
  await settled();
  expect([two.text, changes, two.provider.link]).toEqual(['hello', 0, 'live']);
});

test('NEAR-2 a row that builds on another tab’s, which is not there yet, waits for it without a word', async () => {
  const { one, two } = await twoTabs();
  one.type('a');
  await settled();
  two.type('b');
  await settled();
  const { snapshots } = two.transport;
  const before = snapshots.length;
  for (let tries = 1; tries <= 3; tries++) {
    expect(two.transport.appends).toHaveLength(tries);
    two.transport.appends.at(-1)!.answer(lacking());
    await settled();
    expect(sentence(two.provider.save)).toBe('sending');
    two.clock.advance(30_000);
    await settled();
    two.transport.streams.at(-1)!.event({ name: 'beat' });
  }
  const rows = two.transport.appends.map(({ question: { session, n } }) => `${session} ${n}`);
  expect(new Set(rows).size).toBe(1);
  await two.acknowledge(2);
  expect([sentence(two.provider.save), snapshots.length]).toEqual(['saved', before]);
});

test('NEAR-2 after five times the two sides are compared, and at once where no other tab explains it', async () => {
  const { one, two } = await twoTabs();
  one.type('a');
  await settled();
  two.type('b');
  await settled();
  const { appends, snapshots } = two.transport;
  const before = snapshots.length;
  for (let tries = 1; tries <= 6; tries++) {
    expect([appends.length, snapshots.length]).toEqual([tries, before]);
    appends.at(-1)!.answer(lacking());
    await settled();
    two.clock.advance(30_000);
    two.transport.streams.at(-1)!.event({ name: 'beat' });
    await settled();
  }
  expect([appends.length, snapshots.length]).toEqual([6, before + 1]);

  const alone = openProvider({ seed: 3 });
  await alone.goLive(createWriter(9).type('x'));
  alone.type('c');
  await settled();
  alone.transport.appends.at(-1)!.answer(lacking());
  await settled();
  alone.clock.advance(30_000);
  await settled();
  expect(alone.transport.snapshots).toHaveLength(2);
  alone.transport.snapshots.at(-1)!.answer(wholeOf());
  await settled();
  alone.transport.streams.at(-1)!.event(liveAt(0));
});
