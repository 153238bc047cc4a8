import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BLOCKS_VERSION } from '../protocol/version.ts';
import { mayWrite, META_ROOT, MODEL_VERSION } from './min-writer.ts';

function saying(value: unknown): Y.Doc {
  const doc = new Y.Doc();
  doc.getMap(META_ROOT).set('minWriter', value);
  return doc;
}

test('BLOCK-53 a document that asks for a newer writer is not written in', () => {
  expect(mayWrite(new Y.Doc())).toBe(true);
  expect(mayWrite(saying(MODEL_VERSION))).toBe(true);
  expect(mayWrite(saying(MODEL_VERSION + 1))).toBe(false);
});

test('BLOCK-53 a malformed minWriter counts as absent', () => {
  const values = ['2', 1.5, NaN, Infinity, null, true, [2], { least: 2 }, -7, 1001, 2n ** 70n];
  for (const [i, value] of values.entries()) {
    expect(mayWrite(saying(value)), `value ${i}`).toBe(true);
  }
  expect(mayWrite(saying(new Y.Map()))).toBe(true);
});

test('BLOCK-53 VER-3 the version that is written is the one that the wire says', () => {
  expect(BLOCKS_VERSION).toBe(MODEL_VERSION);
});
