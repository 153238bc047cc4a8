import type { ErrorCode } from '@weft/shared/protocol/errors';
import { mintSessionId } from '@weft/shared/protocol/ids';
import { backoff } from './backoff.ts';
import type { Core } from './core.ts';
import type { OutboxChange } from './outbox.ts';
import { createPace } from './pace.ts';
import type { OutboxWriter } from './outbox-writer.ts';
import type { Failure, OutboxRow } from './ports.ts';
import { maySend, type Push } from './state.ts';

/** Carries out the outbox's commands: one update on the network at a time, until it is acknowledged. */
export interface Uplink {
  /** Numbers what is to be sent next, and gathers edits for a while from then on. */
  seal(): void;
  /** Whether nobody else is in the document; the moment somebody is, gathering takes as long as it does among several. */
  setAlone(alone: boolean): void;
  send(): void;
  waitToSend(attempt: number, delayMs: number | undefined): void;
  /** Ends a wait, or a refusal that may be over. */
  again(): void;
  /** The document has changed: a refusal of what it was may not hold for what it is. */
  edited(): void;
  /** Takes back what is on its way; its row stays in the outbox as it is. */
  abort(): void;
  /**
   * The provider goes away, perhaps with its page: what is on its way goes on, and what is typed is sent. Nobody hears what
   * becomes of it, so it stays in the outbox; whoever sends it again sends the same letters.
   */
  leave(): void;
}

/** Refusals of what a row holds, rather than of who sends it or where. */
const CONTENT_REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'body-too-large',
  'document-full',
  'update-refused',
  'update-undecodable',
]);

function isAboutContent(push: Push): boolean {
  return push.phase === 'blocked' && CONTENT_REFUSALS.has(push.why);
}

/** How often a row that builds on another tab's waits for that to arrive, before the two sides are compared. */
const PATIENCE = 5;

/**
 * @param areAhead whether other tabs have told us what this server lacks
 * @param onUnprovable called inside `update` when the server lacks what we thought it had
 */
export function createUplink(
  core: Core,
  writer: OutboxWriter,
  areAhead: (stateVector: Uint8Array) => boolean,
  onUnprovable: (delayMs: number) => void,
): Uplink {
  const { state, ports, update } = core;
  let sending: AbortController | undefined;
  /** Whose answer nobody waits for any more. */
  let left: AbortController | undefined;
  let stopTimer: (() => void) | undefined;
  /** Sends that failed in a row. */
  let failures = 0;
  const pace = createPace(ports);
  let pausedAt = 0;
  let stopPause = (): void => undefined;

  function nextRow(): OutboxChange | undefined {
    const change = state.outbox.seal();
    if (!change) return undefined;
    pausedAt = ports.clock.now();
    pauseUntil(pausedAt + pace.windowMs(state.alone));
    return change;
  }

  function pauseUntil(end: number): void {
    const left = end - ports.clock.now();
    stopPause();
    state.paused = left > 0;
    if (left > 0) stopPause = ports.clock.after(left, () => update(() => (state.paused = false)));
  }

  async function send(): Promise<void> {
    const { next } = state.outbox;
    if (!next || sending) return;
    const abort = new AbortController();
    sending = abort;
    state.push = { phase: 'sending' };
    const sentAt = ports.clock.now();
    const answer = await ports.transport.append(next, abort.signal);
    if (abort.signal.aborted || abort === left) return;
    sending = undefined;
    update(() => {
      failures = answer.ok ? 0 : failures + 1;
      if (!answer.ok) return fail(answer);
      pace.answered(ports.clock.now() - sentAt, answer.paceMs);
      state.push = { phase: 'idle' };
      if (next.session === state.outbox.session) {
        state.acknowledged = { cursor: answer.cursor, bytes: next.bytes };
      }
      const acknowledged = state.outbox.acknowledge();
      writer.write(acknowledged, state.outbox.stage(), state.paused ? undefined : nextRow());
      // Nothing is at risk any more; whether the device can keep the next edit is for that edit to find out.
      if (state.outbox.isEmpty) state.storageBroken = false;
    });
  }

  function fail({ retry, code, retryAfterMs, stateVector }: Failure): void {
    if (retry === 'diff' && stateVector && failures <= PATIENCE && areAhead(stateVector)) {
      // The other tab is about to send what this builds on.
      state.push = { phase: 'waiting', attempt: failures, delayMs: undefined, isQuiet: true };
      return;
    }
    if (code === 'too-many') pace.refused();
    switch (retry) {
      case 'same':
        state.push = { phase: 'waiting', attempt: failures, delayMs: retryAfterMs };
        return;
      case 'diff':
      case 'session':
      case 'resync':
        state.push = { phase: 'idle' };
        onUnprovable(backoff(failures, ports.random));
        return;
      case 'reload':
      case 'never':
        state.push = { phase: 'blocked', why: code as ErrorCode };
    }
  }

  function stopWaiting(): void {
    stopTimer?.();
    stopTimer = undefined;
  }

  function again(): void {
    stopWaiting();
    if (state.push.phase !== 'waiting' && state.push.phase !== 'blocked') return;
    if (isAboutContent(state.push)) anew();
    else update(() => (state.push = { phase: 'idle' }));
  }

  /**
   * After a refusal for good, the refused row would be refused again; the server has nothing of it, and the
   * document may be another by now. What the server lacks is worked out anew, ever more rarely.
   */
  function anew(): void {
    update(() => {
      state.push = { phase: 'idle' };
      onUnprovable(backoff(failures, ports.random));
    });
  }

  /**
   * What was typed while a request is on its way, with all that this builds on: the two may arrive in either order. It goes
   * under a number that nobody waits for; the rows that are kept say the same letters.
   */
  function typedMeanwhile(): (OutboxRow & { n: number }) | undefined {
    writer.write(state.outbox.stage());
    const bytes = state.outbox.whole();
    return (
      bytes && { doc: core.id, session: mintSessionId(ports.randomBytes), seq: 0, n: 1, bytes }
    );
  }

  return {
    seal: () => writer.write(nextRow()),
    setAlone(alone) {
      update(() => {
        state.alone = alone;
        if (state.paused && !alone) pauseUntil(pausedAt + pace.windowMs(false));
      });
    },
    send: () => void send(),
    waitToSend(attempt, delayMs) {
      // Not sooner than the server wishes, and not in step with everybody else it told the same.
      const delay = Math.max(delayMs ?? 0, backoff(attempt, ports.random));
      stopTimer ??= ports.clock.after(delay, again);
    },
    again,
    edited() {
      if (isAboutContent(state.push)) anew();
    },
    leave() {
      stopWaiting();
      stopPause();
      if (maySend(state)) {
        // There may be no time to wait for the device: should it not have kept the number, what it has kept is sent as
        // another's, and the letters are the same.
        if (state.push.phase === 'idle') writer.write(state.outbox.stage(), state.outbox.seal());
        const last = sending ? typedMeanwhile() : state.push.phase === 'idle' && state.outbox.next;
        if (last) void ports.transport.append(last, new AbortController().signal);
      }
      if (sending) left = sending;
      sending = undefined;
      state.push = { phase: 'idle' };
    },
    abort() {
      stopWaiting();
      sending?.abort();
      sending = undefined;
      state.push = { phase: 'idle' };
    },
  };
}
