import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyUpdates } from './applying.ts';
import { createWriter } from './testing/writer.ts';

const ORIGIN = { name: 'the provider' };
const noFault = (error: unknown): void => expect(error).toBeUndefined();

test('SYNC-8 observers are told once of many updates, with the origin', () => {
  const writer = createWriter(7);
  const updates = [writer.type('a'), writer.type('b'), writer.delete(1)];
  const doc = new Y.Doc();
  const seen: [unknown, boolean][] = [];
  doc.getText('t').observe((_, { origin, local }) => void seen.push([origin, local]));
  applyUpdates(doc, updates, ORIGIN, noFault);
  expect(doc.getText('t').toString()).toBe('b');
  expect(seen).toEqual([[ORIGIN, false]]);
});

test('SYNC-8 nothing to apply is no transaction', () => {
  const doc = new Y.Doc();
  let transactions = 0;
  doc.on('afterTransaction', () => void transactions++);
  applyUpdates(doc, [], ORIGIN, noFault);
  expect(transactions).toBe(0);
});

test('SYNC-8 an observer that throws is reported, and the document has everything', () => {
  const writer = createWriter(7);
  const updates = [writer.type('a'), writer.type('b')];
  const doc = new Y.Doc();
  const fault = new Error('the editor stumbled');
  doc.getText('t').observe(() => {
    throw fault;
  });
  const faults: unknown[] = [];
  applyUpdates(doc, updates, ORIGIN, (error) => faults.push(error));
  expect(faults).toEqual([fault]);
  expect(doc.getText('t').toString()).toBe('ab');
});

test('SYNC-8 an update that cannot be read is reported, and does not take the others with it', () => {
  const writer = createWriter(7);
  const [a, b] = [writer.type('a'), writer.type('b')];
  const doc = new Y.Doc();
  const faults: unknown[] = [];
  applyUpdates(doc, [a, Uint8Array.of(1, 200, 200), b], ORIGIN, (error) => faults.push(error));
  expect(doc.getText('t').toString()).toBe('ab');
  expect(faults).toEqual([expect.any(Error)]);
});
