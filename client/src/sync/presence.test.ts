import type { Down, Present } from '@weft/shared/protocol/down';
import { MAX_PRESENCE_BYTES, PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import type { PostPresence } from '@weft/shared/protocol/up';
import { manualClock } from '@weft/shared/testing/clock';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createPresenceLink } from './presence.ts';

const OWN = 7;
const [ADA, BOB] = [21, 22];
/** Longer than the wait between two posts. */
const SOON = 100;

function open(client = OWN) {
  const clock = manualClock();
  const posts: PostPresence[] = [];
  const doc = new Y.Doc();
  doc.clientID = client;
  const link = createPresenceLink(doc, { clock, post: (state) => posts.push(state) });
  return {
    clock,
    posts,
    doc,
    link,
    /** Names of the others that are shown. */
    shown: () =>
      [...link.awareness.getStates()]
        .filter(([id]) => id !== client)
        .map(([, state]) => state['name'] as string)
        .toSorted(),
    states: () => posts.map(({ state }) => state),
  };
}

function event(...people: [client: number, clock: number, name: string | null][]) {
  const present = people.map(([client, clock, name]): Present => {
    const who = { kind: 'local', id: 'local' };
    const state = name === null ? null : { name };
    return { session: `session-${client}`, client, clock, who, state };
  });
  return { name: 'presence', doc: 'doc', present } satisfies Extract<Down, { name: 'presence' }>;
}

/** Live, with Ada and Bob here. */
function openWithOthers() {
  const own = open();
  own.link.live();
  own.link.receive(event([ADA, 5, 'Ada'], [BOB, 3, 'Bob']));
  expect(own.shown()).toEqual(['Ada', 'Bob']);
  return own;
}

describe('others', () => {
  test('PRES-6 are shown as they come, move and leave', () => {
    const { link, shown } = openWithOthers();
    link.receive(event([ADA, 6, 'Ada L.']));
    expect(shown()).toEqual(['Ada L.', 'Bob']);
    link.receive(event([BOB, 4, null]));
    expect(shown()).toEqual(['Ada L.']);
    link.receive(event([BOB, 5, 'Bob']));
    expect(shown()).toEqual(['Ada L.', 'Bob']);
  });

  test('PRES-6 an editor is told of a person that leaves as removed', () => {
    const { link } = openWithOthers();
    const removed: number[] = [];
    link.awareness.on('change', (change: { removed: number[] }) => removed.push(...change.removed));
    link.receive(event([BOB, 4, null]));
    expect(removed).toEqual([BOB]);
  });

  test('PRES-6 PRES-4 old news changes nothing', () => {
    const { link, shown } = openWithOthers();
    link.receive(event([ADA, 4, 'Ada before']));
    link.receive(event([BOB, 2, null]));
    expect(shown()).toEqual(['Ada', 'Bob']);
  });

  test('PRES-6 one is not told of oneself', () => {
    const { link, shown } = open();
    link.awareness.setLocalState({ name: 'Me' });
    link.live();
    link.receive(event([OWN, 900, 'Somebody else']));
    expect(link.awareness.getLocalState()).toEqual({ name: 'Me' });
    expect(shown()).toEqual([]);
  });

  test('PRES-6 stay through a short break', () => {
    const { link, clock, shown } = openWithOthers();
    link.lost();
    clock.advance(PRESENCE_LEASE_MS - 1);
    expect(shown()).toEqual(['Ada', 'Bob']);
    link.live();
    link.receive(event([ADA, 5, 'Ada'], [BOB, 3, 'Bob']));
    clock.advance(PRESENCE_LEASE_MS * 2);
    expect(shown()).toEqual(['Ada', 'Bob']);
  });

  test('PRES-6 are forgotten in a long one, and shown again with the clock they had', () => {
    const { link, clock, shown } = openWithOthers();
    link.lost();
    clock.advance(PRESENCE_LEASE_MS);
    expect(shown()).toEqual([]);
    link.live();
    link.receive(event([ADA, 5, 'Ada']));
    expect(shown()).toEqual(['Ada']);
  });

  test('PRES-6 who left during a break is not in the first event after it, and goes', () => {
    const { link, shown } = openWithOthers();
    link.lost();
    link.live();
    link.receive(event([ADA, 5, 'Ada']));
    expect(shown()).toEqual(['Ada']);
    // Only the first one names everybody.
    link.receive(event([BOB, 3, 'Bob']));
    expect(shown()).toEqual(['Ada', 'Bob']);
  });

  test('PRES-6 the first event after a break may come before the stream is live', () => {
    const { link, clock, shown } = openWithOthers();
    link.lost();
    link.receive(event([BOB, 3, 'Bob']));
    link.live();
    expect(shown()).toEqual(['Bob']);
    clock.advance(PRESENCE_LEASE_MS * 2);
    expect(shown()).toEqual(['Bob']);
  });

  test('PRES-6 an empty first event means that nobody else is here', () => {
    const { link, shown } = openWithOthers();
    link.lost();
    link.live();
    link.receive(event());
    expect(shown()).toEqual([]);
  });

  test('PRES-6 are not shown any more at once when one leaves', () => {
    const { link, shown } = openWithOthers();
    link.leave();
    expect(shown()).toEqual([]);
    link.live();
    link.receive(event([ADA, 5, 'Ada']));
    expect(shown()).toEqual(['Ada']);
  });

  test('PRES-6 what they do is not sent back', () => {
    const { posts, clock } = openWithOthers();
    clock.advance(SOON);
    expect(posts).toEqual([]);
  });
});

