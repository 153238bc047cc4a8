import type { DocId } from '@weft/shared/protocol/ids';
import type { Neighbours } from '../ports.ts';

/** The tabs of a browser that is one process. */
export function createMemoryNeighbours(): Neighbours {
  const rooms = new Map<DocId, Set<(bytes: Uint8Array) => void>>();
  return {
    join(doc, hear) {
      const room = rooms.get(doc) ?? new Set();
      rooms.set(doc, room);
      const own = (bytes: Uint8Array): void => hear(bytes);
      room.add(own);
      return {
        tell(bytes) {
          if (!room.has(own)) return;
          // As between real tabs, nothing is heard within the call that tells.
          const copy = Uint8Array.from(bytes);
          for (const other of room)
            if (other !== own) setImmediate(() => room.has(other) && other(copy));
        },
        leave: () => void room.delete(own),
      };
    },
  };
}
