import { describe, expect, test } from 'vitest';
import type { Present } from '@weft/shared/protocol/down';
import {
  MAX_PRESENT,
  PRESENCE_EVERY_MAX_MS,
  PRESENCE_EVERY_MS,
  PRESENCE_LEASE_MS,
} from '@weft/shared/protocol/limits';
import { manualClock } from '@weft/shared/testing/clock';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { createHub } from '../hub/hub.ts';
import { NO_METRICS, type Gauge } from '../metrics/metrics.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import type { RoomMessage } from './message.ts';
import { createPresenceLane } from './presence.ts';
import { toldEvents } from './testing/told-events.ts';

const doc = docIdOf(1);
/** A state as the app's: a name, a colour, and a caret of two ends. */
const stateOf = (number: number, at: number): NonNullable<Present['state']> => ({
  name: `Person ${number}`,
  user: { name: `Person ${number}`, color: '#336699' },
  caret: {
    anchor: { text: 'a1b2c3d4e5', at: [number, at] },
    focus: { text: 'a1b2c3d4e5', at: [number, at] },
  },
});

/** A document with so many readers, each of them a person. */
function crowd(people: number) {
  const clock = manualClock(1_000_000);
  const hub = createHub<RoomMessage>();
  const gauges = new Map<Gauge, () => number>();
  const cost = { encodes: 0, deliveries: 0, bytes: 0 };
  const lane = createPresenceLane({
    clock,
    hub,
    metrics: {
      ...NO_METRICS,
      presence(readers) {
        cost.encodes += 1;
        cost.deliveries += readers;
      },
      watch: (gauge, read) => void gauges.set(gauge, read),
    },
  });
  /** What one of the readers knows of each person, and when it heard of it. */
  const known = new Map<number, { state: Present['state']; at: number }>();
  const encoded = new Set<Buffer>();
  let everyMs = PRESENCE_EVERY_MS;
  for (let reader = 1; reader <= people; reader++) {
    lane.hold(doc, sessionIdOf(reader));
    hub.listen(doc, (message) => {
      if (message.kind !== 'presence') return;
      cost.bytes += message.encoded.length;
      encoded.add(message.encoded);
      if (reader > 1) return;
      const [event] = toldEvents(message.encoded);
      if (event?.name !== 'presence') throw new Error('no presence');
      everyMs = event.everyMs ?? PRESENCE_EVERY_MS;
      for (const { client, state } of event.present) known.set(client, { state, at: clock.now() });
    });
  }
  const post = (
    number: number,
    at: number,
    state: Present['state'] = stateOf(number, at),
  ): void => {
    const bytes = JSON.stringify(state).length;
    const body = { client: number, clock: at, state };
    lane.post(doc, sessionIdOf(number), LOCAL_PRINCIPAL, body, bytes);
  };
  return {
    clock,
    lane,
    hub,
    cost,
    known,
    encoded,
    post,
    gauges,
    everyMs: () => everyMs,
    /** `movers` move all the time, for so long, each as often as the server says. */
    move(movers: number, ms: number) {
      const due = new Map(Array.from({ length: movers }, (_, i) => [i + 1, clock.now() + i]));
      for (const end = clock.now() + ms; clock.now() < end; clock.advance(10)) {
        for (const [number, at] of due) {
          if (at > clock.now()) continue;
          post(number, clock.now());
          due.set(number, clock.now() + everyMs);
        }
      }
    },
    rest: () => clock.advance(PRESENCE_EVERY_MAX_MS),
  };
}

describe('500 people who all move', () => {
  const PEOPLE = 500;
  const SECONDS = 30;

  test('PRES-8 cost a bounded number of events, deliveries and bytes, each event encoded once', () => {
    const { move, cost, encoded } = crowd(PEOPLE);
    move(PEOPLE, SECONDS * 1_000);
    expect(cost.encodes).toBe(encoded.size);
    expect(cost.deliveries).toBe(cost.encodes * PEOPLE);
    expect(cost.deliveries / SECONDS).toBeLessThanOrEqual(1_100);
    expect(cost.deliveries / SECONDS).toBeGreaterThan(200);
    expect(cost.bytes / SECONDS).toBeLessThan(18 * 1024 * 1024);
  });

  test('PRES-8 are each shown where they were some seconds ago at most, and in the end where they are', () => {
    const { move, known, clock, rest, post } = crowd(PEOPLE);
    move(PEOPLE, SECONDS * 1_000);
    expect(known.size).toBe(PEOPLE);
    for (const { at } of known.values()) expect(clock.now() - at).toBeLessThan(8_000);
    for (let number = 1; number <= PEOPLE; number++) post(number, clock.now() + 1);
    const last = clock.now() + 1;
    for (let i = 0; i < 4; i++) rest();
    for (const [number, { state }] of known) expect(state).toEqual(stateOf(number, last));
  });

  test('PRES-9 are told to tell it less often, and as often as ever when few of them move', () => {
    const { move, everyMs, rest } = crowd(PEOPLE);
    move(PEOPLE, 10_000);
    expect(everyMs()).toBeGreaterThan(2_000);
    expect(everyMs()).toBeLessThanOrEqual(PRESENCE_EVERY_MAX_MS);
    for (let i = 0; i < 4; i++) rest();
    move(3, 10_000);
    expect(everyMs()).toBeLessThanOrEqual(500);
  });
});

