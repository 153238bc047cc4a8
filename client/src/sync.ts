/** Public entry `@weft/client/sync`: the provider alone, for any Yjs editor. */
import { systemClock } from '@weft/shared/clock';
import type { DocId } from '@weft/shared/protocol/ids';
import type * as Y from 'yjs';
import { createIndexedDbOutbox } from './outbox/indexeddb-outbox.ts';
import { createMemoryLocks } from './outbox/memory-locks.ts';
import { createMemoryOutbox } from './outbox/memory-outbox.ts';
import { createWebLocks } from './outbox/web-locks.ts';
import type { OutboxStore, SessionLocks } from './sync/ports.ts';
import { createProvider, type Provider } from './sync/provider.ts';
import { connectionOf } from './transport/shared-connections.ts';
import { createHttpTransport, type HttpTransportOptions } from './transport/http-transport.ts';

export type { OutboxKey, OutboxRow, OutboxStore, SessionLocks, Transport } from './sync/ports.ts';
export type { ProviderPorts } from './sync/core.ts';
export { createProvider, type Provider, type ProviderEvents } from './sync/provider.ts';
export type { SaveState } from './sync/save-state.ts';
export {
  createDocumentsClient,
  RequestError,
  type DocumentsClient,
} from './transport/documents.ts';
export { createHttpTransport, type HttpTransportOptions } from './transport/http-transport.ts';
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
    clock: systemClock,
    random: Math.random,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    onReturn: typeof window === 'undefined' ? undefined : onReturn,
    onFault,
  });
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
