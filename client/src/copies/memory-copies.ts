import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import type { CopyStore, CopyWriter } from '../sync/ports.ts';

/** Copies for as long as the process lives. Several providers over one of these are tabs of one browser. */
export function createMemoryCopies(): CopyStore {
  const copies = new Map<DocId, { updates: Uint8Array[]; cursor: Cursor }>();
  /** The end of each document's queue of keepers. */
  const queues = new Map<DocId, Promise<void>>();

  const writerOf = (doc: DocId, release: () => void): CopyWriter => ({
    async replace(state, cursor) {
      copies.set(doc, { updates: [state.slice()], cursor });
    },
    async append(updates, cursor) {
      const before = copies.get(doc);
      if (!before) return;
      const copied = updates.map((bytes) => bytes.slice());
      copies.set(doc, { updates: [...before.updates, ...copied], cursor });
    },
    release,
  });

  return {
    async load(doc) {
      return copies.get(doc);
    },
    keep(doc, signal) {
      return new Promise((resolve) => {
        const turn = queues.get(doc) ?? Promise.resolve();
        const own = turn.then(() => {
          if (signal.aborted) return undefined;
          return new Promise<void>((release) => resolve(writerOf(doc, release)));
        });
        queues.set(doc, own);
      });
    },
    async remove(doc) {
      copies.delete(doc);
    },
  };
}
