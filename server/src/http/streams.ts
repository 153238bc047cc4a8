import type { Clock } from '@weft/shared/clock';
import { HEARTBEAT_MS, MAX_STREAMS, MAX_STREAMS_EACH } from '@weft/shared/protocol/limits';
import { NO_METRICS, type FollowWay, type Metrics } from '../metrics/metrics.ts';
import { encodeDown } from '../room/message.ts';
import { Refusal } from '../room/refusal.ts';
import type { EventStream } from './event-stream.ts';

/** Clients come back within this many milliseconds after a shutdown, each at a moment of its own. */
const RETURN_SPREAD_MS = 2_000;
/** A place at a server that is full of streams is not free in a moment. */
const FULL_RETRY_S = 10;

export interface StreamsOptions {
  readonly heartbeatMs?: number;
  /** Streams and waiting polls of everybody. */
  readonly maxStreams?: number | undefined;
  readonly metrics?: Metrics;
}

/** Every open stream of this server, and every poll that waits. */
export interface Streams {
  /** Throws `Refusal` when there are too many, of this caller or of all, or none are taken any more. */
  admit(caller: string | undefined): void;
  add(stream: EventStream, caller: string | undefined): void;
  /** Counts a poll that waits; returns what ends that. `bye` is called at most once, on shutdown. */
  hold(
    bye: (retryMs: number) => void,
    by: { way: FollowWay; caller: string | undefined },
  ): () => void;
  readonly count: number;
  /** Says `bye` to everybody and takes nobody new. */
  close(random: () => number): void;
}

export function createStreams(
  clock: Clock,
  {
    heartbeatMs = HEARTBEAT_MS,
    maxStreams = MAX_STREAMS,
    metrics = NO_METRICS,
  }: StreamsOptions = {},
): Streams {
  const open = new Set<EventStream>();
  const polls = new Set<(retryMs: number) => void>();
  metrics.watch('streams', () => open.size);
  metrics.watch('polls', () => polls.size);
  metrics.watch('streamQueueBytes', () => {
    let bytes = 0;
    for (const { queuedBytes } of open) bytes += queuedBytes;
    return bytes;
  });
  const beat = encodeDown({ name: 'beat' });
  let closing = false;

  const each = new Map<string, number>();
  function count(caller: string | undefined): () => void {
    if (caller === undefined) return () => undefined;
    each.set(caller, (each.get(caller) ?? 0) + 1);
    return () => {
      const left = each.get(caller)! - 1;
      if (left === 0) each.delete(caller);
      else each.set(caller, left);
    };
  }

  function heartbeat(): void {
    for (const stream of open) stream.writeIfReady(beat);
    stopBeating = clock.after(heartbeatMs, heartbeat);
  }
  let stopBeating = clock.after(heartbeatMs, heartbeat);

  return {
    admit(caller) {
      if (closing) throw new Refusal('unavailable');
      const isFull = open.size + polls.size >= maxStreams;
      if (isFull || (caller !== undefined && (each.get(caller) ?? 0) >= MAX_STREAMS_EACH))
        throw new Refusal('too-many', { retryAfterS: FULL_RETRY_S });
    },
    add(stream, caller) {
      open.add(stream);
      metrics.follow('stream');
      const leave = count(caller);
      stream.onClose(() => {
        open.delete(stream);
        leave();
      });
    },
    hold(bye, { way, caller }) {
      const leave = count(caller);
      metrics.follow(way);
      const own = (retryMs: number): void => bye(retryMs);
      polls.add(own);
      return () => {
        polls.delete(own);
        leave();
      };
    },
    get count() {
      return open.size + polls.size;
    },
    close(random) {
      closing = true;
      stopBeating();
      const retryMs = (): number => Math.floor(random() * RETURN_SPREAD_MS);
      for (const stream of open) stream.end(encodeDown({ name: 'bye', retryMs: retryMs() }));
      for (const bye of polls) bye(retryMs());
      open.clear();
      polls.clear();
    },
  };
}
