import { mintDocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { expect, test } from 'vitest';
import { documentHref, parsePath } from './route.ts';

const TITLES = ['', 'Plans for spring', '—', 'Über “Größe” & 東京 / 2026', 'x'.repeat(300), '👩‍👩‍👧'];

test('APP-11 the address of a document leads to that document, whatever it is called', () => {
  const random = seededRandom(1);
  for (let round = 0; round < 200; round += 1) {
    const id = mintDocId(random.bytes);
    const href = documentHref(id, TITLES[round % TITLES.length]);
    const { pathname } = new URL(href, 'https://weft.example');
    expect(parsePath(pathname)).toEqual({ kind: 'document', id });
    expect(parsePath(`${pathname}/`)).toEqual({ kind: 'document', id });
  }
});

test('APP-11 an address says what the page is called, and leads there whatever name is in it', () => {
  const id = mintDocId(seededRandom(1).bytes);
  expect(documentHref(id, 'Plans, for spring!')).toBe(`/d/plans-for-spring-${id}`);
  expect(decodeURIComponent(documentHref(id, 'Über Größe'))).toBe(`/d/über-größe-${id}`);
  expect(documentHref(id, '…')).toBe(`/d/${id}`);
  expect(documentHref(id, 'x'.repeat(300)).length).toBeLessThan(100);
  expect(parsePath(`/d/another-name-${id}`)).toEqual({ kind: 'document', id });
});

test('APP-11 the bare address is home', () => {
  expect(parsePath('/')).toEqual({ kind: 'home' });
});

test.each([
  '/d',
  '/d/',
  '/d/short',
  '/d/AAAAAAAAAAAAAAAAAAAAAB',
  '/d/AAAAAAAAAAAAAAAAAAAAAA/more',
  '/d/nameAAAAAAAAAAAAAAAAAAAAAA',
  '/d/AAAAAAAAAAAAAAAAAAAAAA-name',
  '/x',
])('APP-12 %s is an unknown address, not a guess', (path) => {
  expect(parsePath(path)).toEqual({ kind: 'unknown' });
});
