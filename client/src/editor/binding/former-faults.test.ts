import { expect, test, vi } from 'vitest';
import { writeTogether } from '../testing/write-together.ts';

// Yjs takes its clock when it is imported: the same seed is to be the same story on a slow machine.
const clock = vi.hoisted(() => {
  const time = { now: 1_000_000 };
  Date.now = () => time.now;
  return time;
});
const tick = (): void => void (clock.now += 200);

test.each([
  // Tables that changed places with those inside of them: Lexical went round in circles.
  [900, 10],
  // A page of nothing but blocks without text, where Backspace, typing and pasting were Lexical's.
  [967, 2],
  [1690, 10],
])('EDIT-1 what went wrong in seed %i stays right', (seed, lag) => {
  expect(writeTogether(seed, lag, 200, tick)).toMatchObject({
    lost: [],
    doubled: [],
    diverged: false,
    strayChanges: 0,
  });
});