describe('oneself', () => {
  test('PRES-6 is told once the stream is live, and not before', () => {
    const { link, states } = open();
    link.awareness.setLocalState({ name: 'Me' });
    expect(states()).toEqual([]);
    link.live();
    expect(states()).toEqual([{ name: 'Me' }]);
  });

  test('PRES-6 with no state, nothing is told', () => {
    const { link, posts, clock } = open();
    link.live();
    clock.advance(SOON);
    expect(posts).toEqual([]);
  });

  test('PRES-6 of many changes, the first is told at once and then the newest', () => {
    const { link, clock, posts, states } = open();
    link.live();
    for (let i = 1; i <= 5; i++) link.awareness.setLocalState({ caret: i });
    expect(states()).toEqual([{ caret: 1 }]);
    clock.advance(SOON);
    expect(states()).toEqual([{ caret: 1 }, { caret: 5 }]);
    clock.advance(SOON);
    expect(posts).toHaveLength(2);
    expect(posts.at(1)!.clock).toBeGreaterThan(posts.at(0)!.clock);
    expect(posts.map(({ client }) => client)).toEqual([OWN, OWN]);
  });

  test('PRES-6 a state put away is told as left', () => {
    const { link, states, clock } = open();
    link.live();
    link.awareness.setLocalState({ name: 'Me' });
    clock.advance(SOON);
    link.awareness.setLocalState(null);
    expect(states()).toEqual([{ name: 'Me' }, null]);
  });

  test('PRES-6 changes during a break are told after it', () => {
    const { link, states, clock } = open();
    link.live();
    link.awareness.setLocalState({ caret: 1 });
    link.lost();
    link.awareness.setLocalState({ caret: 2 });
    clock.advance(SOON);
    expect(states()).toEqual([{ caret: 1 }]);
    link.live();
    expect(states()).toEqual([{ caret: 1 }, { caret: 2 }]);
  });

  test('PRES-6 is told again after a break, for the server may have forgotten', () => {
    const { link, clock, posts } = open();
    link.awareness.setLocalState({ name: 'Me' });
    link.live();
    link.lost();
    clock.advance(SOON);
    link.live();
    expect(posts.map(({ state }) => state)).toEqual([{ name: 'Me' }, { name: 'Me' }]);
    expect(posts.at(1)!.clock).toBeGreaterThan(posts.at(0)!.clock);
  });

  test.each([
    ['letters of one byte', 'x', 1],
    ['letters of three bytes', '語', 3],
  ])('PRES-5 PRES-6 a state larger than the limit is told as left: %s', (_, letter, size) => {
    const { link, clock, states } = open();
    const room = MAX_PRESENCE_BYTES - '{"name":""}'.length;
    const largest = { name: letter.repeat(Math.floor(room / size)) };
    link.live();
    link.awareness.setLocalState(largest);
    clock.advance(SOON);
    link.awareness.setLocalState({ name: `${largest.name}${letter}` });
    clock.advance(SOON);
    expect(states()).toEqual([largest, null]);
  });

  test('PRES-6 leaving is told at once, once, also in the middle of many changes', () => {
    const { link, clock, posts, states } = open();
    link.live();
    link.awareness.setLocalState({ caret: 1 });
    link.awareness.setLocalState({ caret: 2 });
    link.leave();
    expect(states()).toEqual([{ caret: 1 }, null]);
    expect(posts.at(1)!.clock).toBeGreaterThan(posts.at(0)!.clock);
    clock.advance(PRESENCE_LEASE_MS * 2);
    expect(posts).toHaveLength(2);
  });

  test('PRES-6 coming back is newer than having left', () => {
    const { link, clock, posts } = open();
    link.awareness.setLocalState({ name: 'Me' });
    link.live();
    link.leave();
    clock.advance(SOON);
    link.live();
    expect(posts.map(({ state }) => state)).toEqual([{ name: 'Me' }, null, { name: 'Me' }]);
    const clocks = posts.map((post) => post.clock);
    expect(new Set(clocks).size).toBe(3);
    expect(clocks).toEqual(clocks.toSorted((a, b) => a - b));
  });

  test('PRES-3 PRES-6 before the session becomes another one, the old one is told as left', () => {
    const { link, clock, posts } = open();
    link.awareness.setLocalState({ name: 'Me' });
    link.retire();
    expect(posts).toEqual([]);
    link.live();
    link.lost();
    link.retire();
    link.retire();
    clock.advance(SOON);
    link.live();
    expect(posts.map(({ state }) => state)).toEqual([{ name: 'Me' }, null, { name: 'Me' }]);
    expect(posts.at(2)!.clock).toBeGreaterThan(posts.at(1)!.clock);
  });
});

test('PRES-6 ended, it tells nothing, waits for nothing and shows nobody', () => {
  const { link, clock, posts, shown } = openWithOthers();
  link.awareness.setLocalState({ caret: 1 });
  link.awareness.setLocalState({ caret: 2 });
  link.leave();
  link.destroy();
  const told = posts.length;
  link.awareness.setLocalState({ caret: 3 });
  expect(clock.nextTimer()).toBeUndefined();
  expect(posts).toHaveLength(told);
  expect(shown()).toEqual([]);
});
