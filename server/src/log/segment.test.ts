import { expect, test } from 'vitest';
import { seededRandom } from '@weft/shared/testing/random';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { sessionIdOf } from '../testing/numbered-ids.ts';
import type { LogRow } from './log.ts';
import { decodeEntries, decodeSegment, encodeSegment } from './segment.ts';
import { nextTag } from './tag.ts';

function rowsOf(count: number, seed: number): LogRow[] {
  const random = seededRandom(seed);
  let tag = 'AAAAAAAAAAA';
  return Array.from({ length: count }, (_, i) => {
    const session = random.chance(0.3) ? undefined : sessionIdOf(1 + random.below(5));
    const n = session ? random.below(1000) : 0;
    const bytes = Buffer.from(random.bytes(random.below(60)));
    tag = nextTag(tag, { session, n, bytes });
    const principal = random.chance(0.5)
      ? LOCAL_PRINCIPAL
      : ({ kind: 'local', id: 'other' } as const);
    // A server's clock is set back now and then.
    const time = 1_800_000_000_000 + random.below(100_000) - 50_000;
    return { offset: 5 + i, tag, session, n, principal, time, bytes };
  });
}

test('COMPACT-1 a segment holds its rows as they were: bytes, tags, authors, times', () => {
  for (const [count, seed] of [
    [1, 1],
    [2, 2],
    [300, 3],
  ] as const) {
    const rows = rowsOf(count, seed);
    const segment = encodeSegment(rows);
    expect(decodeSegment(segment, 5, 'AAAAAAAAAAA')).toEqual(rows);
    expect(decodeEntries(segment.entries).map(({ size, time }) => [size, time])).toEqual(
      rows.map(({ bytes, time }) => [bytes.length, time]),
    );
  }
});

test('COMPACT-1 bytes that have changed on the disk give another last tag, or no rows', () => {
  const rows = rowsOf(40, 4);
  const { entries, bytes } = encodeSegment(rows);
  const last = rows.at(-1)!.tag;
  for (let at = 0; at < bytes.length; at += 7) {
    const damaged = Uint8Array.from(bytes);
    damaged[at]! ^= 0x55;
    let tag: string | undefined;
    try {
      tag = decodeSegment({ entries, bytes: damaged }, 5, 'AAAAAAAAAAA').at(-1)?.tag;
    } catch {
      tag = undefined;
    }
    expect(tag).not.toBe(last);
  }
});
