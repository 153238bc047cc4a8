import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Gauge as Watched, Metrics } from './metrics.ts';

/** Metrics that Prometheus can read. */
export interface PrometheusMetrics extends Metrics {
  /** The media type of `expose`. */
  readonly contentType: string;
  /** Everything measured so far, as Prometheus' text. */
  expose(): Promise<string>;
}

/** From a fast disk's fsync to a stall that people notice. */
const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const COMMIT_ROWS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

/** Names are Prometheus' own: base units, and a suffix that says which. */
const WATCHED: Readonly<Record<Watched, { name: string; help: string; scale?: number }>> = {
  streams: { name: 'weft_streams', help: 'Streams that are open' },
  polls: { name: 'weft_polls', help: 'Polls that wait for news' },
  streamQueueBytes: {
    name: 'weft_stream_queue_bytes',
    help: 'Bytes that wait in the queues of all streams',
  },
  appendQueueBytes: {
    name: 'weft_append_queue_bytes',
    help: 'Bytes of updates that wait for a commit',
  },
  oldestAppendMs: {
    name: 'weft_oldest_append_seconds',
    help: 'Age of the oldest update that is not on disk yet',
    scale: 1_000,
  },
  askedPaceMs: {
    name: 'weft_asked_pace_seconds',
    help: 'What writers are asked to leave between two requests; 0 while there is room for all',
    scale: 1_000,
  },
  rooms: { name: 'weft_rooms', help: 'Documents in memory' },
  presenceStates: { name: 'weft_presence_states', help: 'People who are shown to others' },
  certificateEnd: {
    name: 'weft_certificate_end_timestamp_seconds',
    help: 'When the TLS certificate ends, since 1970',
    scale: 1_000,
  },
};

/** Metrics in a registry of their own, with those that Node keeps of memory and the event loop. */
export function createPrometheusMetrics(): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const kind of ['handles', 'resources', 'requests']) {
    // Each looks at every connection, and says what `weft_streams` says.
    registry.removeSingleMetric(`nodejs_active_${kind}`);
    registry.removeSingleMetric(`nodejs_active_${kind}_total`);
  }
  const registers = [registry];
  const commitSeconds = new Histogram({
    name: 'weft_commit_seconds',
    help: 'From the start of a commit until it is on disk',
    buckets: COMMIT_SECONDS,
    registers,
  });
  const commitRows = new Histogram({
    name: 'weft_commit_rows',
    help: 'Updates that shared a commit',
    buckets: COMMIT_ROWS,
    registers,
  });
  const follows = new Counter({
    name: 'weft_follows_total',
    help: 'Requests that follow documents, by way',
    labelNames: ['way'],
    registers,
  });
  const resyncs = new Counter({
    name: 'weft_resyncs_total',
    help: 'Readers who were told to reload, by reason',
    labelNames: ['reason'],
    registers,
  });
  const refusals = new Counter({
    name: 'weft_refusals_total',
    help: 'Requests that were refused, by code',
    labelNames: ['code'],
    registers,
  });
  const presenceEvents = new Counter({
    name: 'weft_presence_events_total',
    help: 'Events about people that were encoded',
    registers,
  });
  const presenceDeliveries = new Counter({
    name: 'weft_presence_deliveries_total',
    help: 'Events about people that were handed to readers',
    registers,
  });
  return {
    contentType: registry.contentType,
    expose: () => registry.metrics(),
    commit({ ms, rows }) {
      commitSeconds.observe(ms / 1_000);
      commitRows.observe(rows);
    },
    follow: (way) => follows.inc({ way }),
    resync: (reason) => resyncs.inc({ reason }),
    refusal: (code) => refusals.inc({ code }),
    presence(readers) {
      presenceEvents.inc();
      presenceDeliveries.inc(readers);
    },
    watch(gauge, read) {
      const { name, help, scale = 1 } = WATCHED[gauge];
      const watched: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: () => watched.set(read() / scale),
      });
    },
  };
}
