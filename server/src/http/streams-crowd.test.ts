import { expect, test } from 'vitest';
import { HEARTBEAT_MS } from '@weft/shared/protocol/limits';
import { manualClock } from '@weft/shared/testing/clock';
import type { EventStream } from './event-stream.ts';
import { createStreams } from './streams.ts';

const CROWD = 6_000;

/** So many streams that remember what was written to each. */
function crowd() {
  const clock = manualClock();
  const streams = createStreams(clock);
  const told = Array.from({ length: CROWD }, (): { at: number; text: string }[] => []);
  for (const events of told) {
    const write = (event: Buffer): void =>
      void events.push({ at: clock.now(), text: event.toString() });
    const stream: EventStream = {
      ready: true,
      closed: false,
      queuedBytes: 0,
      write,
      writeIfReady: write,
      end: (last) => last && write(last),
      onClose: () => undefined,
      drained: () => Promise.resolve(),
    };
    streams.add(stream, undefined);
  }
  return { clock, streams, told };
}

test('DOWN-7 a crowd is told that nothing happens in turns, each stream once in 15 s', () => {
  const { clock, told } = crowd();
  clock.advance(2 * HEARTBEAT_MS);
  const atOnce = new Map<number, number>();
  for (const beats of told) {
    expect(beats).toHaveLength(2);
    expect(beats[1]!.at - beats[0]!.at).toBeLessThanOrEqual(HEARTBEAT_MS);
    for (const { at } of beats) atOnce.set(at, (atOnce.get(at) ?? 0) + 1);
  }
  expect(Math.max(...atOnce.values())).toBeLessThan(CROWD / 10);
});

test('DOWN-8 a crowd comes back a few hundred a second', () => {
  const { streams, told } = crowd();
  let next = 0;
  streams.close(() => (next++ % CROWD) / CROWD);
  const seconds = new Map<number, number>();
  for (const events of told) {
    const [, retryMs = ''] = /"retryMs":(\d+)/.exec(events.at(-1)!.text) ?? [];
    const second = Math.floor(Number(retryMs) / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  expect(Math.max(...seconds.values())).toBeLessThanOrEqual(250);
  expect(seconds.size).toBe(34);
});
