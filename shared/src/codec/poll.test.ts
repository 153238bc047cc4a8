import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import { concat } from './bytes.ts';
import { decodeFramesOf, encodeFrame, FrameError } from './frames.ts';
import { decodePoll, encodePoll, type Polled } from './poll.ts';

const json = (value: unknown): Uint8Array =>
  encodeFrame({ kind: 'event', bytes: new TextEncoder().encode(JSON.stringify(value)) });
const row = (...bytes: number[]): Uint8Array =>
  encodeFrame({ kind: 'update', bytes: Uint8Array.from(bytes) });

const polled: fc.Arbitrary<Polled> = fc.oneof(
  fc.record({
    name: fc.constant('updates' as const),
    doc: fc.string(),
    cursor: fc.string(),
    updates: fc.array(fc.option(fc.uint8Array({ maxLength: 200 })), { maxLength: 4 }),
  }),
  fc.record({ name: fc.constant('live' as const), doc: fc.string(), cursor: fc.string() }),
  fc.record({
    name: fc.constant('resync' as const),
    doc: fc.string(),
    reason: fc.constantFrom('behind' as const, 'cursor-unknown' as const),
  }),
  fc.record({ name: fc.constant('bye' as const), retryMs: fc.nat() }),
);

test('POLL-2 an event is a frame of JSON, and the bytes of its rows follow it', () => {
  const body = encodePoll([
    { name: 'updates', doc: 'd', cursor: 'e.3.t', updates: [Uint8Array.of(9, 8), null] },
    { name: 'live', doc: 'd', cursor: 'e.3.t' },
  ]);
  const frames = decodeFramesOf(body, ['event', 'update']);
  expect(frames.map(({ kind }) => kind)).toEqual(['event', 'update', 'event']);
  expect(frames.filter(({ kind }) => kind === 'event').map(({ bytes }) => parsed(bytes))).toEqual([
    { name: 'updates', doc: 'd', cursor: 'e.3.t', updates: [2, null] },
    { name: 'live', doc: 'd', cursor: 'e.3.t' },
  ]);
  expect([...frames[1]!.bytes]).toEqual([9, 8]);
});

test('POLL-2 any events come back as they were, and rows without a copy', () => {
  fc.assert(
    fc.property(fc.array(polled, { maxLength: 5 }), (events) => {
      const body = encodePoll(events);
      const back = decodePoll(body);
      expect(back).toEqual(events);
      for (const event of back)
        if (event.name === 'updates')
          for (const bytes of event.updates) if (bytes) expect(bytes.buffer).toBe(body.buffer);
    }),
  );
});

test('POLL-2 a body cut anywhere but between events is an error, never fewer rows', () => {
  const events = fc.array(polled, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(events, fc.nat(), (given, at) => {
      const whole = encodePoll(given);
      const body = whole.subarray(0, at % whole.length);
      const edges = given.map((_, i) => encodePoll(given.slice(0, i)).length);
      const before = edges.lastIndexOf(body.length);
      if (before === -1) expect(() => decodePoll(body)).toThrow(FrameError);
      else expect(decodePoll(body)).toEqual(given.slice(0, before));
    }),
  );
});

test('POLL-2 rows that nobody announced, other ones, and events of a wrong shape are errors', () => {
  const updates = { name: 'updates', doc: 'd', cursor: 'c', updates: [2] };
  const bodies = [
    row(1, 2),
    concat([json(updates)]),
    concat([json(updates), row(1)]),
    concat([json(updates), row(1, 2), row(3)]),
    concat([json(updates), json({ name: 'live', doc: 'd', cursor: 'c' }), row(1, 2)]),
    json({ ...updates, updates: ['AQI='] }),
    json({ ...updates, updates: [-1] }),
    json({ name: 'live', doc: 'd' }),
    json({ doc: 'd' }),
    json(null),
    json('live'),
    encodeFrame({ kind: 'event', bytes: Uint8Array.of(0x7b) }),
    encodeFrame({ kind: 'event', bytes: Uint8Array.of(0x22, 0xff, 0x22) }),
    encodeFrame({ kind: 'state', bytes: Uint8Array.of(1) }),
  ];
  for (const body of bodies) expect(() => decodePoll(body)).toThrow(FrameError);
});

test('POLL-2 an event by a name that is not known is skipped', () => {
  const live = { name: 'live', doc: 'd', cursor: 'c' } as const;
  expect(decodePoll(concat([json({ name: 'newer', x: 1 }), json(live)]))).toEqual([live]);
  expect(decodePoll(json({ name: 'toString' }))).toEqual([]);
});

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
