import type { Clock } from '@weft/shared/clock';
import type { DocId, RandomBytes } from '@weft/shared/protocol/ids';
import type * as Y from 'yjs';
import type { LinkEvent } from './link.ts';
import type { CopyStore, Neighbours, OutboxStore, SessionLocks, Transport } from './ports.ts';
import type { SyncState } from './state.ts';

/** All that a provider reaches the world with. */
export interface ProviderPorts {
  readonly transport: Transport;
  readonly store: OutboxStore;
  readonly locks: SessionLocks;
  /** Where the document is kept, so that it opens without a network; absent where it is not. */
  readonly copies?: CopyStore | undefined;
  /** What a document begins with that was made on this device, where the server has not been told of it: it is whole as it is. */
  readonly beginning?: Uint8Array | 'empty' | undefined;
  readonly clock: Clock;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
  /** Cryptographic; makes session ids. */
  readonly randomBytes: RandomBytes;
  /** Calls back whenever the network or the person has come back; returns the function that ends it. */
  readonly onReturn?: ((callback: () => void) => () => void) | undefined;
  /** Calls back whenever the page is hidden; returns the function that ends it. `onReturn` tells of the way back. */
  readonly onHidden?: ((callback: () => void) => () => void) | undefined;
  /** How long a hidden page keeps its stream, milliseconds; a minute where nothing is said. */
  readonly restAfterMs?: number | undefined;
  /** Whether something else than edits keeps a hidden page from resting, such as files on their way. */
  readonly isBusy?: (() => boolean) | undefined;
  /** Absent where there are no other tabs. */
  readonly neighbours?: Neighbours | undefined;
  /** Whether the person wants to save data: edits are then gathered for longer. */
  readonly saveData?: (() => boolean) | undefined;
  /** Whether edits are gathered at all between two requests; yes where nothing is said. */
  readonly gather?: boolean | undefined;
  /** Hears of errors that stop nothing: those of the document's observers, of storage and of locks. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** What the two directions of a provider share. */
export interface Core {
  readonly id: DocId;
  readonly doc: Y.Doc;
  readonly ports: ProviderPorts;
  readonly state: SyncState;
  /** Every change of state goes through here: change, decide, act, tell. */
  update(change: () => void): void;
  /** Moves the link; only inside of `update`. */
  link(event: LinkEvent): void;
  /** Applies updates from the server, or from this device, to the document. */
  apply(updates: readonly Uint8Array[]): void;
}
