import { expect, onTestFinished, test } from 'vitest';
import { gridStep } from './grid-step.ts';

/** Two groups in rows of three: 0 1 2 / 3, and below them 4 5 6 / 7 8. */
function grid(dir: 'ltr' | 'rtl' = 'ltr'): Element[] {
  const list = document.createElement('div');
  list.dir = dir;
  list.style.cssText = 'display:grid;grid-template-columns:repeat(3, 20px);grid-auto-rows:20px';
  for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
    const option = document.createElement('div');
    if (index === 4) option.style.gridColumnStart = '1';
    list.append(option);
  }
  document.body.append(list);
  onTestFinished(() => list.remove());
  return [...list.children];
}

test('CALLOUT-1 arrows go through rows as they stand on the screen, and round', () => {
  const options = grid();
  const step = (from: number, key: string): number | undefined =>
    gridStep(options, from, `Arrow${key}`, true);
  expect([step(0, 'Right'), step(2, 'Right'), step(8, 'Right'), step(0, 'Left')]).toEqual([
    1, 3, 0, 8,
  ]);
  expect([step(1, 'Down'), step(3, 'Down'), step(6, 'Down'), step(8, 'Down')]).toEqual([
    3, 4, 8, 1,
  ]);
  expect([step(4, 'Up'), step(6, 'Up'), step(3, 'Up'), step(1, 'Up')]).toEqual([3, 3, 0, 8]);
  expect(gridStep(options, 0, 'Enter', true)).toBeUndefined();
  expect(gridStep([], 0, 'ArrowDown', true)).toBe(0);
});

test('CALLOUT-1 where lines go from right to left, so do the arrows', () => {
  const options = grid('rtl');
  expect(gridStep(options, 0, 'ArrowLeft', false)).toBe(1);
  expect(gridStep(options, 1, 'ArrowRight', false)).toBe(0);
  expect(gridStep(options, 0, 'ArrowDown', false)).toBe(3);
});
