import type { Cursor } from '@weft/shared/protocol/cursor';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { Link } from './link.ts';
import type { Outbox } from './outbox.ts';
import type { SaveState } from './save-state.ts';

/** The way up: one update on the network at a time. */
export type Push =
  | { readonly phase: 'idle' }
  | { readonly phase: 'sending' }
  | {
      readonly phase: 'waiting';
      readonly attempt: number;
      readonly delayMs: number | undefined;
      /** Nothing is wrong: the server is about to have what this builds on. */
      readonly isQuiet?: true;
    }
  | { readonly phase: 'blocked'; readonly why: ErrorCode };

/** A row that the server has said is on its disk: it must be found there again. */
export interface AcknowledgedRow {
  readonly cursor: Cursor;
  readonly bytes: Uint8Array;
}

/** All that a provider knows. Events change it; `evaluate` alone says what follows. */
export interface SyncState {
  link: Link;
  push: Push;
  readonly outbox: Outbox;
  /** Position in the log up to which the document has everything. */
  cursor: Cursor | undefined;
  /** The newest row of our session that the server acknowledged. */
  acknowledged: AcknowledgedRow | undefined;
  /** Whether this device's rows have been read. */
  opened: boolean;
  /** Whether the server's side has been seen whole at least once, if only by this device in an earlier life of the page. */
  synced: boolean;
  /**
   * Whether cursor and outbox fail to prove that the server has all of the document, so that the next
   * snapshot must be compared with it: the document was not empty when we got it, the server does not know
   * our cursor any more, or it lacks something we thought it had.
   */
  reconcile: boolean;
  /** Bytes of what waits for letters that not even the server has, and is in no outbox. */
  stranded: number;
  /** Whether the server says that nobody else is in the document. */
  alone: boolean;
  /** Whether edits are being gathered, because the last ones left a moment ago. */
  paused: boolean;
  /** Whether a durable change is being written. One at a time, so that they land in order. */
  writing: boolean;
  /** Whether this device failed to keep a row; edits are then sent from memory. */
  storageBroken: boolean;
}

/** What a provider knows in its first moment. */
export function initialState(outbox: Outbox, reconcile: boolean): SyncState {
  return {
    link: { phase: 'off' },
    push: { phase: 'idle' },
    outbox,
    cursor: undefined,
    acknowledged: undefined,
    opened: false,
    synced: false,
    reconcile,
    stranded: 0,
    alone: false,
    paused: false,
    writing: false,
    storageBroken: false,
  };
}

/** What the provider does next. Starting what is under way already does nothing. */
export type Command =
  | { readonly type: 'stage' }
  | { readonly type: 'seal' }
  | { readonly type: 'send' }
  | {
      readonly type: 'wait-to-send';
      readonly attempt: number;
      readonly delayMs: number | undefined;
    }
  | { readonly type: 'fetch-snapshot' }
  | { readonly type: 'follow' }
  | {
      readonly type: 'wait-to-link';
      readonly attempt: number;
      readonly delayMs: number | undefined;
    }
  /** No snapshot or stream is wanted now. */
  | { readonly type: 'unlink' };

/** A cursor that the next stream may start from. */
export function isResumable({ cursor, reconcile }: SyncState): boolean {
  return cursor !== undefined && !reconcile;
}

/** Whether nothing is lost by letting go of the stream now. */
export function canRest({ link }: SyncState): boolean {
  return link.phase !== 'opening' && link.phase !== 'catching-up' && link.phase !== 'following';
}

/** The one decision function: what should be under way, given all that is known. */
export function evaluate(state: SyncState): Command[] {
  return [...evaluateLink(state), ...evaluateOutbox(state)];
}

function evaluateLink({ link }: SyncState): Command[] {
  switch (link.phase) {
    case 'catching-up':
      return [{ type: 'fetch-snapshot' }];
    case 'following':
    case 'live':
      return [{ type: 'follow' }];
    case 'waiting':
      return [{ type: 'wait-to-link', attempt: link.attempt, delayMs: link.delayMs }];
    case 'off':
    case 'opening':
    case 'resting':
    case 'blocked':
      return [{ type: 'unlink' }];
  }
}

function evaluateOutbox(state: SyncState): Command[] {
  const { outbox, push, opened, writing, storageBroken, paused } = state;
  if (!opened) return [];
  // The device comes first: an edit is durable here before the network sees it.
  if (outbox.isVolatile && !writing) return [{ type: 'stage' }];
  if (!maySend(state)) return [];
  if (push.phase === 'waiting') {
    return [{ type: 'wait-to-send', attempt: push.attempt, delayMs: push.delayMs }];
  }
  if (push.phase !== 'idle' || (writing && !storageBroken)) return [];
  if (outbox.next) return [{ type: 'send' }];
  return outbox.isEmpty || paused ? [] : [{ type: 'seal' }];
}

/**
 * Before the first catch-up, and while the two sides are being compared, nothing is sent: what we would
 * send might build on what the server lacks.
 */
export function maySend({ link, synced, reconcile }: SyncState): boolean {
  return synced && !reconcile && link.phase !== 'off' && link.phase !== 'blocked';
}

/** Whether all of the document is proved to be on the server up to the cursor, or kept in the outbox. */
export function isProven({
  opened,
  outbox,
  writing,
  storageBroken,
  reconcile,
}: SyncState): boolean {
  return opened && !reconcile && !storageBroken && !writing && !outbox.isVolatile;
}

/** What to tell the person who types. */
export function saveState(state: SyncState): SaveState {
  const { link, push, outbox, writing, storageBroken, opened, reconcile } = state;
  if (link.phase === 'blocked') return { kind: 'blocked', why: link.why };
  if (outbox.isEmpty) return opened && !reconcile ? { kind: 'saved' } : { kind: 'sending' };
  if (push.phase === 'blocked') return { kind: 'blocked', why: push.why };
  const isPushStuck = push.phase === 'waiting' && !push.isQuiet;
  const stuck = link.phase === 'off' || link.phase === 'waiting' || isPushStuck;
  if (!stuck) return { kind: 'sending' };
  if (storageBroken) return { kind: 'blocked', why: 'device-storage' };
  return outbox.isVolatile || writing ? { kind: 'sending' } : { kind: 'local' };
}
