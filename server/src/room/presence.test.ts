import { describe, expect, test } from 'vitest';
import type { Present } from '@weft/shared/protocol/down';
import { MAX_PRESENT, PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import { manualClock } from '@weft/shared/testing/clock';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { createHub } from '../hub/hub.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import type { RoomMessage } from './message.ts';
import { createPresenceLane } from './presence.ts';
import { Refusal } from './refusal.ts';
import { toldEvents } from './testing/told-events.ts';

const doc = docIdOf(1);
const [ann, ben] = [sessionIdOf(1), sessionIdOf(2)];

/** A lane, and what those who follow the document were told so far: per event, client and state of each change. */
function subject() {
  const clock = manualClock();
  const hub = createHub<RoomMessage>();
  const lane = createPresenceLane({ clock, hub });
  const told: [client: number, state: unknown][][] = [];
  const brief = (bytes: Uint8Array): [number, unknown][] => {
    const [event] = toldEvents(bytes);
    if (event?.name !== 'presence' || event.doc !== doc)
      throw new Error('no presence of the document');
    return event.present.map(({ client, state }) => [client, state]);
  };
  hub.listen(doc, (message) => message.kind === 'presence' && told.push(brief(message.encoded)));
  return {
    clock,
    lane,
    told,
    /** Everybody who is here, as a new stream is told. */
    here: () => brief(lane.everybody(doc)),
    post(session: typeof ann, client: number, at: number, state: Present['state'] = { at }) {
      lane.post(doc, session, LOCAL_PRINCIPAL, { client, clock: at, state });
    },
  };
}

function codeOf(work: () => void): string {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

describe('leases', () => {
  test('PRES-1 a state outlives the last stream that names it by 10 s, and its end is told', () => {
    const { clock, lane, told, here, post } = subject();
    lane.hold(doc, ann);
    lane.hold(doc, ann);
    post(ann, 1, 1);
    clock.advance(10 * PRESENCE_LEASE_MS);
    lane.release(doc, ann);
    clock.advance(10 * PRESENCE_LEASE_MS);
    expect(here()).toEqual([[1, { at: 1 }]]);
    lane.release(doc, ann);
    clock.advance(PRESENCE_LEASE_MS - 1);
    expect(here()).toEqual([[1, { at: 1 }]]);
    clock.advance(1);
    expect(here()).toEqual([]);
    clock.advance(100);
    expect(told.at(-1)).toEqual([[1, null]]);
  });

  test('PRES-1 a stream that comes back in time keeps the state, and nobody is told anything', () => {
    const { clock, lane, told, here, post } = subject();
    lane.hold(doc, ann);
    post(ann, 1, 1);
    clock.advance(100);
    const before = told.length;
    lane.release(doc, ann);
    clock.advance(PRESENCE_LEASE_MS - 1);
    lane.hold(doc, ann);
    clock.advance(10 * PRESENCE_LEASE_MS);
    expect(here()).toEqual([[1, { at: 1 }]]);
    expect(told).toHaveLength(before);
  });

  test('PRES-1 without a stream a post keeps itself alive for 10 s', () => {
    const { clock, here, post } = subject();
    post(ann, 1, 1);
    clock.advance(PRESENCE_LEASE_MS - 1);
    post(ann, 1, 2);
    clock.advance(PRESENCE_LEASE_MS - 1);
    expect(here()).toEqual([[1, { at: 2 }]]);
    clock.advance(1);
    expect(here()).toEqual([]);
  });

  test('PRES-1 a state belongs to one document', () => {
    const { lane, here, post } = subject();
    lane.hold(docIdOf(2), ann);
    lane.post(docIdOf(2), ann, LOCAL_PRINCIPAL, { client: 1, clock: 1, state: {} });
    expect(here()).toEqual([]);
    post(ann, 1, 1);
    expect(here()).toEqual([[1, { at: 1 }]]);
  });

  test('PRES-1 releasing what nobody holds is harmless', () => {
    const { clock, lane, here, post } = subject();
    lane.release(doc, ann);
    post(ben, 2, 1);
    lane.release(doc, ann);
    clock.advance(PRESENCE_LEASE_MS - 1);
    expect(here()).toEqual([[2, { at: 1 }]]);
  });

  test('OPS-5 a closed lane leaves no timer behind', () => {
    const { clock, lane, post } = subject();
    lane.hold(doc, ben);
    post(ann, 1, 1);
    post(ben, 2, 1);
    lane.close();
    lane.release(doc, ben);
    expect(clock.nextTimer()).toBeUndefined();
  });
});

describe('telling', () => {
  test('PRES-2 changes within 40 ms leave as one event, with the last state of each', () => {
    const { clock, told, post } = subject();
    post(ann, 1, 1);
    clock.advance(20);
    post(ben, 2, 1);
    post(ann, 1, 2);
    clock.advance(19);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual([
      [
        [1, { at: 2 }],
        [2, { at: 1 }],
      ],
    ]);
    clock.advance(5_000);
    expect(told).toHaveLength(1);
    post(ann, 1, 3);
    clock.advance(40);
    expect(told[1]).toEqual([[1, { at: 3 }]]);
  });

  test('PRES-2 a new stream is told who is here, and not who has left', () => {
    const { clock, lane, here, post } = subject();
    lane.hold(doc, ann);
    lane.hold(doc, ben);
    lane.hold(doc, sessionIdOf(3));
    post(ann, 1, 1);
    post(ben, 2, 1);
    expect(here()).toEqual([
      [1, { at: 1 }],
      [2, { at: 1 }],
    ]);
    post(ann, 1, 2, null);
    clock.advance(100);
    expect(here()).toEqual([[2, { at: 1 }]]);
  });

  test('PRES-2 leaving is told like any other change', () => {
    const { clock, told, post } = subject();
    post(ann, 1, 1);
    clock.advance(40);
    post(ann, 1, 2, null);
    clock.advance(40);
    expect(told).toEqual([[[1, { at: 1 }]], [[1, null]]]);
  });
});

describe('identity', () => {
  test('PRES-3 identity is the poster’s, whatever the state says', () => {
    const { lane } = subject();
    const state = { who: { kind: 'user', id: 'somebody else' }, session: ben };
    lane.post(doc, ann, LOCAL_PRINCIPAL, { client: 1, clock: 1, state });
    const [event] = toldEvents(lane.everybody(doc));
    expect(event).toMatchObject({
      present: [{ session: ann, client: 1, clock: 1, who: { kind: 'local', id: 'local' }, state }],
    });
  });

  test('PRES-3 a client id of another live session is forbidden, until that one has left or expired', () => {
    const { clock, here, post } = subject();
    post(ann, 1, 1);
    expect(codeOf(() => post(ben, 1, 99))).toBe('forbidden');
    expect(codeOf(() => post(ben, 1, 99, null))).toBe('forbidden');
    expect(here()).toEqual([[1, { at: 1 }]]);
    post(ann, 1, 2, null);
    expect(codeOf(() => post(ben, 1, 1))).toBe('none');
    expect(codeOf(() => post(ann, 1, 3))).toBe('forbidden');
    clock.advance(PRESENCE_LEASE_MS);
    expect(codeOf(() => post(ann, 1, 4))).toBe('none');
  });

  test('PRES-4 an older clock changes nothing, in whatever order posts arrive', () => {
    const { clock, told, here, post } = subject();
    post(ann, 1, 5);
    post(ann, 1, 3);
    post(ann, 1, 5, { late: true });
    post(ann, 1, 4, null);
    expect(here()).toEqual([[1, { at: 5 }]]);
    post(ann, 1, 7, null);
    post(ann, 1, 6);
    expect(here()).toEqual([]);
    clock.advance(40);
    expect(told).toEqual([[[1, null]]]);
  });
});

describe('limits', () => {
  test('PRES-5 a document keeps at most 1000 states, and takes another when one has left', () => {
    const { here, post } = subject();
    for (let number = 1; number <= MAX_PRESENT; number++) post(sessionIdOf(number), number, 1);
    expect(here()).toHaveLength(MAX_PRESENT);
    const late = sessionIdOf(MAX_PRESENT + 1);
    expect(codeOf(() => post(late, MAX_PRESENT + 1, 1))).toBe('too-many');
    expect(codeOf(() => post(ann, 1, 2))).toBe('none');
    post(ben, 2, 2, null);
    expect(codeOf(() => post(late, MAX_PRESENT + 1, 1))).toBe('none');
    expect(here()).toHaveLength(MAX_PRESENT);
  });

  test('PRES-5 streams that only read are not counted', () => {
    const { lane, here, post } = subject();
    for (let number = 1; number <= MAX_PRESENT + 1; number++) lane.hold(doc, sessionIdOf(number));
    expect(codeOf(() => post(ann, 1, 1))).toBe('none');
    expect(here()).toHaveLength(1);
  });
});

describe('company', () => {
  /** What a reader is told of being alone, newest last, and what a new one would be told. */
  function watched() {
    const clock = manualClock();
    const hub = createHub<RoomMessage>();
    const lane = createPresenceLane({ clock, hub });
    const heard: boolean[] = [];
    const aloneIn = (bytes: Uint8Array): boolean => {
      const [event] = toldEvents(bytes);
      return event?.name === 'presence' && event.alone === true;
    };
    hub.listen(doc, (message) => {
      if (message.kind === 'presence') heard.push(aloneIn(message.encoded));
    });
    return { clock, lane, heard, newcomer: () => aloneIn(lane.everybody(doc)) };
  }

  test('PACE-3 whoever was alone hears of the second one, and of being alone again when that one’s lease ends', () => {
    const { clock, lane, heard, newcomer } = watched();
    lane.hold(doc, ann);
    clock.advance(1_000);
    expect([heard, newcomer(), lane.alone(doc)]).toEqual([[], true, true]);
    lane.hold(doc, ben);
    expect([newcomer(), lane.alone(doc)]).toEqual([false, false]);
    clock.advance(50);
    expect(heard).toEqual([false]);
    lane.release(doc, ben);
    clock.advance(PRESENCE_LEASE_MS - 1);
    expect(heard).toEqual([false]);
    clock.advance(50);
    expect([heard, newcomer()]).toEqual([[false, true], true]);
  });

  test('PACE-3 another stream of the same session is no company, and neither is somebody elsewhere', () => {
    const { clock, lane, heard, newcomer } = watched();
    lane.hold(doc, ann);
    lane.hold(doc, ann);
    lane.hold(docIdOf(2), ben);
    clock.advance(1_000);
    expect([heard, newcomer()]).toEqual([[], true]);
  });

  test('PACE-3 news of people says it too', () => {
    const { clock, lane, heard } = watched();
    lane.hold(doc, ann);
    lane.post(doc, ann, LOCAL_PRINCIPAL, { client: 1, clock: 1, state: {} });
    clock.advance(100);
    expect(heard).toEqual([true]);
    lane.hold(doc, ben);
    lane.post(doc, ben, LOCAL_PRINCIPAL, { client: 2, clock: 1, state: {} });
    clock.advance(100);
    expect(heard).toEqual([true, false]);
  });
});
