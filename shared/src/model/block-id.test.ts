import { expect, test } from 'vitest';
import { seededRandom } from '../testing/random.ts';
import { cellOf, cellParts, isBlockId, isContainerId, mintBlockId, PAGE } from './block-id.ts';

test('BLOCK-2 a minted id is ten letters of base 62, and an id', () => {
  const random = seededRandom(1);
  const ids = Array.from({ length: 1000 }, () => mintBlockId(() => random.next()));
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[0-9A-Za-z]{10}$/);
  expect(ids.every(isBlockId)).toBe(true);
});

test('BLOCK-2 ids are 1 to 64 letters, digits, underscores and hyphens', () => {
  for (const id of ['a', 'x'.repeat(64), '8f14e45f-ceea-467f-a0e6-1b2c3d4e5f60', '_', '-']) {
    expect(isBlockId(id), `${id}`).toBe(true);
  }
  for (const value of ['', 'x'.repeat(65), 'a.b', 'a~b', 'a b', 'ä', 'a\n', 7, null, ['a'], {}]) {
    expect(isBlockId(value), `${JSON.stringify(value)}`).toBe(false);
  }
});

test('BLOCK-2 a container is the page, a block or a cell', () => {
  const cell = cellOf('row', 'column');
  expect(cell).toBe('row~column');
  expect(cellParts(cell)).toEqual(['row', 'column']);
  expect(cellParts('row')).toBeUndefined();
  expect([PAGE, 'row', cell].every(isContainerId)).toBe(true);
  for (const value of ['~', 'row~', '~column', 'a~b~c', 'a.b', 'x'.repeat(100_000), 7, null]) {
    expect(isContainerId(value)).toBe(false);
  }
});
