import type { Clock } from '@weft/shared/clock';
import { HEARTBEAT_MS, MAX_STREAMS } from '@weft/shared/protocol/limits';
import { NO_METRICS, type FollowWay, type Metrics } from '../metrics/metrics.ts';
import { encodeDown } from '../room/message.ts';
import { Refusal } from '../room/refusal.ts';
import type { EventStream } from './event-stream.ts';

/** Clients come back within this many milliseconds after a shutdown, each at a moment of its own. */
const RETURN_SPREAD_MS = 2_000;

export interface StreamsOptions {
  readonly heartbeatMs?: number;
  readonly metrics?: Metrics;
}

/** Every open stream of this server, and every poll that waits. */
export interface Streams {
  /** Throws `Refusal` when there are too many, or none are taken any more. */
  admit(): void;
  add(stream: EventStream): void;
  /** Counts a poll that waits; returns what ends that. `bye` is called at most once, on shutdown. */
  hold(bye: (retryMs: number) => void, way: FollowWay): () => void;
  readonly count: number;
  /** Says `bye` to everybody and takes nobody new. */
  close(random: () => number): void;
}

export function createStreams(
  clock: Clock,
  { heartbeatMs = HEARTBEAT_MS, metrics = NO_METRICS }: StreamsOptions = {},
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

  function heartbeat(): void {
    for (const stream of open) stream.writeIfReady(beat);
    stopBeating = clock.after(heartbeatMs, heartbeat);
  }
  let stopBeating = clock.after(heartbeatMs, heartbeat);

  return {
    admit() {
      if (closing) throw new Refusal('unavailable');
      if (open.size + polls.size >= MAX_STREAMS) throw new Refusal('too-many');
    },
    add(stream) {
      open.add(stream);
      metrics.follow('stream');
      stream.onClose(() => open.delete(stream));
    },
    hold(bye, way) {
      metrics.follow(way);
      const own = (retryMs: number): void => bye(retryMs);
      polls.add(own);
      return () => void polls.delete(own);
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
