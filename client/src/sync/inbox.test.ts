import { encodeBase64 } from '@weft/shared/codec/base64';
import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import { receive, type Received } from './inbox.ts';

const EPOCH = 'epochAepoch';
const at = (offset: number, epoch = EPOCH): Cursor => ({
  epoch,
  offset,
  tag: `tag-of-${String(offset).padStart(4, '0')}`,
});

/** The row at `offset` of the one log of these tests. */
const row = (offset: number): Uint8Array => Uint8Array.of(offset, offset + 100);

/** An event with the rows after `from` up to `to`. */
function rows(from: number, to: number, own: readonly number[] = []) {
  const offsets = Array.from({ length: to - from }, (_, i) => from + 1 + i);
  const updates = offsets.map((one) => (own.includes(one) ? null : encodeBase64(row(one))));
  return { name: 'updates' as const, doc: 'doc', cursor: formatCursor(at(to)), updates };
}

const taken = (to: number, ...offsets: number[]): Received => ({
  kind: 'rows',
  updates: offsets.map(row),
  cursor: at(to),
});

test('SYNC-8 the rows that follow are taken in order', () => {
  expect(receive(at(4), rows(4, 7))).toEqual(taken(7, 5, 6, 7));
});

test('SYNC-8 rows seen before are not taken again', () => {
  expect(receive(at(7), rows(4, 7))).toEqual({ kind: 'seen' });
  expect(receive(at(7), rows(2, 5))).toEqual({ kind: 'seen' });
});

test('SYNC-8 of an event that overlaps, only what is new is taken', () => {
  expect(receive(at(5), rows(3, 8))).toEqual(taken(8, 6, 7, 8));
});

test('SYNC-8 a gap is a fault', () => {
  expect(receive(at(4), rows(5, 7))).toEqual({ kind: 'fault' });
});

test('SYNC-8 an event without rows cannot move the position', () => {
  expect(receive(at(4), rows(6, 6))).toEqual({ kind: 'fault' });
  expect(receive(at(4), rows(4, 4))).toEqual({ kind: 'seen' });
});

test('SYNC-8 rows of another epoch are a fault, also at lower offsets', () => {
  for (const offset of [3, 5]) {
    const foreign = { ...rows(4, 5), cursor: formatCursor(at(offset, 'epochBepoch')) };
    expect(receive(at(4), foreign)).toEqual({ kind: 'fault' });
  }
});

test('SYNC-8 DOWN-4 own rows move the position and are not applied again', () => {
  expect(receive(at(4), rows(4, 7, [5, 6]))).toEqual(taken(7, 7));
  expect(receive(at(4), rows(4, 6, [5, 6]))).toEqual(taken(6));
});

test.each(['', 'nonsense', 'epochAepoch.5', 'epochAepoch.05.tag-of-0005', '.5.'])(
  'SYNC-8 a cursor that is none is a fault: "%s"',
  (cursor) => {
    expect(receive(at(4), { ...rows(4, 5), cursor })).toEqual({ kind: 'fault' });
  },
);

test.each(['%%%%', 'a', 'AQ=A', 'AQID\u{1f600}'])(
  'SYNC-8 bytes that are not base64 are a fault, not other bytes: "%s"',
  (text) => {
    const event = { ...rows(4, 6), updates: [encodeBase64(row(5)), text] };
    expect(receive(at(4), event)).toEqual({ kind: 'fault' });
  },
);

test('SYNC-8 however a log is cut into events, doubled and left out, each row is taken once and in order', () => {
  const piece = fc.record({ from: fc.nat(12), length: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30, size: 'max' }), (pieces) => {
      let position = at(0);
      const applied: number[] = [];
      for (const { from, length } of pieces) {
        const received = receive(position, rows(from, from + length));
        if (received.kind !== 'rows') continue;
        position = received.cursor;
        applied.push(...received.updates.map((bytes) => bytes.at(0)!));
      }
      expect(applied).toEqual(Array.from({ length: position.offset }, (_, i) => i + 1));
    }),
  );
});
