import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { missingOnServer } from './reconcile.ts';
import { createWriter, textOf } from './testing/writer.ts';

const frames = (...updates: Uint8Array[]) =>
  updates.map((bytes) => ({ kind: 'update' as const, bytes }));

test('SYNC-6 letters that the server lacks are sent, and only those', () => {
  const writer = createWriter(7);
  const base = writer.type('known ');
  const fresh = writer.type('fresh');
  expect(missingOnServer(writer.doc, frames(base))).toEqual(fresh);
});

test('SYNC-6 a deletion that the server lacks is sent, though no letter is', () => {
  const writer = createWriter(7);
  const base = writer.type('abc');
  writer.delete(1);
  const diff = missingOnServer(writer.doc, frames(base));
  expect(textOf(base, diff!)).toBe('bc');
});

test('SYNC-6 with nothing missing there is nothing to send', () => {
  const writer = createWriter(7);
  const updates = [writer.type('abc'), writer.delete(2)];
  expect(missingOnServer(writer.doc, frames(...updates))).toBeUndefined();
  expect(missingOnServer(new Y.Doc(), [])).toBeUndefined();
});

test('SYNC-6 what only the server has is no difference', () => {
  const [mine, theirs] = [createWriter(7), createWriter(8)];
  const base = mine.type('abc');
  theirs.apply(base);
  const updates = [base, theirs.type('d'), theirs.delete(1)];
  expect(missingOnServer(mine.doc, frames(...updates))).toBeUndefined();
});

test('SYNC-6 an empty server is sent everything', () => {
  const writer = createWriter(7);
  writer.type('abc');
  writer.delete(1);
  expect(textOf(missingOnServer(writer.doc, [])!)).toBe('bc');
});

test('SYNC-6 a whole state with rows after it is compared as what they make together', () => {
  const writer = createWriter(7);
  writer.type('abc');
  const state = { kind: 'state' as const, bytes: Y.encodeStateAsUpdate(writer.doc) };
  const row = writer.type('d');
  expect(missingOnServer(writer.doc, [state, ...frames(row)])).toBeUndefined();
  const fresh = writer.type('e');
  expect(missingOnServer(writer.doc, [state, ...frames(row)])).toEqual(fresh);
});

/** A document that got a teammate's second and third edit without the first. */
function waitingForTheFirst() {
  const mate = createWriter(8);
  const [first, second, third] = [mate.type('1'), mate.type('2'), mate.delete(1)] as const;
  const mine = createWriter(7);
  mine.apply(second, third);
  expect(mine.doc.store.pendingStructs).not.toBeNull();
  expect(mine.doc.store.pendingDs).not.toBeNull();
  return { mine, first };
}

test('SYNC-6 what still waits for its dependencies is left out: the server would refuse all of it', () => {
  const { mine } = waitingForTheFirst();
  expect(missingOnServer(mine.doc, [])).toBeUndefined();
  const fresh = mine.type('x');
  const diff = missingOnServer(mine.doc, [])!;
  const server = createWriter(1);
  server.apply(diff);
  expect(server.text).toBe('x');
  expect(server.doc.store.pendingStructs).toBeNull();
  expect(server.doc.store.pendingDs).toBeNull();
  expect(diff).toEqual(fresh);
});

test('SYNC-6 and goes on waiting: when its dependencies come, it is shown', () => {
  const { mine, first } = waitingForTheFirst();
  missingOnServer(mine.doc, []);
  mine.apply(first);
  expect(mine.text).toBe('2');
});

test('SYNC-6 a row that cannot be read does not stop the comparison of the others', () => {
  const writer = createWriter(7);
  const base = writer.type('known ');
  const fresh = writer.type('fresh');
  expect(missingOnServer(writer.doc, frames(Uint8Array.of(1, 200, 200), base))).toEqual(fresh);
});
