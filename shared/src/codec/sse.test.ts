import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import type { Down } from '../protocol/down.ts';
import { createEventReader, encodeEvent } from './sse.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
/** Strings that would end a line, an event or a field, if they were not escaped. */
const nasty = fc.constantFrom(
  '\n\n',
  '\r\n',
  '\r',
  'data: {}\n\n',
  'event: gone',
  '\u2028',
  '\u0000',
  '\ufeff',
  ': ',
);
const anyText = fc.array(fc.oneof(text, nasty), { maxLength: 3 }).map((parts) => parts.join(''));

const event: fc.Arbitrary<Down> = fc.oneof(
  fc.record({ name: fc.constant('hello' as const), heartbeatMs: fc.nat() }),
  fc.record({
    name: fc.constant('updates' as const),
    doc: anyText,
    cursor: anyText,
    updates: fc.array(fc.option(anyText), { maxLength: 3 }),
  }),
  fc.record({ name: fc.constant('live' as const), doc: anyText, cursor: anyText }),
  fc.record({
    name: fc.constant('presence' as const),
    doc: anyText,
    present: fc.array(
      fc.record({
        session: anyText,
        client: fc.nat(),
        clock: fc.nat(),
        who: fc.record({ kind: text, id: anyText }),
        state: fc.option(fc.record({ user: anyText })),
      }),
      { maxLength: 2 },
    ),
  }),
  fc.record({ name: fc.constant('beat' as const) }),
  fc.record({ name: fc.constant('bye' as const), retryMs: fc.nat() }),
);

/** `whole` in pieces, cut at the given places, which wrap around its length. */
function cutAt(whole: string, places: readonly number[]): string[] {
  const cuts = [...new Set(places.map((place) => place % (whole.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [0, ...cuts].map((from, i) => whole.slice(from, cuts[i] ?? whole.length));
}

function read(pieces: readonly string[]): { events: Down[]; faults: number } {
  const events: Down[] = [];
  let faults = 0;
  const reader = createEventReader(
    (one) => events.push(one),
    () => (faults += 1),
  );
  for (const piece of pieces) reader.feed(piece);
  return { events, faults };
}

test('SSE-1 an event is its name and one line of JSON', () => {
  expect(encodeEvent({ name: 'bye', retryMs: 5 })).toBe('event: bye\ndata: {"retryMs":5}\n\n');
});

test('SSE-1 a row carries its cursor as id', () => {
  const row: Down = { name: 'updates', doc: 'd', cursor: 'e.1.t', updates: [null] };
  expect(encodeEvent(row, 'e.1.t')).toBe(
    'id: e.1.t\nevent: updates\ndata: {"doc":"d","cursor":"e.1.t","updates":[null]}\n\n',
  );
});

test('SSE-1 the same events are found however the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 5 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (events, places) => {
        const stream = events.map((one) => encodeEvent(one)).join('');
        expect(read(cutAt(stream, places))).toEqual({ events, faults: 0 });
      },
    ),
    { numRuns: 500 },
  );
});

test('SSE-1 the same events are found character by character, with CRLF and comments too', () => {
  const events: Down[] = [{ name: 'live', doc: 'd', cursor: 'é😀' }, { name: 'beat' }];
  const stream = `: hello\n\n${events.map((one) => encodeEvent(one)).join(': comment\n')}`;
  expect(read(stream.split(''))).toEqual({ events, faults: 0 });
  expect(read(stream.replaceAll('\n', '\r\n').split(''))).toEqual({ events, faults: 0 });
});

test('SSE-1 an event that has not ended is not one', () => {
  const whole = encodeEvent({ name: 'beat' });
  expect(read([whole.slice(0, -1)]).events).toEqual([]);
  expect(read([whole.slice(0, -1), '\n']).events).toEqual([{ name: 'beat' }]);
});

test('SSE-1 names this version does not know are skipped', () => {
  const stream =
    'event: later\ndata: {"x":1}\n\nevent: toString\ndata: {}\n\ndata: no name\n\nevent: beat\ndata: {}\n\n';
  expect(read([stream])).toEqual({ events: [{ name: 'beat' }], faults: 0 });
});

test.each([
  'event: live\ndata: {"doc":"d"}\n\n',
  'event: updates\ndata: {"doc":"d","cursor":"c","updates":[1]}\n\n',
  'event: resync\ndata: {"doc":"d","reason":"other"}\n\n',
  'event: bye\ndata: not json\n\n',
  'event: hello\ndata: null\n\n',
])('SSE-1 the wrong shape of %j is reported once, and nothing after it is believed', (wrong) => {
  const row = 'event: updates\ndata: {"doc":"d","cursor":"c","updates":["AA=="]}\n\n';
  const { events, faults } = read([row, wrong, row, wrong]);
  expect(events).toHaveLength(1);
  expect(faults).toBe(1);
});

test('SSE-1 fields a newer server adds are left out', () => {
  expect(read(['event: bye\ndata: {"retryMs":1,"why":"later"}\n\n']).events).toEqual([
    { name: 'bye', retryMs: 1 },
  ]);
});
