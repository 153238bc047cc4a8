import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { LeastWriter } from './least-writer.ts';
import { openedRoom } from './testing/opened-room.ts';
import { structsOf } from './state-vector.ts';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';

/** Updates of one person who says each of `values`, one after the other. */
function said(client: number, values: readonly unknown[], doc = new Y.Doc()): Uint8Array[] {
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const value of values) doc.getMap('meta').set('minWriter', value);
  return updates;
}

function after(updates: readonly Uint8Array[]): number {
  const least = new LeastWriter();
  for (const update of updates) least.note(structsOf(update));
  return least.version;
}

test.each<[string, readonly unknown[], number]>([
  ['nothing', [], 1],
  ['a number', [3], 3],
  ['a higher one later', [2, 3], 3],
  ['a lower one later', [3, 2], 3],
  ['what is no number', ['9', 2.5, null, { a: 9 }], 1],
  ['a number that is no version', [2 ** 53 - 1, -3, 1001], 1],
  ['the same over and over, and then another', [...Array.from({ length: 200 }, () => 1), 2], 2],
])('VER-3 the least writer of a document that says %s', (_, values, version) => {
  expect(after(said(1, values))).toBe(version);
});

test('VER-3 it is found whoever raised it, in one update of many people too, and whatever was collected since', () => {
  const doc = new Y.Doc();
  const updates = [...said(9, [2], doc), ...said(5, [3], doc), ...said(7, [4], doc)];
  expect(after(updates)).toBe(4);
  expect(after([Y.encodeStateAsUpdate(doc)])).toBe(4);
});

test('VER-3 what was overwritten and is sent as one run is followed too', () => {
  const doc = new Y.Doc();
  said(1, [2, 3, 4], doc);
  expect(after([Y.encodeStateAsUpdate(doc)])).toBe(4);
  said(2, [5], doc);
  expect(after([Y.encodeStateAsUpdate(doc)])).toBe(5);
});

test('VER-3 another register, or another root, says nothing', () => {
  const doc = new Y.Doc();
  doc.getMap('meta').set('minWriters', 9);
  doc.getMap('props').set('minWriter', 9);
  doc.getArray('list').push([9]);
  expect(after([Y.encodeStateAsUpdate(doc)])).toBe(1);
});

test('VER-3 an older program may no longer write, and what it was answered before is answered again', async () => {
  const doc = new Y.Doc();
  const [raise = new Uint8Array()] = said(1, [2], doc);
  const [late = new Uint8Array()] = said(2, ['words'], new Y.Doc());
  const session = 'AAAAAAAAAAAAAAAAAAAAAA' as never;
  const request = { principal: LOCAL_PRINCIPAL, bytes: raise, author: { session, n: 1 } };
  const { room } = await openedRoom(undefined, undefined, 'blocks');
  const cursor = await room.append({ ...request, writer: 1 });
  const next = { principal: LOCAL_PRINCIPAL, bytes: late };
  await expect(room.append({ ...next, writer: 1 })).rejects.toMatchObject({
    code: 'client-too-old',
  });
  await expect(room.append(next)).rejects.toMatchObject({ code: 'client-too-old' });
  expect(await room.append({ ...request, writer: 1 })).toEqual(cursor);
  expect((await room.append({ ...next, writer: 2 })).offset).toBe(2);
});

test('VER-3 a document of another format may call its things as it likes', async () => {
  const { room } = await openedRoom();
  const [one = new Uint8Array(), two = new Uint8Array()] = said(1, [7, 8]);
  await room.append({ principal: LOCAL_PRINCIPAL, bytes: one });
  expect((await room.append({ principal: LOCAL_PRINCIPAL, bytes: two })).offset).toBe(2);
});
