import { mintSessionId, type SessionId } from '@weft/shared/protocol/ids';
import { WATCHDOG_MS } from '@weft/shared/protocol/limits';
import { backoff } from './backoff.ts';
import type { Core } from './core.ts';
import { liveHasForgotten, snapshotHasForgotten, updatesHaveForgotten } from './forgotten.ts';
import { receive } from './inbox.ts';
import type { LinkEvent } from './link.ts';
import type { Failure, Heard, Snapshot } from './ports.ts';
import type { PresenceLink } from './presence.ts';
import { isResumable, type AcknowledgedRow } from './state.ts';

/** Carries out the link's commands: at most one snapshot, stream or wait at a time. */
export interface Downlink {
  fetchSnapshot(): void;
  follow(): void;
  wait(attempt: number, delayMs: number | undefined): void;
  /** Ends whatever is under way. */
  stop(): void;
}

export interface DownlinkOptions {
  readonly presence: PresenceLink;
  /** Declares a session alive before anything is kept under its name. */
  readonly hold: (session: SessionId) => Promise<void>;
  /** All that the server lacks becomes one update of a new session, given the server's whole state. */
  readonly startOver: (session: SessionId, server: Snapshot['frames']) => void;
  /** The server says whether nobody else is in the document. */
  readonly onCompany: (alone: boolean) => void;
  readonly onLive: () => void;
}

export function createDownlink(core: Core, options: DownlinkOptions): Downlink {
  const { id, ports, state, update, apply } = core;
  const { transport, clock, random, randomBytes } = ports;
  const { presence, hold, startOver, onCompany, onLive } = options;
  let running:
    | { readonly kind: 'snapshot' | 'follow' | 'wait'; readonly end: () => void }
    | undefined;

  function start(kind: 'snapshot' | 'follow' | 'wait', begin: () => () => void): void {
    if (running?.kind === kind) return;
    stop();
    const mine = (running = { kind, end: (): void => undefined });
    const end = begin();
    // It may have come to its end while beginning.
    if (running === mine) running = { kind, end };
    else end();
  }

  function stop(): void {
    const stopped = running;
    running = undefined;
    if (stopped?.kind === 'follow') presence.lost();
    stopped?.end();
  }

  /** What was under way is over, and this is what it came to. */
  function done(event: LinkEvent): void {
    update(() => {
      stop();
      core.link(event);
    });
  }

  function beginSnapshot(): () => void {
    const abort = new AbortController();
    const since = isResumable(state) ? state.cursor : undefined;
    const { acknowledged } = state;
    void transport.snapshot(id, since, abort.signal).then((answer) => {
      if (abort.signal.aborted) return undefined;
      if (!answer.ok) return done(failureEvent(answer, random));
      if (snapshotHasForgotten(answer, acknowledged)) state.reconcile = true;
      return takeSnapshot(answer, abort.signal);
    });
    return () => abort.abort();
  }

  async function takeSnapshot(snapshot: Snapshot, signal: AbortSignal): Promise<void> {
    const { cursor, since, frames } = snapshot;
    // Asked to go on from our cursor, the server began anew: its history is not the one we knew.
    if (state.cursor && since !== state.cursor.offset) state.reconcile = true;
    // Found out while a partial one was on its way: only the whole can be compared.
    if (state.reconcile && since !== 0) return done({ type: 'lost', delayMs: 0 });
    const session = state.reconcile ? mintSessionId(randomBytes) : undefined;
    if (session) await hold(session);
    if (signal.aborted) return;
    apply(frames.map(({ bytes }) => bytes));
    // Compared in the same breath as it is recorded: a letter typed in between would be in neither.
    if (session) startOver(session, frames);
    state.cursor = cursor;
    state.synced = true;
    done({ type: 'snapshot' });
  }

  function beginFollow(): () => void {
    let over = false;
    let stopWatchdog = (): void => undefined;
    const end = (event: LinkEvent): void => {
      if (over) return;
      over = true;
      stopWatchdog();
      done(event);
    };
    const watch = (): void => {
      stopWatchdog();
      stopWatchdog = clock.after(WATCHDOG_MS, () => end({ type: 'lost' }));
    };
    watch();
    const from = { doc: id, session: state.outbox.session, cursor: state.cursor! };
    // What is acknowledged from now on may overtake the stream's news of its head.
    const { acknowledged } = state;
    const close = transport.follow(from, {
      event(event) {
        if (over) return;
        watch();
        const outcome = take(event, acknowledged);
        if (outcome) end(outcome);
      },
      alive() {
        if (!over) watch();
      },
      lost: (failure) => end(failureEvent(failure, random)),
    });
    return () => {
      over = true;
      stopWatchdog();
      close();
    };
  }

  /**
   * Takes one event of the stream; what it returns ends the stream.
   *
   * @param acknowledged the newest row that was when the stream was asked for
   */
  function take(event: Heard, acknowledged: AcknowledgedRow | undefined): LinkEvent | undefined {
    if ('doc' in event && event.doc !== id) return undefined;
    switch (event.name) {
      case 'updates':
        return takeUpdates(event, acknowledged);
      case 'live':
        if (liveHasForgotten(event, acknowledged)) state.reconcile = true;
        if (state.reconcile) return { type: 'resync' };
        update(() => core.link({ type: 'caught-up' }));
        presence.live();
        onLive();
        return undefined;
      case 'presence':
        presence.receive(event);
        if (state.alone !== (event.alone === true)) onCompany(event.alone === true);
        return undefined;
      case 'resync':
        if (event.reason === 'cursor-unknown') state.reconcile = true;
        return { type: 'resync' };
      case 'gone':
        return event.code === 'unavailable'
          ? { type: 'lost' }
          : { type: 'refused', why: event.code };
      case 'bye':
        return { type: 'lost', delayMs: event.retryMs };
      case 'pages':
      case 'hello':
      case 'beat':
        return undefined;
    }
  }

  function takeUpdates(
    event: Extract<Heard, { name: 'updates' }>,
    acknowledged: AcknowledgedRow | undefined,
  ): LinkEvent | undefined {
    if (updatesHaveForgotten(event, acknowledged)) {
      state.reconcile = true;
      return { type: 'resync' };
    }
    const received = receive(state.cursor!, event);
    if (received.kind === 'fault') return { type: 'lost' };
    if (received.kind === 'rows') {
      apply(received.updates);
      state.cursor = received.cursor;
      // What waited for these rows is not on the server.
      if (state.reconcile) return { type: 'resync' };
    }
    return undefined;
  }

  return {
    fetchSnapshot: () => start('snapshot', beginSnapshot),
    follow: () => start('follow', beginFollow),
    wait(attempt, delayMs) {
      start('wait', () =>
        clock.after(delayMs ?? backoff(attempt, random), () =>
          update(() => core.link({ type: 'wake' })),
        ),
      );
    },
    stop,
  };
}

/** A time that the server names is for everybody it turns away, who must not come back in step. */
function failureEvent(failure: Failure, random: () => number): LinkEvent {
  const { retry, code, retryAfterMs, comeBackMs } = failure;
  const delayMs =
    comeBackMs ?? (retryAfterMs === undefined ? undefined : retryAfterMs * (1 + random()));
  const isFinal = retry === 'never' || retry === 'reload';
  return isFinal && code !== 'unreachable'
    ? { type: 'refused', why: code }
    : { type: 'lost', delayMs };
}
