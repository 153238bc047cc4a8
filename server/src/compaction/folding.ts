import * as Y from 'yjs';
import type { LogRow } from '../log/log.ts';
import { sameContent } from './same-content.ts';

/** A row that cannot be applied to what comes before it: it is kept, and left out of states. */
export interface Quarantined {
  readonly offset: number;
  readonly reason: string;
}

/** So many bad rows are found one by one; a document with more of them is left as it is. */
const MAX_QUARANTINED = 100;

/** The document's rows do not come to the same in two ways, or it has too many that cannot be applied. */
export class FoldingError extends Error {
  override name = 'FoldingError';
}

/** Makes one state of a document's rows, handed over in order. Holds the document in memory. */
export interface Folding {
  add(rows: readonly LogRow[]): void;
  readonly quarantined: readonly Quarantined[];
  /** The state as one Yjs update, without what was deleted. The folding is over then. */
  finish(): Uint8Array;
}

/**
 * Folds through a `Y.Doc`, which forgets the text that was deleted: merging updates keeps it, and takes time that
 * grows with the square of their number.
 *
 * @param state what earlier rows were folded into
 */
export function createFolding(state: Uint8Array | undefined): Folding {
  const quarantined: Quarantined[] = [];
  const sound: Uint8Array[] = state ? [state] : [];
  let doc = replayed(sound);

  function add(rows: readonly LogRow[]): void {
    if (applied(doc, rows)) return void sound.push(...rows.map(({ bytes }) => bytes));
    doc = replayed(sound);
    rows.forEach(addAlone);
  }

  function addAlone({ offset, bytes }: LogRow): void {
    try {
      Y.applyUpdate(doc, bytes);
      if (!isWaiting(doc)) return void sound.push(bytes);
      exclude(offset, 'it builds on what is not there');
    } catch (error) {
      exclude(offset, String(error));
    }
  }

  /** A row that failed may have been applied in part. */
  function exclude(offset: number, reason: string): void {
    quarantined.push({ offset, reason });
    if (quarantined.length > MAX_QUARANTINED)
      throw new FoldingError('too many rows cannot be applied');
    doc = replayed(sound);
  }

  return {
    quarantined,
    add,
    finish() {
      const folded = Y.encodeStateAsUpdate(doc);
      doc.destroy();
      return folded;
    },
  };
}

/**
 * Whether `state`, loaded anew, is the document that `updates` come to: by state vector, deletions and content. Bytes
 * may differ, for Yjs writes the same document in several ways.
 *
 * @throws FoldingError where it is not
 */
export function checkFolded(state: Uint8Array, updates: Iterable<Uint8Array>): void {
  const [loaded, full] = [replayed([state]), replayed(updates)];
  try {
    if (isWaiting(loaded) || isWaiting(full)) throw new FoldingError('something waits');
    if (!Y.equalSnapshots(Y.snapshot(loaded), Y.snapshot(full)))
      throw new FoldingError('letters or deletions differ');
    if (!sameContent(loaded, full)) throw new FoldingError('the content differs');
  } finally {
    loaded.destroy();
    full.destroy();
  }
}

function replayed(updates: Iterable<Uint8Array>): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** Whether all rows could be applied; if not, some may have been, and in part. */
function applied(doc: Y.Doc, rows: readonly LogRow[]): boolean {
  try {
    doc.transact(() => {
      for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
    });
    return !isWaiting(doc);
  } catch {
    return false;
  }
}

function isWaiting({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
