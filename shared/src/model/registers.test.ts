import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { outline } from '../testing/page-outline.ts';
import { at, made, rawPage, writeRaw } from '../testing/page-raw.ts';
import { propValue } from './block.ts';
import { registerKey, registerOf } from './registers.ts';
import { BLOCK_TYPES, blockTypeOf, COMMON_PROPS, propOf, UNKNOWN_TYPE } from './registry.ts';

test('BLOCK-8 a key is the block and, after the first full stop, the prop', () => {
  expect(registerOf(registerKey('a', 'at'))).toEqual(['a', 'at']);
  expect(registerOf('a.b.c')).toEqual(['a', 'b.c']);
  for (const key of ['', 'a', '.at', 'a b.at', `${'a'.repeat(65)}.at`]) {
    expect(registerOf(key), `${key}`).toBeUndefined();
  }
});

test('BLOCK-9 a block stands where at says, or at home while at is 1, and is what home or type says', () => {
  const page = rawPage({ ...made('a', '', 2, 'quote'), ...made('b', '', 1) }, { a: 'x', b: 'y' });
  expect(outline(page)).toEqual(['y', '[quote] x']);
  writeRaw(page, { 'b.at': ['a', at(1)], 'a.type': 'todo' });
  expect(outline(page)).toEqual(['[todo] x', '  y']);
  writeRaw(page, { 'a.type': undefined, 'b.at': 1 });
  expect(outline(page)).toEqual(['y', '[quote] x']);
});

test('BLOCK-9 an empty block without at is not shown, one with letters is, at home', () => {
  const page = rawPage(
    { ...made('a', '', 2), 'a.at': undefined, ...made('b', '', 1) },
    { a: '', b: 'b' },
  );
  expect(outline(page)).toEqual(['b']);
  page.strand('a')!.insert(0, 'typed');
  expect(outline(page)).toEqual(['b', 'typed']);
  writeRaw(page, { 'a.home': undefined, 'a.color': 'red' });
  expect(outline(page), 'without any place, at the end').toEqual(['b', 'typed']);
});

test('BLOCK-8 malformed registers count as absent', () => {
  const bad: Record<string, readonly unknown[]> = {
    at: [0, 2, true, 'a0', [], [''], ['', 'x'], ['a b', at(1)], [at(1), ''], { 0: '', 1: at(1) }],
    type: [1, '', null, ['quote'], { type: 'quote' }],
    into: ['b', ['b'], ['b', ''], ['no id!', at(1)], ['', at(1)], { 0: 'b' }],
    gone: [true, 1, {}, [], ['1'], [1, 2], [1, 2, 3], [1.5], [1, 1, 0, -1], [1, 1, 0, null]],
  };
  const page = rawPage({ ...made('a', '', 5), ...made('b', '', 6) }, { a: 'x', b: 'y' });
  for (const [prop, values] of Object.entries(bad)) {
    for (const value of values) {
      const shown = `${prop} = ${JSON.stringify(value)}`;
      writeRaw(page, { [`a.${prop}`]: value });
      expect(outline(page), `${shown}`).toEqual(['x', 'y']);
    }
    writeRaw(page, { [`a.${prop}`]: prop === 'at' ? 1 : undefined });
  }
});

test('BLOCK-8 bytes, whole numbers beyond 2^53, nested types and documents are no values', () => {
  const page = rawPage(made('a', '', 1), { a: 'x' });
  const deep = Array.from({ length: 70 }).reduce<unknown>((inner) => [inner], 1);
  const values: (() => unknown)[] = [
    () => new Uint8Array(3),
    () => 2n ** 70n,
    () => new Y.Map([['k', 'v']]),
    () => new Y.Text('t'),
    () => new Y.Doc(),
    () => NaN,
    () => deep,
  ];
  for (const [i, value] of values.entries()) {
    for (const prop of [`odd${i}`, 'color', 'at', 'type', 'gone']) {
      page.props.set(`a.${prop}`, value());
    }
    expect(outline(page), `value ${i}`).toEqual(['x']);
  }
  expect(page.block('a')?.props).toEqual({});
  expect(page.props.has('a.odd0')).toBe(true);
});

test('BLOCK-8 unknown types are shown with their text and children, unknown props are kept', () => {
  const page = rawPage(
    {
      ...made('a', '', 1, 'kanban'),
      'a.lanes': [{ name: 'x' }],
      ...made('b', 'a', 1),
      'b.glow': 7,
    },
    { a: 'title', b: 'card' },
  );
  expect(outline(page)).toEqual(['[kanban] title', '  card']);
  expect(page.block('a')?.props).toEqual({ lanes: [{ name: 'x' }] });
  expect(page.block('b')?.props).toEqual({ glow: 7 });
});

test('BLOCK-8 a prop of the name __proto__ is a prop', () => {
  const page = rawPage({ ...made('a', '', 1), 'a.__proto__': { polluted: true } }, { a: 'x' });
  expect(Object.keys(page.block('a')!.props)).toEqual(['__proto__']);
  expect((page.block('a')!.props as { polluted?: boolean }).polluted).toBeUndefined();
});

test('BLOCK-10 a block shows the values that its type may have and that are not the default', () => {
  const page = rawPage(
    {
      ...made('a', '', 1, 'numbered'),
      'a.start': 3,
      'a.style': 'runes',
      'a.color': 'red',
      'a.background': 'default',
    },
    { a: 'x' },
  );
  expect(page.block('a')?.props).toEqual({ color: 'red', start: 3 });
  expect(propValue(page.block('a')!, 'style')).toBe('auto');
  expect(propValue(page.block('a')!, 'background')).toBe('default');
  expect(propValue(page.block('a')!, 'no such prop')).toBeUndefined();
  writeRaw(page, { 'a.start': 1.5 });
  expect(propValue(page.block('a')!, 'start')).toBe(1);
});

test('BLOCK-10 every type that is known has props that accept their own defaults and no other kind of value', () => {
  for (const [type, { props }] of Object.entries(BLOCK_TYPES)) {
    for (const [name, prop] of Object.entries({ ...props, ...COMMON_PROPS })) {
      expect(prop.accepts(prop.fallback), `${type}.${name}`).toBe(true);
      expect(propOf(type, name)).toBe(prop);
      const other = fc.sample(
        fc.oneof(fc.dictionary(fc.string(), fc.integer()), fc.array(fc.nat())),
        5,
      );
      for (const value of [...other, null, undefined, NaN]) expect(prop.accepts(value)).toBe(false);
    }
  }
  expect(blockTypeOf('of a newer Weft')).toBe(UNKNOWN_TYPE);
  expect(blockTypeOf('constructor')).toBe(UNKNOWN_TYPE);
  expect(propOf('text', 'constructor')).toBeUndefined();
});
