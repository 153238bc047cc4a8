import { describe, expect, test } from 'vitest';
import type { OutboxChange } from './outbox.ts';
import { createOutboxWriter } from './outbox-writer.ts';
import type { OutboxRow, OutboxStore } from './ports.ts';
import { docId, sessionId } from './testing/ids.ts';

const DOC = docId(1);
const SESSION = sessionId(1);

const row = (seq: number, session = SESSION): OutboxRow => ({
  doc: DOC,
  session,
  seq,
  bytes: Uint8Array.of(seq),
});
const put = (...seqs: number[]): OutboxChange => ({ put: seqs.map((seq) => row(seq)), remove: [] });
const remove = (...seqs: number[]): OutboxChange => ({
  put: [],
  remove: seqs.map((seq) => ({ doc: DOC, session: SESSION, seq })),
});

/** A writer over a storage whose every write waits for the test to end it. */
function open() {
  const writes: { change: OutboxChange; end: (error?: Error) => void }[] = [];
  const progress: { writing: boolean; storageBroken?: true }[] = [];
  const store: OutboxStore = {
    rows: async () => [],
    write: (change) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error): void => (error ? reject(error) : resolve());
        writes.push({ change: { put: change.put ?? [], remove: change.remove ?? [] }, end });
      }),
  };
  const writer = createOutboxWriter(store, (one) => progress.push(one));
  /** The rows of write number `i`, as `+seq` and `-seq`. */
  const written = (i: number): string[] => [
    ...writes.at(i)!.change.remove.map(({ seq }) => `-${seq}`),
    ...writes.at(i)!.change.put.map(({ seq }) => `+${seq}`),
  ];
  return { writer, writes, written, progress };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('SYNC-2 writes go one after the other, each after the one before is durable', async () => {
  const { writer, writes, written } = open();
  writer.write(put(1));
  await settled();
  writer.write(remove(1), put(2));
  await settled();
  expect(writes).toHaveLength(1);
  writes.at(0)!.end();
  await settled();
  expect(writes).toHaveLength(2);
  expect([written(0), written(1)]).toEqual([['+1'], ['-1', '+2']]);
});

test('SYNC-2 it is told when something is being written, and when nothing is any more', async () => {
  const { writer, writes, progress } = open();
  writer.write(put(1));
  expect(progress).toEqual([{ writing: true }]);
  await settled();
  writer.write(put(2));
  writes.at(0)!.end();
  await settled();
  expect(progress.at(-1)).toEqual({ writing: true });
  writes.at(1)!.end();
  await settled();
  expect(progress.at(-1)).toEqual({ writing: false });
});

test('SYNC-2 SAVE-1 a write that fails is reported, and later ones are still made', async () => {
  const { writer, writes, written, progress } = open();
  writer.write(put(1));
  await settled();
  writer.write(put(2));
  writes.at(0)!.end(new Error('the disk is full'));
  await settled();
  expect(progress.at(-1)).toEqual({ writing: true, storageBroken: true });
  expect(written(1)).toEqual(['+2']);
  writes.at(1)!.end();
  await writer.settled();
  expect(progress.at(-1)).toEqual({ writing: false });
});

describe('while one is under way, the next ones are combined', () => {
  async function combined(...changes: OutboxChange[]): Promise<string[]> {
    const { writer, writes, written } = open();
    writer.write(put(0));
    await settled();
    for (const change of changes) writer.write(change);
    writes.at(0)!.end();
    await settled();
    expect(writes).toHaveLength(2);
    return written(1);
  }

  test('SYNC-2 into one write', async () => {
    expect(await combined(put(1), put(2), remove(0))).toEqual(['-0', '+1', '+2']);
  });

  test('SYNC-2 and what was put and removed again is not put', async () => {
    expect(await combined(put(1, 2), remove(1), put(3))).toEqual(['-1', '+2', '+3']);
  });

  test('SYNC-2 but the same seq of another session is another row', async () => {
    const theirs = sessionId(2);
    const change = { put: [], remove: [{ doc: DOC, session: theirs, seq: 1 }] };
    expect(await combined(put(1), change)).toEqual(['-1', '+1']);
  });
});

test('SYNC-2 changes given together are one write', async () => {
  const { writer, writes, written } = open();
  writer.write(remove(1), undefined, put(2), undefined);
  await settled();
  expect(writes).toHaveLength(1);
  expect(written(0)).toEqual(['-1', '+2']);
});

test('SYNC-2 nothing to change is no write', async () => {
  const { writer, writes, progress } = open();
  writer.write(undefined, put(), remove());
  await writer.settled();
  expect({ writes, progress }).toEqual({ writes: [], progress: [] });
});

test('SYNC-2 settled resolves after everything queued, also what came while it was awaited', async () => {
  const { writer, writes } = open();
  let isSettled = false;
  writer.write(put(1));
  const waiting = writer.settled().then(() => (isSettled = true));
  await settled();
  writer.write(put(2));
  writes.at(0)!.end();
  await settled();
  expect(isSettled).toBe(false);
  writes.at(1)!.end();
  await waiting;
  expect(writes).toHaveLength(2);
});
