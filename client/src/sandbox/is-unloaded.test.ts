import { expect, test } from 'vitest';
import { isUnloaded } from './is-unloaded.ts';

test.each([
  'Failed to fetch dynamically imported module: https://weft.example/assets/a.js',
  'error loading dynamically imported module: https://weft.example/assets/a.js',
  'Importing a module script failed.',
])('DIAGRAM-2 a part that did not load is nothing wrong with the diagram: %s', (said) => {
  expect(isUnloaded(new TypeError(said))).toBe(true);
});

test.each([
  new Error('Parse error on line 2: dynamically imported module'),
  new TypeError("Cannot read properties of undefined (reading 'x')"),
  'Importing a module script failed.',
])('DIAGRAM-2 what Mermaid says of a diagram is wrong with the diagram: %s', (error) => {
  expect(isUnloaded(error)).toBe(false);
});
