import type { Frame } from '@weft/shared/codec/frames';
import * as Y from 'yjs';
import { applyUpdates } from './applying.ts';

/**
 * What `doc` has and the server's whole state (`frames`) lacks, as one update; `undefined` for nothing.
 * Compares deletions too: a state vector counts insertions only, and an unsent deletion would be lost.
 */
export function missingOnServer(doc: Y.Doc, frames: readonly Frame[]): Uint8Array | undefined {
  const server = new Y.Doc();
  const updates = frames.map(({ bytes }) => bytes);
  // A row that cannot be read is missing on both sides.
  applyUpdates(server, updates, undefined, () => undefined);
  const diff = encodeIntegrated(doc, Y.encodeStateVector(server));
  const known = Y.snapshotContainsUpdate(Y.snapshot(server), diff);
  server.destroy();
  return known ? undefined : diff;
}

/**
 * Yjs adds structs that still wait for their dependencies to every encoded state. The server rightly
 * refuses those, and with them all the rest.
 */
function encodeIntegrated(doc: Y.Doc, since: Uint8Array): Uint8Array {
  const { store } = doc;
  const { pendingStructs, pendingDs } = store;
  store.pendingStructs = null;
  store.pendingDs = null;
  try {
    return Y.encodeStateAsUpdate(doc, since);
  } finally {
    store.pendingStructs = pendingStructs;
    store.pendingDs = pendingDs;
  }
}

/**
 * How much of a document waits for letters that it does not have; 0 for nothing. After a comparison with the server's
 * whole state that is what was unsent on this device, and built on what a rolled back disk has lost. It is in no outbox.
 * Should somebody bring home what it waits for, it shows here; then it has to be sent, or it would show nowhere else.
 */
export function waitingBytes({ store }: Y.Doc): number {
  return (store.pendingStructs?.update.length ?? 0) + (store.pendingDs?.length ?? 0);
}
