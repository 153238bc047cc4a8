import { expect, test } from 'vitest';
import { inkOn, MAX_NAME_LENGTH, parseColor, parseName } from '../editor/carets/person-look.ts';
import { COLOURS, createIdentity, defaultIdentity, parseIdentity } from './identity.ts';

function createStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}

test('APP-26 a first visitor gets a friendly name and a colour, and keeps them', () => {
  const storage = createStorage();
  const first = createIdentity(() => 0.5, storage).get();
  expect(first.name).toMatch(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u);
  expect(createIdentity(() => 0.9, storage).get()).toEqual(first);
});

test('APP-26 every draw gives a name and a colour', () => {
  for (const random of [0, 0.25, 0.5, 0.75, 0.999999]) {
    const { name, color } = defaultIdentity(() => random);
    expect(parseName(name)).toBe(name);
    expect(parseColor(color)).toBe(color);
  }
});

test('APP-26 a changed name is the one of the next visit', () => {
  const storage = createStorage();
  createIdentity(() => 0, storage).set({ name: 'Ada', color: '#123456' });
  expect(createIdentity(() => 0, storage).get()).toEqual({ name: 'Ada', color: '#123456' });
});

test('APP-26 without storage the identity lasts as long as the window', () => {
  const broken = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
  };
  const identity = createIdentity(() => 0, broken);
  identity.set({ name: 'Ada', color: '#123456' });
  expect(identity.get().name).toBe('Ada');
});

test.each([
  '',
  'null',
  '[]',
  '{"name":"Ada"}',
  '{"name":"  ","color":"#123456"}',
  '{"name":1,"color":2}',
])('APP-27 stored %s is no identity', (text) => {
  expect(parseIdentity(text)).toBeUndefined();
});

test('APP-27 names are one line and not endless, colours nothing but a colour', () => {
  expect(parseName('  Ada\n Okafor ')).toBe('Ada Okafor');
  expect([...(parseName('🙂'.repeat(100)) ?? '')]).toHaveLength(MAX_NAME_LENGTH);
  expect(parseColor('#12ab9F')).toBe('#12ab9F');
  expect(parseColor('url(https://example.com)')).toBeUndefined();
  expect(parseColor('red')).toBeUndefined();
});

test('APP-28 every offered colour carries white letters', () => {
  for (const { value } of COLOURS) expect(inkOn(value)).toBe('#ffffff');
});
