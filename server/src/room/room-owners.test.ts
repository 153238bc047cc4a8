import { expect, test } from 'vitest';
import type { Principal } from '../access/principal.ts';
import { authored, openedRoom } from './testing/opened-room.ts';
import { codeOf } from './testing/refusal-of.ts';
import { typist } from './testing/typist.ts';
import { sessionIdOf } from '../testing/numbered-ids.ts';

const [ann, ben]: Principal[] = [
  { kind: 'local', id: 'ann' },
  { kind: 'local', id: 'ben' },
];

test('UP-11 nobody writes with a client id that another person was first seen with', async () => {
  const { room, log } = await openedRoom();
  const annsEditor = typist(1);
  await room.append({ ...authored(1, annsEditor.type('a')), principal: ann! });
  const next = annsEditor.type('b');
  const forged = { ...authored(1, next, sessionIdOf(2)), principal: ben! };
  expect(await codeOf(room.append(forged))).toBe('client-taken');
  expect(room.committed.offset).toBe(1);
  await room.append({ ...authored(2, next), principal: ann! });
  expect((await openedRoom(log)).room.committed.offset).toBe(2);
});

test('UP-11 it holds after the room was opened anew, and for ids that only presence has shown', async () => {
  const first = await openedRoom();
  const annsEditor = typist(1);
  await first.room.append({ ...authored(1, annsEditor.type('a')), principal: ann! });
  const { room } = await openedRoom(first.log);
  const forged = { ...authored(1, annsEditor.type('b'), sessionIdOf(2)), principal: ben! };
  expect(await codeOf(room.append(forged))).toBe('client-taken');

  room.claim(2, ann!);
  const silent = { ...authored(1, typist(2).type('x'), sessionIdOf(3)), principal: ben! };
  expect(await codeOf(room.append(silent))).toBe('client-taken');
  expect(() => room.claim(2, ben!)).toThrow();
});

test('UP-11 what repeats another person’s letters is no writing of theirs', async () => {
  const { room } = await openedRoom();
  const letter = typist(1).type('a');
  await room.append({ ...authored(1, letter), principal: ann! });
  await room.append({ ...authored(1, letter, sessionIdOf(2)), principal: ben! });
  expect(room.committed.offset).toBe(2);
});
