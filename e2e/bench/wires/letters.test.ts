import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eachRun, encodeLetters } from './letters.ts';

function runsOf(update: Uint8Array): [number, number, number][] {
  const runs: [number, number, number][] = [];
  eachRun(update, (...run) => void runs.push(run));
  return runs;
}

test('BENCH-6 what light clients type is byte for byte what Yjs would send', () => {
  const doc = new Y.Doc();
  doc.clientID = 0x8000_0001;
  const sent: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void sent.push(update));
  const text = doc.getText('t');
  for (const letters of ['x', 'x', 'xxx', 'x'.repeat(300)]) text.insert(text.length, letters);
  let clock = 0;
  for (const [at, count] of [1, 1, 3, 300].entries()) {
    expect([...encodeLetters(0x8000_0001, clock, count)]).toEqual([...sent[at]!]);
    clock += count;
  }
});

test('BENCH-6 every letter is found in what a server makes of updates', () => {
  const updates = [1, 2, 3].flatMap((client) => [
    encodeLetters(client, 0, 2),
    encodeLetters(client, 2, 5),
  ]);
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  expect(doc.getText('t').length).toBe(21);
  const merged = Y.mergeUpdates(updates);
  for (const update of [merged, Y.encodeStateAsUpdate(doc)]) {
    const letters = new Map<number, number>();
    for (const [client, clock, length] of runsOf(update)) {
      expect(clock).toBe(letters.get(client) ?? 0);
      letters.set(client, clock + length);
    }
    expect([...letters].toSorted(([a], [b]) => a - b)).toEqual([
      [1, 7],
      [2, 7],
      [3, 7],
    ]);
  }
  doc.getText('t').delete(3, 9);
  expect(() => runsOf(Y.encodeStateAsUpdate(doc))).not.toThrow();
  expect(() => runsOf(merged.subarray(0, 9))).toThrow(RangeError);
});
