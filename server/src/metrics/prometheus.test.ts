import { expect, test } from 'vitest';
import { createPrometheusMetrics } from './prometheus.ts';

/** The values of every series that is exposed, by its name and labels. */
async function seriesOf(metrics: ReturnType<typeof createPrometheusMetrics>) {
  const lines = (await metrics.expose()).split('\n').filter((line) => line && line[0] !== '#');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

test('OPS-7 what is measured is what Prometheus reads', async () => {
  const metrics = createPrometheusMetrics();
  metrics.commit({ ms: 4, rows: 3 });
  metrics.commit({ ms: 40, rows: 1 });
  metrics.follow('stream');
  metrics.follow('long-poll');
  metrics.follow('stream');
  metrics.resync('behind');
  metrics.refusal('too-many');
  metrics.presence(7);
  metrics.presence(3);
  let rooms = 2;
  metrics.watch('rooms', () => rooms);
  metrics.watch('oldestAppendMs', () => 1_500);
  metrics.watch('askedPaceMs', () => 120);
  expect(await seriesOf(metrics)).toMatchObject({
    weft_commit_seconds_count: 2,
    weft_commit_seconds_sum: 0.044,
    'weft_commit_seconds_bucket{le="0.005"}': 1,
    weft_commit_rows_sum: 4,
    'weft_follows_total{way="stream"}': 2,
    'weft_follows_total{way="long-poll"}': 1,
    'weft_resyncs_total{reason="behind"}': 1,
    'weft_refusals_total{code="too-many"}': 1,
    weft_presence_events_total: 2,
    weft_presence_deliveries_total: 10,
    weft_rooms: 2,
    weft_oldest_append_seconds: 1.5,
    weft_asked_pace_seconds: 0.12,
  });
  rooms = 5;
  expect(await seriesOf(metrics)).toMatchObject({ weft_rooms: 5 });
});

test('OPS-7 two registries know nothing of each other, and Node’s own figures are in both', async () => {
  const [one, other] = [createPrometheusMetrics(), createPrometheusMetrics()];
  one.refusal('forbidden');
  expect(await seriesOf(other)).not.toHaveProperty(['weft_refusals_total{code="forbidden"}']);
  for (const metrics of [one, other])
    expect(await seriesOf(metrics)).toMatchObject({
      process_resident_memory_bytes: expect.any(Number),
      nodejs_eventloop_lag_p99_seconds: expect.any(Number),
    });
});
