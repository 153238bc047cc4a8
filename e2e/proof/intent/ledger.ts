import { ContentString, type Doc, Item, iterateDeletedStructs, type Transaction } from 'yjs';
import type { BlockView } from '../models/model.ts';
import { countLetters } from './letters.ts';

/** Which letters have to be on the page in the end, and who typed them. */
export interface Ledger {
  /** Letters that `author` typed, `undefined` for those that the page began with. */
  typed(letters: string, author: number | undefined): void;
  /** Letters that somebody saw and deleted: nobody misses them. */
  deleted(letters: string): void;
  /**
   * Runs an undo. Of the letters that disappear with it those of the person who undoes are not missed; a
   * teammate's are.
   */
  undoing(author: number, peer: Undoer, undo: () => void): void;
  /** Compares with what is on the page in the end. */
  audit(text: string): Audit;
}

interface Undoer {
  readonly doc: Doc;
  blocks(): readonly BlockView[];
}

export interface Audit {
  readonly typed: number;
  readonly lost: number;
  readonly doubled: number;
}

export function createLedger(): Ledger {
  const authors = new Map<string, number | undefined>();
  const notMissed = new Set<string>();
  return {
    typed(letters, author) {
      for (const letter of letters) authors.set(letter, author);
    },
    deleted(letters) {
      for (const letter of letters) notMissed.add(letter);
    },
    undoing(author, peer, undo) {
      const before = lettersOf(peer);
      const deleted = deletedDuring(peer.doc, undo);
      const after = lettersOf(peer);
      // What was hidden before, in a block that is gone, can be undone as well.
      for (const letter of [...before, ...deleted]) {
        if (!after.has(letter) && authors.get(letter) === author) notMissed.add(letter);
      }
    },
    audit(text) {
      const counts = countLetters(text);
      let lost = 0;
      let doubled = 0;
      for (const letter of authors.keys()) {
        const count = counts.get(letter) ?? 0;
        if (count === 0 && !notMissed.has(letter)) lost += 1;
        if (count > 1) doubled += 1;
      }
      return { typed: authors.size, lost, doubled };
    },
  };
}

const lettersOf = (peer: Undoer): Set<string> =>
  new Set(peer.blocks().flatMap(({ text }) => [...text]));

/** The letters whose items a function deletes from a document. */
function deletedDuring(doc: Doc, run: () => void): Set<string> {
  const letters = new Set<string>();
  const collect = (transaction: Transaction): void =>
    iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Item) || !(struct.content instanceof ContentString)) return;
      for (const letter of struct.content.str) letters.add(letter);
    });
  doc.on('afterTransaction', collect);
  try {
    run();
  } finally {
    doc.off('afterTransaction', collect);
  }
  return letters;
}
