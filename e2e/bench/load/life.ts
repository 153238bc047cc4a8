import { seededRandom } from '@weft/shared/testing/random';
import * as Y from 'yjs';

/** Share of edits that take a letter away. */
const DELETIONS = 0.2;
/** Edits before a person goes on elsewhere. */
const RUN = 40;

/**
 * The updates of one person's life in a document: runs of typing and Backspace with jumps in between, one letter
 * an edit. Several people write beside each other, each into a text of their own, so that nobody's edits build on others'.
 */
export function* writeLife(person: number, edits: number): Generator<Uint8Array> {
  const random = seededRandom(person + 1);
  const doc = new Y.Doc();
  doc.clientID = 0x9000_0000 + person;
  const text = doc.getText(`t${person}`);
  let update: Uint8Array = new Uint8Array();
  doc.on('update', (bytes: Uint8Array) => (update = bytes));
  let at = 0;
  for (let edit = 0; edit < edits; edit++) {
    if (edit % RUN === 0) at = random.below(text.length + 1);
    if (at > 0 && random.chance(DELETIONS)) text.delete(--at, 1);
    else text.insert(at++, String.fromCharCode(97 + (edit % 26)));
    yield update;
  }
}

/** The state of a document that has lived for `edits` edits of one person, as one update. */
export function livedState(edits: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of writeLife(0, edits)) Y.applyUpdate(doc, update);
  });
  return Y.encodeStateAsUpdate(doc);
}

/** How many letters the texts have that updates add up to. */
export function countLetters(updates: readonly Uint8Array[]): number {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return [...doc.share.keys()].reduce((sum, name) => sum + doc.getText(name).length, 0);
}
