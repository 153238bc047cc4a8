import { setTimeout as sleep } from 'node:timers/promises';
import type { People, Person } from './people.ts';
import type { Typed, Typing } from './task.ts';

/** How long what is still under way may take to arrive. */
const PATIENCE_MS = 8_000;

/** The first people of each document type at an even pace, one after the other. */
export async function typeTogether(
  people: People,
  perDoc: number,
  { typists, rate, seconds, warmUp }: Typing,
): Promise<Typed> {
  const typing = people.all.filter(({ index }) => index % perDoc < typists);
  await typeFor(people, typing, rate, warmUp);
  const measured = people.measure();
  const cpu = process.cpuUsage();
  const began = performance.now();
  const edits = await typeFor(people, typing, rate, seconds);
  const took = (performance.now() - began) / 1000;
  const used = process.cpuUsage(cpu);
  const wanted = edits * (perDoc - 1);
  const until = performance.now() + PATIENCE_MS;
  while (
    (measured.latency.count < wanted || measured.ack.count < edits) &&
    performance.now() < until
  )
    await sleep(20);
  if (people.fault instanceof Error && measured.ack.count < edits) throw people.fault;
  const { latency, ack } = measured;
  return {
    edits,
    deliveries: latency.count,
    missing: wanted - latency.count,
    rate: edits / took,
    p50: latency.percentile(50),
    p95: latency.percentile(95),
    p99: latency.percentile(99),
    longest: latency.largest,
    ackP50: ack.percentile(50),
    ackP99: ack.percentile(99),
    loadCore: (used.user + used.system) / 1e6 / took,
  };
}

/** How many edits were typed. */
async function typeFor(
  people: People,
  typing: readonly Person[],
  rate: number,
  seconds: number,
): Promise<number> {
  const began = performance.now();
  let edits = 0;
  for (;;) {
    const elapsed = (performance.now() - began) / 1000;
    // What a busy core kept from being typed in time is typed late, and counts from then.
    const due = Math.floor(Math.min(elapsed, seconds) * rate);
    for (; edits < due; edits++) people.type(typing[edits % typing.length]!, 1);
    if (elapsed >= seconds) return edits;
    await sleep(1);
  }
}
