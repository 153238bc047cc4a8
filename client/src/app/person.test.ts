import { expect, test } from 'vitest';
import { inkOn } from '../editor/carets/person-look.ts';
import { initials, readPeople } from './person.ts';

test('APP-29 oneself comes first, the others in an order that does not change', () => {
  const states = new Map<number, unknown>([
    [9, { name: 'Zoë', color: '#111111' }],
    [5, { name: 'Me', color: '#222222' }],
    [2, { name: 'Ada', color: '#333333' }],
  ]);
  const people = readPeople(states, 5);
  expect(people.map(({ name, self }) => [name, self])).toEqual([
    ['Me', true],
    ['Ada', false],
    ['Zoë', false],
  ]);
});

test('APP-29 two sessions of one person are two', () => {
  const same = { name: 'Ada', color: '#111111' };
  expect(
    readPeople(
      new Map([
        [1, same],
        [2, same],
      ]),
      1,
    ),
  ).toHaveLength(2);
});

test('APP-30 whoever sends no name is not shown, and a made-up colour becomes grey', () => {
  const states = new Map<number, unknown>([
    [1, null],
    [2, {}],
    [3, { name: 7, color: '#111111' }],
    [4, { name: 'Ada', color: 'url(//example.com)' }],
  ]);
  const [only, ...rest] = readPeople(states, 99);
  expect(rest).toEqual([]);
  expect(only?.name).toBe('Ada');
  expect(only?.color).toMatch(/^#[0-9a-f]{6}$/);
});

test('APP-30 a name turns and breaks nothing around it, and its faces stay whole', () => {
  const named = (name: string) => readPeople(new Map([[1, { name }]]), 99)[0]?.name;
  expect(named('Ada\u202eakO\u2066\u2028x')).toBe('Ada akO x');
  expect(named('Kim 👩‍🚀')).toBe('Kim 👩‍🚀');
});

test.each([
  ['Ada Okafor', 'AO'],
  ['jon', 'J'],
  ['Ana María de Luz', 'AL'],
  ['👩‍🚀 Kim', '👩‍🚀K'],
  ['', ''],
])('APP-31 the initials of %j are %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test('APP-28 initials are black or white, whichever reads better', () => {
  expect(inkOn('#ffdd00')).toBe('#000000');
  expect(inkOn('#1f3a8a')).toBe('#ffffff');
});
