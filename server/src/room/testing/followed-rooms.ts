import type { Cursor } from '@weft/shared/protocol/cursor';
import type { SessionId } from '@weft/shared/protocol/ids';
import { manualClock, type ManualClock } from '@weft/shared/testing/clock';
import { LOCAL_PRINCIPAL } from '../../access/principal.ts';
import { createMemoryDocuments } from '../../documents/memory-documents.ts';
import { createHub, type Hub } from '../../hub/hub.ts';
import type { Log } from '../../log/log.ts';
import { docIdOf } from '../../testing/numbered-ids.ts';
import type { RoomMessage } from '../message.ts';
import { createPresenceLane, type PresenceLane } from '../presence.ts';
import { createRooms, type Rooms } from '../rooms.ts';
import { subscribe } from '../subscription.ts';
import { createFakeOutlet, type FakeOutlet } from './fake-outlet.ts';
import { typist } from './typist.ts';

export const doc = docIdOf(1);

/** Rooms over a log, with one document of format `raw`, for tests of those who follow it. */
export interface FollowedRooms {
  readonly rooms: Rooms;
  readonly presence: PresenceLane;
  readonly hub: Hub<RoomMessage>;
  readonly clock: ManualClock;
  /** Appends a row, under the session's next n where one is named. Updates never depend on each other. */
  append(author?: { session: SessionId; n: number }, text?: string): Promise<Cursor>;
  follow(from: {
    cursor?: Cursor;
    sessions?: readonly SessionId[];
    outlet?: FakeOutlet;
  }): FakeOutlet;
}

export async function followedRooms(log: Log): Promise<FollowedRooms> {
  const clock = manualClock();
  const hub = createHub<RoomMessage>();
  const documents = createMemoryDocuments();
  await documents.create({ id: doc, format: 'raw', time: 0 });
  const rooms = createRooms({ log, documents, hub, clock, onRow: () => undefined });
  const presence = createPresenceLane({ clock, hub });
  let typists = 0;
  return {
    rooms,
    presence,
    hub,
    clock,
    async append(author, text = 'x') {
      const bytes = typist((typists += 1)).type(text);
      return (await rooms.open(doc)).append({ author, principal: LOCAL_PRINCIPAL, bytes });
    },
    follow({ cursor, sessions = [], outlet = createFakeOutlet() }) {
      void subscribe({ rooms, hub, presence }, outlet, {
        doc,
        cursor,
        sessions: new Set(sessions),
        here: new Set(sessions),
        needsId: false,
      });
      return outlet;
    },
  };
}
