import { expect, test } from 'vitest';
import { seededRandom } from '@weft/shared/testing/random';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { firstTag, nextTag } from './tag.ts';

type Row = Parameters<typeof nextTag>[1];

const start = firstTag(docIdOf(1), 'AAAAAAAAAAA');
const tagAfter = (rows: readonly Row[], from = start): string => rows.reduce(nextTag, from);

const row = (bytes: readonly number[], session = 1, n = 1): Row => ({
  session: sessionIdOf(session),
  n,
  bytes: Uint8Array.from(bytes),
});

test('LOG-2 the same history has the same tag, of the shape that a cursor takes', () => {
  const rows = [row([1]), row([2, 3], 2)];
  expect(tagAfter(rows)).toBe(tagAfter(structuredClone(rows)));
  expect(tagAfter(rows)).toMatch(/^[A-Za-z0-9_-]{11}$/);
  expect(start).toMatch(/^[A-Za-z0-9_-]{11}$/);
});

test('LOG-2 every difference between two histories makes another tag', () => {
  const rows = [row([1]), row([2, 3]), row([4])];
  const histories = [
    rows,
    rows.slice(0, 2),
    rows.slice(1),
    rows.toReversed(),
    [row([1, 2]), row([3]), row([4])],
    [row([1]), row([2]), row([3, 4])],
    [row([1]), row([2, 3, 4])],
    rows.with(0, row([0])),
    rows.with(0, row([1], 2)),
    rows.with(0, row([1], 1, 2)),
    rows.with(0, { ...row([1]), session: undefined }),
    [...rows, row([])],
  ];
  const tags = histories.map((history) => tagAfter(history));
  tags.push(tagAfter(rows, firstTag(docIdOf(2), 'AAAAAAAAAAA')));
  tags.push(tagAfter(rows, firstTag(docIdOf(1), 'AAAAAAAAAAB')));
  expect(new Set(tags).size).toBe(tags.length);
});

test('LOG-2 one flipped bit anywhere changes the tag after every later row', () => {
  const random = seededRandom(1);
  for (let run = 0; run < 200; run++) {
    const rows = Array.from({ length: 5 }, () => row([...random.bytes(1 + random.below(20))]));
    const place = random.below(rows.length);
    const bytes = rows[place]!.bytes.slice();
    bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
    const flipped = rows.with(place, { ...rows[place]!, bytes });
    const same = rows.map(
      (_, i) => tagAfter(rows.slice(0, i + 1)) === tagAfter(flipped.slice(0, i + 1)),
    );
    expect(same).toEqual(rows.map((_, i) => i < place));
  }
});
