import { decodePoll } from '@weft/shared/codec/poll';
import type { Clock } from '@weft/shared/clock';
import {
  FRAMES_TYPE,
  PREFER_HEADER,
  PREFERENCE_APPLIED_HEADER,
  PRESENCE_HEADER,
} from '@weft/shared/protocol/routes';
import type { Heard } from '../sync/ports.ts';
import { readBody } from './body.ts';
import {
  pathOf,
  type Carrier,
  type CarrierSink,
  type Follow,
  type SendRequest,
} from './carrier.ts';
import { readFailure, UNREACHABLE } from './failure.ts';

export interface PollSink extends CarrierSink {
  /** A poll was answered. */
  answered(): void;
  /** A poll that asked to be held was cut off, and the same one, asked again at once, is answered. */
  cut(): void;
}

interface PollOptions {
  readonly send: SendRequest;
  readonly clock: Clock;
  readonly timings: {
    readonly answer: number;
    readonly shortestPause: number;
    readonly longestPause: number;
  };
  /** How long the next poll asks to be held, milliseconds; 0 for not at all. */
  readonly wait: () => number;
}

/** An answer this quick was not held. */
const NOT_HELD_MS = 500;

/**
 * Follows documents by polls, one at a time. The first is answered at once; those after it are held until there is
 * news, or come at a pace that adapts where they may not be held.
 *
 * @param follows those that are followed, asked anew for each poll
 */
export function openPolls(
  { send, clock, timings, wait }: PollOptions,
  follows: () => readonly Follow[],
  sink: PollSink,
): Carrier {
  let over = false;
  let presence: string | undefined;
  let pause = timings.shortestPause;
  let abort = new AbortController();
  let paused: { readonly until: number; readonly stop: () => void } | undefined;

  /** One poll; resolves with its events, or why there are none. Never rejects. */
  async function poll(waitMs: number) {
    abort = new AbortController();
    const { signal } = abort;
    let stopDeadline = (): void => undefined;
    const allow = (ms: number): void => {
      stopDeadline();
      stopDeadline = clock.after(ms, () => abort.abort());
    };
    const givenUp = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('given up')), { once: true });
    });
    allow(timings.answer + waitMs);
    try {
      return await Promise.race([givenUp, read()]);
    } catch {
      return { failure: UNREACHABLE };
    } finally {
      stopDeadline();
    }

    async function read() {
      const headers = {
        Accept: FRAMES_TYPE,
        ...(waitMs > 0 && { [PREFER_HEADER]: `wait=${Math.ceil(waitMs / 1000)}` }),
      };
      const response = await send(pathOf(follows(), presence), {
        headers,
        cache: 'no-store',
        signal,
      });
      if (!response.ok) return { failure: await readFailure(response) };
      const events: readonly Heard[] = decodePoll(
        await readBody(response, () => {
          allow(timings.answer);
          if (!over) sink.alive();
        }),
      );
      // Of every document something is said; an empty page is somebody else's.
      if (events.length === 0) return { failure: UNREACHABLE };
      presence = response.headers.get(PRESENCE_HEADER) ?? presence;
      const isHeld = response.headers.get(PREFERENCE_APPLIED_HEADER) !== null;
      return { events, isHeld };
    }
  }

  async function run(): Promise<void> {
    /** Whether the poll before was to be held, and was cut off. */
    let wasCut = false;
    for (let isFirst = true; !over; isFirst = false) {
      const waitMs = isFirst || wasCut ? 0 : wait();
      const began = clock.now();
      const { events, isHeld, failure } = {
        events: [],
        isHeld: false,
        failure: undefined,
        ...(await poll(waitMs)),
      };
      if (over) return;
      if (failure) {
        // A proxy that does not wait for as long as we would, or no network at all: a poll that is not held tells.
        if (waitMs === 0 || failure.code !== 'unreachable') return lose(failure);
        wasCut = true;
        continue;
      }
      const isNews = events.some(({ name }) => name !== 'live');
      const hasRows = events.some(({ name }) => name === 'updates');
      const isHasty = waitMs > 0 && clock.now() - began < NOT_HELD_MS;
      const isIgnored = isHasty && !isNews && !isHeld;
      sink.answered();
      if (wasCut || isIgnored) sink.cut();
      wasCut = false;
      for (const event of events) if (!over) sink.event(event);
      pause = isNews ? timings.shortestPause : Math.min(pause * 2, timings.longestPause);
      // Somebody in between who loses what we tell would have us ask round and round.
      const mayGoOn = wait() === 0 ? isCutShort(events) : hasRows || !isHasty;
      if (!over && !mayGoOn) await rest(waitMs > 0 ? timings.shortestPause : pause);
    }
  }

  /** Whether rows filled the answer before it had come to each document. */
  function isCutShort(events: readonly Heard[]): boolean {
    const settled = new Set(
      events.map(
        (event) =>
          event.name !== 'updates' &&
          event.name !== 'pages' &&
          event.name !== 'presence' &&
          'doc' in event &&
          event.doc,
      ),
    );
    return (
      events.some(({ name }) => name === 'updates') &&
      follows().some(({ doc }) => !settled.has(doc))
    );
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = clock.after(ms, resolve);
      paused = {
        until: clock.now() + ms,
        stop() {
          stop();
          resolve();
        },
      };
    });
  }

  function lose(failure: typeof UNREACHABLE): void {
    over = true;
    sink.lost(failure);
  }

  void run();
  return {
    close() {
      over = true;
      abort.abort();
      paused?.stop();
    },
    edited() {
      pause = timings.shortestPause;
      if (paused && paused.until - clock.now() > pause) paused.stop();
    },
  };
}
