/** Public entry `@weft/client/sync`: the provider alone, for any Yjs editor. */
import { systemClock } from '@weft/shared/clock';
import type { DocId } from '@weft/shared/protocol/ids';
import type * as Y from 'yjs';
import { createIndexedDbOutbox } from './outbox/indexeddb-outbox.ts';
import { createMemoryLocks } from './outbox/memory-locks.ts';
import { createMemoryOutbox } from './outbox/memory-outbox.ts';
import { createWebLocks } from './outbox/web-locks.ts';
import type { CopyStore, OutboxStore, SessionLocks } from './sync/ports.ts';
import { createProvider, type Provider } from './sync/provider.ts';
import { createBroadcastNeighbours } from './transport/broadcast-neighbours.ts';
import { connectionOf } from './transport/shared-connections.ts';
import { createHttpTransport, type HttpTransportOptions } from './transport/http-transport.ts';

export type {
  CopyStore,
  CopyWriter,
  DocumentCopy,
  OutboxKey,
  OutboxRow,
  OutboxStore,
  SessionLocks,
  Transport,
} from './sync/ports.ts';
export type { ProviderPorts } from './sync/core.ts';
export { createProvider, type Provider } from './sync/provider.ts';
export type { ProviderEvents } from './sync/provider-events.ts';
export type { SaveState } from './sync/save-state.ts';
export {
  createDocumentsClient,
  RequestError,
  type DocumentsClient,
} from './transport/documents.ts';
export { createHttpTransport, type HttpTransportOptions } from './transport/http-transport.ts';
export { createIndexedDbCopies } from './copies/indexeddb-copies.ts';
export { createMemoryLocks } from './outbox/memory-locks.ts';
export { createMemoryOutbox } from './outbox/memory-outbox.ts';

export { createHttpConnection, type HttpConnectionOptions } from './transport/http-connection.ts';
export type { Connection } from './transport/connection.ts';

export interface WeftProviderOptions extends HttpTransportOptions {
  readonly id: DocId;
  readonly doc: Y.Doc;
  /** Where unsent edits are kept; by default IndexedDB where there is one, else memory. */
  readonly store?: OutboxStore | undefined;
  readonly locks?: SessionLocks | undefined;
  /** Where the document is kept, so that it opens without a network; nowhere by default. See `createIndexedDbCopies`. */
  readonly copies?: CopyStore | undefined;
  /** What a document begins with that was made here, while the server has not been told of it; or that it begins empty. */
  readonly beginning?: Uint8Array | 'empty' | undefined;
  /** How long a hidden page keeps its stream, milliseconds; a minute by default. */
  readonly restAfterMs?: number | undefined;
  /** Whether something else than edits keeps a hidden page from resting, such as files on their way. */
  readonly isBusy?: (() => boolean) | undefined;
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/**
 * A provider over HTTP with this machine's clock, randomness and storage. Call `connect` when ready. Providers of the
 * same server and the same credentials share one connection, unless they are given another.
 */
export function createWeftProvider(options: WeftProviderOptions): Provider {
  const { id, doc, store, locks, onFault } = options;
  const hasStorage =
    typeof indexedDB !== 'undefined' && typeof navigator !== 'undefined' && 'locks' in navigator;
  return createProvider(id, doc, {
    transport: createHttpTransport({
      ...options,
      connection: options.connection ?? connectionOf(options),
    }),
    store: store ?? (hasStorage ? createIndexedDbOutbox() : createMemoryOutbox()),
    locks: locks ?? (hasStorage ? createWebLocks(navigator.locks) : createMemoryLocks()),
    copies: options.copies,
    beginning: options.beginning,
    clock: systemClock,
    neighbours: hasStorage ? createBroadcastNeighbours(options.baseUrl ?? '') : undefined,
    random: Math.random,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    restAfterMs: options.restAfterMs,
    isBusy: options.isBusy,
    saveData,
    onHidden: typeof window === 'undefined' ? undefined : onHidden,
    onReturn: typeof window === 'undefined' ? undefined : onReturn,
    onFault,
  });
}

/** Of a browser that says so; others keep it to themselves. */
function saveData(): boolean {
  // Node 20 has no navigator.
  const here = globalThis.navigator as { connection?: { saveData?: boolean } } | undefined;
  return here?.connection?.saveData === true;
}

/** A hidden page has no use for a connection yet; one that is shown again, or online again, has. */
function onReturn(callback: () => void): () => void {
  const returned = (): void => {
    if (document.visibilityState === 'visible') callback();
  };
  window.addEventListener('online', returned);
  document.addEventListener('visibilitychange', returned);
  return () => {
    window.removeEventListener('online', returned);
    document.removeEventListener('visibilitychange', returned);
  };
}

function onHidden(callback: () => void): () => void {
  const changed = (): void => {
    if (document.visibilityState === 'hidden') callback();
  };
  changed();
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
