import { expect, test } from 'vitest';
import { seededRandom } from '@weft/shared/testing/random';
import type { Principal } from '../access/principal.ts';
import type { LogRow } from '../log/log.ts';
import { sessionIdOf } from '../testing/numbered-ids.ts';
import { decodePast, encodePast, Past } from './past.ts';
import { editedDocuments } from './testing/edited-documents.ts';

const [ann, ben]: Principal[] = [
  { kind: 'local', id: 'ann' },
  { kind: 'local', id: 'ben' },
];
const NOW = 1_800_000_000_000;

const rowOf = (offset: number, bytes: Uint8Array, more: Partial<LogRow> = {}): LogRow => ({
  offset,
  tag: 't',
  session: undefined,
  n: 0,
  principal: ann!,
  time: NOW,
  bytes,
  ...more,
});

test('COMPACT-1 a past that was written down goes on as one that was not', () => {
  const { updates } = editedDocuments(seededRandom(1), 80);
  const rows = updates.map((bytes, i) =>
    rowOf(i + 1, bytes, {
      session: i % 3 === 0 ? undefined : sessionIdOf(i % 3),
      n: i,
      principal: i % 2 === 0 ? ann! : ben!,
    }),
  );
  const whole = new Past('e', false);
  for (const row of rows) whole.add(row);
  let pieces = new Past('e', false);
  for (const row of rows) {
    pieces.add(row);
    pieces = decodePast(encodePast(pieces, NOW), 'e', false);
  }
  expect([...pieces.state]).toEqual([...whole.state]);
  expect([...pieces.sessions]).toEqual([...whole.sessions]);
  expect([...pieces.owners]).toEqual([...whole.owners]);
  expect(encodePast(pieces, NOW)).toEqual(encodePast(whole, NOW));
});

test('COMPACT-1 a session that wrote nothing for a month is forgotten when its rows are folded', () => {
  const past = new Past('e', false);
  past.noteSession({ session: sessionIdOf(1), n: 3, time: NOW - 31 * 24 * 3_600_000 });
  past.noteSession({ session: sessionIdOf(2), n: 4, time: NOW - 29 * 24 * 3_600_000 });
  expect([...decodePast(encodePast(past, NOW), 'e', false).sessions.keys()]).toEqual([
    sessionIdOf(2),
  ]);
});

test('UP-11 whoever is first seen with a client id owns it, and another epoch knows of no owners', () => {
  const past = new Past('e', false);
  past.claim(5, ann!);
  past.claim(5, ben!);
  expect([past.isForeign(5, ann!), past.isForeign(5, ben!), past.isForeign(6, ben!)]).toEqual([
    false,
    true,
    false,
  ]);
  const written = encodePast(past, NOW);
  expect(decodePast(written, 'e', false).isForeign(5, ben!)).toBe(true);
  expect(decodePast(written, 'f', true).isForeign(5, ben!)).toBe(false);
});

test('UP-11 once history was recreated, rows may bring home what others had written', () => {
  const { updates } = editedDocuments(seededRandom(2), 20);
  const past = new Past('f', true);
  updates.forEach((bytes, i) => past.add(rowOf(i + 1, bytes, { principal: ben! })));
  expect([1, 2, 3].some((client) => past.isForeign(client, ann!))).toBe(false);
});
