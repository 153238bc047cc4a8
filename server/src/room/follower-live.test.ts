import { expect, test } from 'vitest';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { LogRow } from '../log/log.ts';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { createFollower } from './follower.ts';
import { rowMessage, type RoomMessage } from './message.ts';
import type { Room } from './room.ts';
import { createFakeOutlet } from './testing/fake-outlet.ts';
import { brief, takeAll } from './testing/take-all.ts';

const doc = docIdOf(1);

/** A follower of a room in which rows are on the disk when the test says so. */
function byHand() {
  const outlet = createFakeOutlet();
  const rows: LogRow[] = [];
  const cursor = (): Cursor => ({ epoch: 'e', offset: rows.length, tag: 't' });
  const room: Room = {
    doc,
    format: 'raw',
    busy: false,
    get committed() {
      return cursor();
    },
    read: async (after) => rows.slice(after),
    knows: async () => true,
    state: async () => undefined,
    statePart: async () => undefined,
    append: () => Promise.reject(new Error('nobody writes here')),
    claim: () => undefined,
    close: () => undefined,
    retire: () => undefined,
  };
  const follower = createFollower(
    { openRoom: async () => room, outlet },
    { position: 0, sessions: new Set(), needsId: false, onFault: () => undefined },
  );
  return {
    outlet,
    follower,
    /** The next row is on the disk; returns the message that tells so. */
    commit(): RoomMessage {
      const bytes = Uint8Array.of(rows.length);
      rows.push({
        offset: rows.length + 1,
        tag: 't',
        session: undefined,
        n: 0,
        principal: LOCAL_PRINCIPAL,
        time: 0,
        bytes,
      });
      return rowMessage(doc, rows.at(-1)!, cursor());
    },
  };
}

test('DOWN-2 a row that is not the next one is not passed on, but read with those before it', async () => {
  const { outlet, follower, commit } = byHand();
  await follower.start();
  const [, second, third] = [commit(), commit(), commit()];
  follower.receive(third);
  expect(brief(await takeAll(outlet))).toEqual(['live', ['1', '2', '3'], 'live']);
  follower.receive(second);
  expect(await takeAll(outlet)).toEqual([]);
});

test('DOWN-2 a row that comes at any moment of going live is told once', async () => {
  for (let moment = 0; moment < 20; moment++) {
    const { outlet, follower, commit } = byHand();
    commit();
    const started = follower.start();
    for (let step = 0; step < moment; step++) await Promise.resolve();
    follower.receive(commit());
    await started;
    const told = brief(await takeAll(outlet)).flat();
    expect(told.filter((one) => one !== 'live')).toEqual(['1', '2']);
  }
});
