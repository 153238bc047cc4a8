import { PRESENCE_EVERY_MAX_MS, PRESENCE_EVERY_MS } from '@weft/shared/protocol/limits';
import { manualClock } from '@weft/shared/testing/clock';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createPresenceLink } from './presence.ts';

/** A person who moves all the time, and how often that was told. */
function mover() {
  const clock = manualClock();
  let posts = 0;
  const link = createPresenceLink(new Y.Doc(), { clock, post: () => (posts += 1) });
  link.live();
  return {
    /** What the server says with its news. */
    hear: (everyMs?: number) =>
      link.receive({
        name: 'presence',
        doc: 'doc',
        present: [],
        ...(everyMs !== undefined && { everyMs }),
      }),
    /** How often it is told in so many milliseconds, once what was told before is over. */
    toldIn(ms: number): number {
      clock.advance(PRESENCE_EVERY_MAX_MS);
      const before = posts;
      for (let passed = 0; passed < ms; passed += 20) {
        link.awareness.setLocalState({ caret: clock.now() });
        clock.advance(20);
      }
      return posts - before;
    },
  };
}

const usual = (ms: number): number => Math.ceil(ms / PRESENCE_EVERY_MS) + 1;

test('PRES-9 without a word one tells it as often as is usual', () => {
  const { toldIn } = mover();
  expect(toldIn(6_000)).toBeGreaterThan(60);
  expect(toldIn(6_000)).toBeLessThanOrEqual(usual(6_000));
});

test('PRES-9 one tells it as often as the server says, and as before once it says nothing', () => {
  const { hear, toldIn } = mover();
  hear(1_000);
  expect(toldIn(6_000)).toBeLessThanOrEqual(7);
  expect(toldIn(6_000)).toBeGreaterThanOrEqual(5);
  hear();
  expect(toldIn(6_000)).toBeGreaterThan(60);
});

test('PRES-9 no server makes one silent, or louder than is usual', () => {
  const { hear, toldIn } = mover();
  hear(3_600_000);
  expect(toldIn(3 * PRESENCE_EVERY_MAX_MS)).toBeGreaterThanOrEqual(3);
  for (const nonsense of [0, -1]) {
    hear(nonsense);
    expect(toldIn(6_000)).toBeLessThanOrEqual(usual(6_000));
  }
});
