import type { ErrorCode } from '@weft/shared/protocol/errors';
import { backoff } from './backoff.ts';
import type { Core } from './core.ts';
import type { OutboxWriter } from './outbox-writer.ts';
import type { Failure } from './ports.ts';

/** Carries out the outbox's commands: one update on the network at a time, until it is acknowledged. */
export interface Uplink {
  send(): void;
  waitToSend(attempt: number, delayMs: number | undefined): void;
  /** Ends a wait, or a refusal that may be over. */
  again(): void;
  /** Takes back what is on its way; its row stays in the outbox as it is. */
  abort(): void;
}

/** @param onUnprovable called inside `update` when the server lacks what we thought it had */
export function createUplink(
  core: Core,
  writer: OutboxWriter,
  onUnprovable: (delayMs: number) => void,
): Uplink {
  const { state, ports, update } = core;
  let sending: AbortController | undefined;
  let stopTimer: (() => void) | undefined;
  /** Sends that failed in a row. */
  let failures = 0;

  async function send(): Promise<void> {
    const { next } = state.outbox;
    if (!next || sending) return;
    const abort = new AbortController();
    sending = abort;
    state.push = { phase: 'sending' };
    const answer = await ports.transport.append(next, abort.signal);
    if (abort.signal.aborted) return;
    sending = undefined;
    update(() => {
      failures = answer.ok ? 0 : failures + 1;
      if (!answer.ok) return fail(answer);
      state.push = { phase: 'idle' };
      state.acknowledged = answer.cursor;
      writer.write(state.outbox.acknowledge(), state.outbox.stage(), state.outbox.seal());
      // Nothing is at risk any more; whether the device can keep the next edit is for that edit to find out.
      if (state.outbox.isEmpty) state.storageBroken = false;
    });
  }

  function fail({ retry, code, retryAfterMs }: Failure): void {
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
    update(() => (state.push = { phase: 'idle' }));
  }

  return {
    send: () => void send(),
    waitToSend(attempt, delayMs) {
      stopTimer ??= ports.clock.after(delayMs ?? backoff(attempt, ports.random), again);
    },
    again,
    abort() {
      stopWaiting();
      sending?.abort();
      sending = undefined;
      state.push = { phase: 'idle' };
    },
  };
}
