import type { Clock } from '@weft/shared/clock';
import { HEARTBEAT_MS, MAX_STREAMS, MAX_STREAMS_EACH } from '@weft/shared/protocol/limits';
import { NO_METRICS, type FollowWay, type Metrics } from '../metrics/metrics.ts';
import { encodeDown } from '../room/message.ts';
import { Refusal } from '../room/refusal.ts';
import type { EventStream } from './event-stream.ts';

/** Clients come back within this many milliseconds after a shutdown, each at a moment of its own. */
const RETURN_SPREAD_MS = 2_000;
/** A crowd takes longer to come back, so many a second, as long as nobody has to wait for more than a minute. */
const RETURNS_PER_SECOND = 180;
const MAX_RETURN_SPREAD_MS = 60_000;
/** Streams are told that there is nothing to tell in so many turns: all at once would hold up what there is. */
const BEAT_TURNS = 15;
/** … and in a turn so many at a time, or twenty thousand streams would hold up a letter for as long as a thousand writes take. */
const BEATS_AT_A_TIME = 64;
/** A place at a server that is full of streams is not free in a moment. */
const FULL_RETRY_S = 10;

export interface StreamsOptions {
  readonly heartbeatMs?: number;
  /** Streams and waiting polls of everybody. */
  readonly maxStreams?: number | undefined;
  /** Those of one caller. */
  readonly maxStreamsEach?: number | undefined;
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
    maxStreamsEach = MAX_STREAMS_EACH,
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

  const turns = Array.from({ length: BEAT_TURNS }, () => new Set<EventStream>());
  let turn = 0;
  let added = 0;
  function heartbeat(): void {
    beatSome(turns[turn]!.values());
    turn = (turn + 1) % BEAT_TURNS;
    stopBeating = clock.after(heartbeatMs / BEAT_TURNS, heartbeat);
  }
  function beatSome(left: IterableIterator<EventStream>): void {
    for (let beats = 0; beats < BEATS_AT_A_TIME; beats++) {
      const next = left.next();
      if (next.done || closing) return;
      next.value.writeIfReady(beat);
    }
    clock.after(0, () => beatSome(left));
  }
  let stopBeating = clock.after(heartbeatMs / BEAT_TURNS, heartbeat);

  return {
    admit(caller) {
      if (closing) throw new Refusal('unavailable');
      const isFull = open.size + polls.size >= maxStreams;
      if (isFull || (caller !== undefined && (each.get(caller) ?? 0) >= maxStreamsEach))
        throw new Refusal('too-many', { retryAfterS: FULL_RETRY_S });
    },
    add(stream, caller) {
      open.add(stream);
      const own = turns[added++ % BEAT_TURNS]!;
      own.add(stream);
      metrics.follow('stream');
      const leave = count(caller);
      stream.onClose(() => {
        open.delete(stream);
        own.delete(stream);
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
      const crowdMs = ((open.size + polls.size) / RETURNS_PER_SECOND) * 1_000;
      const spreadMs = Math.min(Math.max(RETURN_SPREAD_MS, crowdMs), MAX_RETURN_SPREAD_MS);
      const retryMs = (): number => Math.floor(random() * spreadMs);
      for (const stream of open) stream.end(encodeDown({ name: 'bye', retryMs: retryMs() }));
      for (const bye of polls) bye(retryMs());
      open.clear();
      for (const own of turns) own.clear();
      polls.clear();
    },
  };
}