test('PRES-8 one who moves among 500 who rest is seen at once', () => {
  const { clock, post, known } = crowd(500);
  post(1, 1);
  clock.advance(40);
  expect(known.get(1)).toBeDefined();
});

test('PRES-8 few people pay nothing for the budget', () => {
  const { move, cost, everyMs } = crowd(5);
  move(5, 10_000);
  expect(everyMs()).toBe(PRESENCE_EVERY_MS);
  expect(cost.encodes).toBeGreaterThan(100);
});

test('PRES-8 states of 4 KB are told one after the other rather than all at once', () => {
  const { clock, cost, post, known, rest } = crowd(500);
  const large = { name: 'x'.repeat(4_000) };
  for (let number = 1; number <= 100; number++) post(number, 1, large);
  const began = clock.now();
  while (known.size < 100) {
    clock.advance(500);
    expect(cost.bytes / ((clock.now() - began) / 1_000)).toBeLessThan(18 * 1024 * 1024);
  }
  rest();
  expect([...known.values()].every(({ state }) => state !== null)).toBe(true);
});

test('PRES-7 whatever one session floods with, others are told its last state once a tick', () => {
  const { clock, cost, post, known } = crowd(2);
  for (let at = 1; at <= 10_000; at++) {
    post(1, at);
    if (at % 10 === 0) clock.advance(1);
  }
  clock.advance(40);
  expect(cost.encodes).toBeLessThanOrEqual(1_040 / 40 + 1);
  expect(known.get(1)!.state).toEqual(stateOf(1, 10_000));
});

test('PRES-7 a session is one person: under another client id it is not here twice', () => {
  const { clock, lane, known } = crowd(2);
  const post = (client: number): void =>
    lane.post(doc, sessionIdOf(1), LOCAL_PRINCIPAL, { client, clock: client, state: {} });
  for (let client = 1; client <= 50; client++) {
    post(client);
    clock.advance(40);
  }
  const shown = [...known].filter(([, { state }]) => state !== null).map(([client]) => client);
  expect(shown).toEqual([50]);
  expect(lane.present(doc)).toHaveLength(1);
  // The ids that it let go of are anybody's.
  lane.post(doc, sessionIdOf(2), LOCAL_PRINCIPAL, { client: 7, clock: 1, state: {} });
  expect(lane.present(doc)).toHaveLength(2);
});

test('PRES-7 sessions that only ever leave are not remembered without end, and are forgotten', () => {
  const { clock, lane, post } = crowd(0);
  const refused = Array.from({ length: 5 * MAX_PRESENT }, (_, i) => {
    try {
      post(i + 1, 1, null);
      return 0;
    } catch {
      return 1;
    }
  }).reduce<number>((sum, one) => sum + one, 0);
  expect(refused).toBeGreaterThanOrEqual(MAX_PRESENT);
  clock.advance(PRESENCE_LEASE_MS + 1_000);
  expect(clock.nextTimer()).toBeUndefined();
  expect(lane.present(doc)).toEqual([]);
});

test('PRES-2 of a crowd newcomers share one list, and miss nothing of what comes after it', () => {
  const { lane, clock, post } = crowd(0);
  for (let number = 1; number <= 60; number++) post(number, 1);
  clock.advance(2_000);
  const list = lane.everybody(doc);
  expect(lane.everybody(doc)).toBe(list);
  post(1, 2);
  expect(lane.everybody(doc)).toBe(list);
  clock.advance(2_000);
  const [event] = toldEvents(lane.everybody(doc));
  expect(event).toMatchObject({ all: true });
  if (event?.name !== 'presence') throw new Error('no presence');
  expect(event.present.find(({ client }) => client === 1)).toMatchObject({ clock: 2 });
});

test('OPS-7 people who are shown are counted', () => {
  const { post, gauges } = crowd(0);
  for (let number = 1; number <= 3; number++) post(number, 1);
  post(2, 2, null);
  expect(gauges.get('presenceStates')!()).toBe(2);
});
