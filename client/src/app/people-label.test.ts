import { expect, test } from 'vitest';
import { peopleLabel } from './people-label.ts';

const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    client: i,
    name: `P${i}`,
    color: '#336699',
    self: i === 0,
  }));

test('PRES-10 few people are all named, oneself as such', () => {
  expect(peopleLabel(people(1))).toBe('1 person here: P0 (you)');
  expect(peopleLabel(people(3))).toBe('3 people here: P0 (you), P1, and P2');
  expect(peopleLabel(people(10))).toMatch(/^10 people here: .* and P9$/);
});

test('PRES-10 of a crowd nine are named, and the others counted', () => {
  expect(peopleLabel(people(11))).toMatch(/^11 people here: P0 \(you\), .*P8, and 2 others$/);
  const crowd = peopleLabel(people(500));
  expect(crowd).toMatch(/ P8, and 491 others$/);
  expect(crowd).not.toContain('P9');
});
