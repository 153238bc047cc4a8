import { mintDocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { expect, test } from 'vitest';
import { documentHref, parsePath } from './route.ts';

test('APP-11 the address of a document leads to that document', () => {
  const random = seededRandom(1);
  for (let round = 0; round < 200; round += 1) {
    const id = mintDocId(random.bytes);
    expect(parsePath(documentHref(id))).toEqual({ kind: 'document', id });
    expect(parsePath(`${documentHref(id)}/`)).toEqual({ kind: 'document', id });
  }
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
  '/x',
])('APP-12 %s is an unknown address, not a guess', (path) => {
  expect(parsePath(path)).toEqual({ kind: 'unknown' });
});
