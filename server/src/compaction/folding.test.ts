import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from '@weft/shared/testing/random';
import { editedDocuments } from '../room/testing/edited-documents.ts';
import { checkFolded, FoldingError } from './folding.ts';

function docOf(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

test('COMPACT-2 a state that is what the rows come to passes, whatever is in it', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { updates } = editedDocuments(seededRandom(seed), 80);
    expect(() => checkFolded(Y.encodeStateAsUpdate(docOf(...updates)), updates)).not.toThrow();
  }
});

test('COMPACT-2 a state that lacks a letter, a deletion or anything else does not pass', () => {
  let found = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const { updates } = editedDocuments(seededRandom(seed), 40);
    const full = docOf(...updates);
    const lacking = docOf(...updates.slice(0, -1));
    // The last edit may have changed nothing that is not deleted by now; then the two are the same.
    if (Y.snapshotContainsUpdate(Y.snapshot(lacking), updates.at(-1)!)) continue;
    found += 1;
    const state = Y.encodeStateAsUpdate(lacking);
    expect(() => checkFolded(state, updates)).toThrow(FoldingError);
    expect(() => checkFolded(Y.encodeStateAsUpdate(full), updates.slice(0, -1))).toThrow(
      FoldingError,
    );
  }
  expect(found).toBeGreaterThan(5);
});

test('COMPACT-2 the same letters with other content do not pass', () => {
  const written = (text: string, value: unknown, bold: boolean): Uint8Array => {
    const doc = new Y.Doc();
    doc.clientID = 7;
    doc.getText('text').insert(0, text, { bold });
    doc.getMap('map').set('key', value);
    return Y.encodeStateAsUpdate(doc);
  };
  const state = written('abc', [1, 2], true);
  expect(() => checkFolded(state, [written('abc', [1, 2], true)])).not.toThrow();
  for (const other of [
    written('abd', [1, 2], true),
    written('abc', [1, 3], true),
    written('abc', [1, 2], false),
  ]) {
    expect(() => checkFolded(state, [other])).toThrow('the content differs');
  }
});

test('COMPACT-2 a state that waits for what is not there does not pass', () => {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, 'a');
  const before = Y.encodeStateVector(doc);
  doc.getText('text').insert(1, 'b');
  const later = Y.encodeStateAsUpdate(doc, before);
  expect(() => checkFolded(later, [later])).toThrow('something waits');
});
