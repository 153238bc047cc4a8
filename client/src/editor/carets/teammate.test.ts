import { expect, test } from 'vitest';
import { readTeammates } from './teammate.ts';

const caret = { block: 'abcdefghij' };
const good = { user: { name: 'Bob', color: '#2a70b8' }, caret: { anchor: caret, focus: caret } };
const read = (state: unknown) => readTeammates(new Map([[7, state]]), 1);

test('EDIT-28 a teammate with a caret is read with name and colour', () => {
  expect(read(good)).toEqual([
    { client: 7, name: 'Bob', color: '#2a70b8', anchor: caret, focus: caret },
  ]);
});

test('EDIT-28 one’s own state, and that of somebody without a caret, is nobody’s caret', () => {
  expect(readTeammates(new Map([[1, good]]), 1)).toEqual([]);
  expect(read({ ...good, caret: null })).toEqual([]);
});

test.each([
  ['nothing', null],
  ['a word', 'caret'],
  ['a list', []],
  ['no caret', {}],
  ['a caret that is a number', { ...good, caret: 7 }],
  ['half a caret', { ...good, caret: { anchor: caret } }],
  ['no block', { ...good, caret: { anchor: { block: 'a.b' }, focus: caret } }],
  ['no position', { ...good, caret: { anchor: caret, focus: { ...caret, after: { item: 'x' } } } }],
])('EDIT-29 a state that is %s draws nothing', (_, state) => {
  expect(read(state)).toEqual([]);
});

test.each([
  ['a number', 7, ''],
  ['too long', 'x'.repeat(1000), 'x'.repeat(40)],
  ['of characters of two halves', '🧶'.repeat(60), '🧶'.repeat(40)],
  ['of several lines', ' a\n\nb\u2028c ', 'a b c'],
  ['turned around', 'a\u202eb\u2066c\u200fd', 'a b c d'],
])('EDIT-29 a name that is %s becomes one short line', (_, name, shown) => {
  expect(read({ ...good, user: { name, color: '#2a70b8' } })[0]?.name).toBe(shown);
});

test.each([
  'red',
  'url(//example.org)',
  '#12345',
  '#2a70b8} * {display:none',
  '',
  7,
  undefined,
  null,
])('EDIT-29 a colour that is %o becomes grey', (color) => {
  expect(read({ ...good, user: { name: 'Bob', color } })[0]?.color).toBe('#6b6862');
});
