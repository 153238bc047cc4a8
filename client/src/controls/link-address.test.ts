import { expect, test } from 'vitest';
import { parseAddress } from './link-address.ts';

test.each([
  ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
  ['  example.com ', 'https://example.com/'],
  ['localhost:4400', 'https://localhost:4400/'],
  ['ada@example.org', 'mailto:ada@example.org'],
  ['mailto:ada@example.org', 'mailto:ada@example.org'],
])('APP-33 %j links to %j', (typed, address) => {
  expect(parseAddress(typed)).toBe(address);
});

test.each([
  '',
  '   ',
  'two words',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,x',
  'https://',
])('APP-33 %j is no address', (typed) => {
  expect(parseAddress(typed)).toBeUndefined();
});
