import type { Clock } from '@weft/shared/clock';
import type { Frame } from '@weft/shared/codec/frames';
import { parseCursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import { mintSessionId, type DocId, type RandomBytes } from '@weft/shared/protocol/ids';
import { WATCHDOG_MS } from '@weft/shared/protocol/limits';
import { ObservableV2 } from 'lib0/observable';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { backoff } from './backoff.ts';
import { receive } from './inbox.ts';
import { nextLink, type LinkEvent, type LinkPhase } from './link.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxWriter } from './outbox-writer.ts';
import type { Failure, OutboxStore, SessionLocks, Snapshot, Transport } from './ports.ts';
import { createPresenceLink } from './presence.ts';
import { missingOnServer } from './reconcile.ts';
import { sameSaveState, type SaveState } from './save-state.ts';
import { createSessions } from './sessions.ts';
import { evaluate, isResumable, saveState, type Command, type SyncState } from './state.ts';

/** Rows that a dead tab left are looked for this often. */
const SCAN_MS = 15_000;

export interface ProviderPorts {
  readonly transport: Transport;
  readonly store: OutboxStore;
  readonly locks: SessionLocks;
  readonly clock: Clock;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
  /** Cryptographic; makes session ids. */
  readonly randomBytes: RandomBytes;
  /** Calls back whenever the network or the person has come back; returns the function that ends it. */
  readonly onReturn?: ((callback: () => void) => () => void) | undefined;
  /** Hears of errors thrown by observers of the document. The provider itself goes on. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

export interface ProviderEvents {
  /** The document has everything the server had; the argument is always true. */
  sync: (synced: boolean) => void;
  status: (status: { status: 'connected' | 'connecting' | 'disconnected' }) => void;
  /** A local update was taken over. */
  update: (update: unknown) => void;
  /** Never emitted: a document is healed in place. Part of Lexical's contract. */
  reload: (doc: Y.Doc) => void;
  save: (state: SaveState) => void;
  link: (phase: LinkPhase) => void;
}

/**
 * Joins a `Y.Doc` with the document of the same id on the server. From its first moment on it records what
 * is typed, connected or not; remote updates are applied with the provider as transaction origin.
 * Satisfies the `Provider` contract of `@lexical/yjs`.
 */
export interface Provider {
  readonly id: DocId;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Whether the document has had everything from the server at least once. */
  readonly synced: boolean;
  readonly save: SaveState;
  readonly link: LinkPhase;
  connect(): void;
  /** Edits go on being recorded, and are sent after the next `connect`. */
  disconnect(): void;
  /** Ends a wait early: the network is back, or the person is. */
  wake(): void;
  /** Ends it for good; resolves when everything typed is durable on this device. */
  destroy(): Promise<void>;
  on<E extends keyof ProviderEvents>(event: E, callback: ProviderEvents[E]): void;
  off<E extends keyof ProviderEvents>(event: E, callback: ProviderEvents[E]): void;
}

/** A provider for `doc`; it does nothing on the network before `connect`. */
export function createProvider(id: DocId, doc: Y.Doc, ports: ProviderPorts): Provider {
  const { transport, store, locks, clock, random, randomBytes, onFault = () => undefined } = ports;
  const events = new ObservableV2<{ [E in keyof ProviderEvents]: ProviderEvents[E] }>();
  const firstSession = mintSessionId(randomBytes);
  const state: SyncState = {
    link: { phase: 'off' },
    push: { phase: 'idle' },
    outbox: createOutbox(id, firstSession),
    cursor: undefined,
    acknowledged: undefined,
    opened: false,
    synced: false,
    reconcile: doc.store.clients.size > 0,
    writing: false,
    storageBroken: false,
  };
  let destroyed = false;
  let told = { save: saveState(state), link: state.link.phase, synced: false };

  const sessions = createSessions(id, store, locks);
  const writer = createOutboxWriter(store, (progress) => update(() => Object.assign(state, progress)));
  const presence = createPresenceLink(doc, {
    clock,
    post: (one) => void transport.presence(id, state.outbox.session, one),
  });

  /** What is under way for the link; at most one of them. */
  let linking: { readonly kind: 'snapshot' | 'follow' | 'timer'; readonly stop: () => void } | undefined;
  let sending: AbortController | undefined;
  /** Sends that failed in a row. */
  let failures = 0;
  let stopSendTimer: (() => void) | undefined;

  /** Every change of state goes through here: change, decide, act, tell. */
  function update(change: () => void): void {
    change();
    // What follows may have been ended by a callback; a destroyed provider starts nothing.
    if (!destroyed) for (const command of evaluate(state)) run(command);
    tell();
  }

  function linkEvent(event: LinkEvent): void {
    const context = { opened: state.opened, resumable: isResumable(state) };
    state.link = nextLink(state.link, event, context);
  }

  function run(command: Command): void {
    switch (command.type) {
      case 'stage':
        return writer.write(state.outbox.stage());
      case 'seal':
        return writer.write(state.outbox.seal());
      case 'send':
        return void send();
      case 'wait-to-send':
        return waitToSend(command);
      case 'fetch-snapshot':
        return startLink('snapshot', fetchSnapshot);
      case 'follow':
        return startLink('follow', follow);
      case 'wait-to-link':
        return startLink('timer', () => {
          const delay = command.delayMs ?? backoff(command.attempt, random);
          return clock.after(delay, () => update(() => linkEvent({ type: 'wake' })));
        });
      case 'unlink':
        return stopLink();
    }
  }

  function startLink(kind: 'snapshot' | 'follow' | 'timer', start: () => () => void): void {
    if (linking?.kind === kind) return;
    stopLink();
    linking = { kind, stop: () => undefined };
    const mine = linking;
    const stop = start();
    if (linking === mine) linking = { kind, stop };
    else stop();
  }

  function stopLink(): void {
    const stopped = linking;
    linking = undefined;
    if (stopped?.kind === 'follow') presence.lost();
    stopped?.stop();
  }

  /** Ends what was under way because it came to its own end. */
  function linkDone(event: LinkEvent): void {
    update(() => {
      stopLink();
      linkEvent(event);
    });
  }

  function failed({ retry, code, retryAfterMs }: Failure): LinkEvent {
    const final = retry === 'never' || retry === 'reload';
    return final && code !== 'unreachable'
      ? { type: 'refused', why: code }
      : { type: 'lost', delayMs: retryAfterMs };
  }

  function fetchSnapshot(): () => void {
    const abort = new AbortController();
    const since = isResumable(state) ? state.cursor : undefined;
    void transport.snapshot(id, since, abort.signal).then(async (answer) => {
      if (abort.signal.aborted) return;
      if (!answer.ok) return linkDone(failed(answer));
      await takeSnapshot(answer, abort.signal);
    });
    return () => abort.abort();
  }

  async function takeSnapshot(snapshot: Snapshot, signal: AbortSignal): Promise<void> {
    const { cursor, since, frames } = snapshot;
    // Asked to go on from our cursor, the server began anew: its history is not the one we knew.
    if (state.cursor && since !== state.cursor.offset) state.reconcile = true;
    // Found out while a partial one was on its way: only the whole can be compared.
    if (state.reconcile && since !== 0) return linkDone({ type: 'lost', delayMs: 0 });
    const session = state.reconcile ? mintSessionId(randomBytes) : undefined;
    if (session) await sessions.hold(session);
    if (signal.aborted) return;
    apply(frames.map(({ bytes }) => bytes));
    if (session) startOver(session, frames);
    state.cursor = cursor;
    state.synced = true;
    linkDone({ type: 'snapshot' });
  }

  /** From here on, all that the server lacks is one update of a session that has sent nothing yet. */
  function startOver(session: typeof firstSession, frames: readonly Frame[]): void {
    sending?.abort();
    sending = undefined;
    stopSendTimer?.();
    stopSendTimer = undefined;
    writer.write(state.outbox.restart(session, missingOnServer(doc, frames)));
    state.push = { phase: 'idle' };
    state.reconcile = false;
    state.acknowledged = undefined;
  }

  function follow(): () => void {
    let over = false;
    let stopWatchdog = (): void => undefined;
    const end = (event: LinkEvent): void => {
      if (over) return;
      over = true;
      stopWatchdog();
      linkDone(event);
    };
    const watch = (): void => {
      stopWatchdog();
      stopWatchdog = clock.after(WATCHDOG_MS, () => end({ type: 'lost' }));
    };
    watch();
    const from = { doc: id, session: state.outbox.session, cursor: state.cursor! };
    const stop = transport.follow(from, {
      event(event) {
        if (over) return;
        watch();
        const outcome = onEvent(event);
        if (outcome) end(outcome);
      },
      lost: (failure) => end(failed(failure)),
    });
    return () => {
      over = true;
      stopWatchdog();
      stop();
    };
  }

  /** Takes one event of the stream; what it returns ends the stream. */
  function onEvent(event: Down): LinkEvent | undefined {
    if ('doc' in event && event.doc !== id) return undefined;
    switch (event.name) {
      case 'updates': {
        const received = receive(state.cursor!, event);
        if (received.kind === 'fault') return { type: 'lost' };
        if (received.kind === 'rows') {
          apply(received.updates);
          state.cursor = received.cursor;
        }
        return undefined;
      }
      case 'live':
        if (hasForgotten(event.cursor)) {
          state.reconcile = true;
          return { type: 'resync' };
        }
        update(() => linkEvent({ type: 'caught-up' }));
        presence.live();
        scan();
        return undefined;
      case 'presence':
        presence.receive(event);
        return undefined;
      case 'resync':
        if (event.reason === 'cursor-unknown') state.reconcile = true;
        return { type: 'resync' };
      case 'gone':
        return event.code === 'unavailable' ? { type: 'lost' } : { type: 'refused', why: event.code };
      case 'bye':
        return { type: 'lost', delayMs: event.retryMs };
      case 'hello':
      case 'beat':
        return undefined;
    }
  }

  /**
   * Whether the server is at `head` now, before something it acknowledged to us: its disk was rolled back,
   * to a point that our cursor had not passed yet.
   */
  function hasForgotten(head: string): boolean {
    const { acknowledged } = state;
    const cursor = parseCursor(head);
    return acknowledged !== undefined && cursor?.epoch === acknowledged.epoch && cursor.offset < acknowledged.offset;
  }

  function apply(updates: readonly Uint8Array[]): void {
    if (updates.length === 0) return;
    try {
      doc.transact(() => {
        for (const bytes of updates) Y.applyUpdate(doc, bytes, provider);
      }, provider);
    } catch (error) {
      // Yjs has the update by the time an observer throws: the editor's fault is not the document's.
      onFault(error);
    }
  }

  async function send(): Promise<void> {
    const { next } = state.outbox;
    if (!next || sending) return;
    const abort = new AbortController();
    sending = abort;
    state.push = { phase: 'sending' };
    const answer = await transport.append(next, abort.signal);
    if (abort.signal.aborted) return;
    sending = undefined;
    update(() => {
      failures = answer.ok ? 0 : failures + 1;
      if (answer.ok) {
        state.push = { phase: 'idle' };
        state.acknowledged = answer.cursor;
        writer.write(state.outbox.acknowledge(), state.outbox.stage(), state.outbox.seal());
      } else sendFailed(answer);
    });
  }
  function sendFailed({ retry, code, retryAfterMs }: Failure): void {
    switch (retry) {
      case 'same':
        state.push = { phase: 'waiting', attempt: failures, delayMs: retryAfterMs };
        return;
      case 'diff':
      case 'session':
      case 'resync':
        state.push = { phase: 'idle' };
        state.reconcile = true;
        stopLink();
        linkEvent({ type: 'lost', delayMs: backoff(failures, random) });
        return;
      case 'reload':
      case 'never':
        state.push = { phase: 'blocked', why: code as ErrorCode };
    }
  }

  function waitToSend({ attempt, delayMs }: { attempt: number; delayMs: number | undefined }): void {
    stopSendTimer ??= clock.after(delayMs ?? backoff(attempt, random), sendAgain);
  }

  function sendAgain(): void {
    update(() => {
      stopSendTimer?.();
      stopSendTimer = undefined;
      if (state.push.phase === 'waiting' || state.push.phase === 'blocked') state.push = { phase: 'idle' };
    });
  }

  function tell(): void {
    const now = { save: saveState(state), link: state.link.phase, synced: state.synced };
    const before = told;
    told = now;
    if (!before.synced && now.synced) events.emit('sync', [true]);
    if (before.link !== now.link) {
      events.emit('link', [now.link]);
      if (statusOf(before.link) !== statusOf(now.link)) events.emit('status', [{ status: statusOf(now.link) }]);
    }
    if (!sameSaveState(before.save, now.save)) events.emit('save', [now.save]);
  }

  function onUpdate(bytes: Uint8Array, origin: unknown): void {
    if (origin === provider) return;
    update(() => state.outbox.add(bytes));
    events.emit('update', [bytes]);
  }

  /** Takes over what dead tabs left; the document shows it at once. */
  async function takeOrphans(): Promise<void> {
    for (const rows of await sessions.orphans()) {
      if (destroyed) return;
      apply(rows.map(({ bytes }) => bytes));
      update(() => writer.write(state.outbox.adopt(rows)));
    }
  }

  let scanning = false;
  function scan(): void {
    if (scanning || destroyed || !state.opened) return;
    scanning = true;
    takeOrphans()
      .catch(onFault)
      .finally(() => (scanning = false));
  }

  async function open(): Promise<void> {
    await sessions.hold(firstSession);
    await takeOrphans();
  }

  const provider: Provider = {
    id,
    doc,
    awareness: presence.awareness,
    get synced() {
      return state.synced;
    },
    get save() {
      return saveState(state);
    },
    get link() {
      return state.link.phase;
    },
    connect() {
      update(() => linkEvent({ type: 'connect' }));
      sendAgain();
    },
    disconnect() {
      sending?.abort();
      sending = undefined;
      presence.leave();
      update(() => {
        state.push = { phase: 'idle' };
        linkEvent({ type: 'disconnect' });
      });
    },
    wake() {
      update(() => {
        if (state.link.phase === 'waiting') stopLink();
        linkEvent({ type: 'wake' });
      });
      if (state.push.phase === 'waiting') sendAgain();
    },
    async destroy() {
      if (destroyed) return writer.settled();
      doc.off('update', onUpdate);
      doc.off('destroy', onDocDestroy);
      presence.leave();
      update(() => linkEvent({ type: 'disconnect' }));
      destroyed = true;
      stopScanning();
      stopReturning?.();
      stopSendTimer?.();
      sending?.abort();
      presence.destroy();
      writer.write(state.outbox.stage());
      await opening;
      await writer.settled();
      sessions.release();
      events.destroy();
    },
    on: (event, callback) => void events.on(event, callback),
    off: (event, callback) => events.off(event, callback),
  };

  const onDocDestroy = (): void => void provider.destroy();
  doc.on('update', onUpdate);
  doc.on('destroy', onDocDestroy);

  let stopScanning = (): void => undefined;
  const scanLater = (): void => {
    stopScanning = clock.after(SCAN_MS, () => {
      scan();
      scanLater();
    });
  };
  scanLater();
  const stopReturning = ports.onReturn?.(() => provider.wake());

  const opening = open()
    // A device that cannot be read cannot keep anything either; what is typed is sent from memory.
    .catch(() => void (state.storageBroken = true))
    .then(() => {
      if (destroyed) return;
      update(() => {
        state.opened = true;
        linkEvent({ type: 'opened' });
      });
    });
  return provider;
}

function statusOf(phase: LinkPhase): 'connected' | 'connecting' | 'disconnected' {
  if (phase === 'live') return 'connected';
  return phase === 'off' || phase === 'blocked' ? 'disconnected' : 'connecting';
}
