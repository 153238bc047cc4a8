import type { DocId } from '@weft/shared/protocol/ids';
import * as Y from 'yjs';
import type { Neighbours } from './ports.ts';

/** The other tabs of this browser that have the document open. */
export interface NeighbourLink {
  /** Tells them an edit made here. */
  tell(bytes: Uint8Array): void;
  /** Whether they told us something that the server, whose state vector this is, does not have yet. */
  areAhead(stateVector: Uint8Array): boolean;
  leave(): void;
}

const ALONE: NeighbourLink = {
  tell: () => undefined,
  areAhead: () => false,
  leave: () => undefined,
};

/** @param hear takes an edit made in another tab */
export function createNeighbourLink(
  id: DocId,
  neighbours: Neighbours | undefined,
  hear: (bytes: Uint8Array) => void,
): NeighbourLink {
  if (!neighbours) return ALONE;
  /** By client, the clock after the newest struct that a neighbour told. */
  const told = new Map<number, number>();
  const channel = neighbours.join(id, (bytes) => {
    try {
      for (const [client, clock] of Y.parseUpdateMeta(bytes).to)
        told.set(client, Math.max(clock, told.get(client) ?? 0));
    } catch {
      // A tab of another version, perhaps: the server will say what it meant.
      return;
    }
    hear(bytes);
  });
  return {
    tell: channel.tell,
    areAhead(stateVector) {
      const server = Y.decodeStateVector(stateVector);
      return [...told].some(([client, clock]) => clock > (server.get(client) ?? 0));
    },
    leave: channel.leave,
  };
}
