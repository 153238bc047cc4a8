import type { Cursor } from '@weft/shared/protocol/cursor';
import type { Clock } from '@weft/shared/clock';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import { seedOf } from '@weft/shared/document/seed';
import { MODEL_VERSION } from '@weft/shared/model/min-writer';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import type { Documents } from '../documents/documents.ts';
import type { Hub } from '../hub/hub.ts';
import { LogError, type Log } from '../log/log.ts';
import { rowMessage, type RoomMessage } from './message.ts';
import { Refusal } from './refusal.ts';
import { openPast } from './opened-past.ts';
import { createRoom, type Room } from './room.ts';

/** A room nobody has used for this long is forgotten; its next use reads it from the log. */
const IDLE_MS = 60_000;

export interface RoomsPorts {
  readonly log: Log;
  readonly documents: Documents;
  readonly hub: Hub<RoomMessage>;
  readonly clock: Clock;
  /** Called after each row is on disk and published. */
  readonly onRow: (doc: DocId, cursor: Cursor, bytes: number) => void;
}

/** All open documents. */
export interface Rooms {
  /** The document's room, opened where needed. Rejects with `Refusal` (unknown, deleted, unavailable). */
  open(doc: DocId): Promise<Room>;
  /** Makes the document and its seed durable; the same create again changes nothing. */
  create(doc: DocId, format: DocumentFormat): Promise<{ room: Room; created: boolean }>;
  /** Deletes the document, and ends it for everybody who follows it. Rejects with `Refusal` where there is none. */
  remove(doc: DocId): Promise<void>;
  /** Ends a document that was deleted for everybody who follows it. */
  end(doc: DocId): void;
  /** What a room believes of the document's past is wrong now: its next use reads it anew. */
  reopen(doc: DocId): void;
  /** Rooms in memory. */
  readonly count: number;
  close(): void;
}

export function createRooms(ports: RoomsPorts): Rooms {
  const { log, documents, hub, clock, onRow } = ports;
  const rooms = new Map<DocId, { opening: Promise<Room>; room?: Room; usedAt: number }>();

  function open(doc: DocId): Promise<Room> {
    const known = rooms.get(doc);
    if (known) {
      known.usedAt = clock.now();
      return known.opening;
    }
    const entry: { opening: Promise<Room>; room?: Room; usedAt: number } = {
      usedAt: clock.now(),
      opening: load(doc, () => forget(doc, entry)).then(
        (room) => (entry.room = room),
        (error: unknown) => {
          forget(doc, entry);
          throw error instanceof LogError
            ? new Refusal('unavailable', {}, { cause: error })
            : error;
        },
      ),
    };
    rooms.set(doc, entry);
    return entry.opening;
  }

  function forget(doc: DocId, entry: unknown): void {
    if (rooms.get(doc) === entry) rooms.delete(doc);
  }

  async function load(doc: DocId, onFault: () => void): Promise<Room> {
    const record = await documents.get(doc);
    if (!record) throw new Refusal('document-unknown');
    if (record.deletedAt !== undefined) throw new Refusal('document-deleted');
    const opened = await openPast(log, doc);
    const room = createRoom(doc, record.format, opened, {
      log,
      now: () => clock.now(),
      publish: (row, cursor) => {
        hub.publish(doc, rowMessage(doc, row, cursor));
        onRow(doc, cursor, row.bytes.length);
      },
      onFault,
    });
    // Part of opening rather than of creating: a crash between the record and its seed heals itself here.
    const seed = seedOf(record.format);
    if (seed && opened.head.cursor.offset === 0)
      await room.append({ principal: LOCAL_PRINCIPAL, writer: MODEL_VERSION, bytes: seed });
    return room;
  }

  function end(doc: DocId): void {
    // Also one that is only coming to be, from what was true before.
    const known = rooms.get(doc);
    rooms.delete(doc);
    known?.room?.close(new Refusal('document-deleted'));
    known?.opening
      .then((room) => room.close(new Refusal('document-deleted')))
      .catch(() => undefined);
    hub.publish(doc, { kind: 'gone', code: 'document-deleted' });
  }

  function sweep(): void {
    const idleSince = clock.now() - IDLE_MS;
    for (const [doc, { room, usedAt }] of rooms) {
      if (room && usedAt < idleSince && !room.busy && hub.count(doc) === 0) rooms.delete(doc);
    }
    stopSweeping = clock.after(IDLE_MS, sweep);
  }
  let stopSweeping = clock.after(IDLE_MS, sweep);

  return {
    open,
    async create(doc, format) {
      const { record, created } = await documents
        .create({ id: doc, format, time: clock.now() })
        .catch((error: unknown) => {
          throw new Refusal('unavailable', {}, { cause: error });
        });
      const deleted = record.deletedAt !== undefined;
      if (!deleted && record.format !== format) throw new Refusal('format-mismatch');
      return { room: await open(doc), created };
    },
    async remove(doc) {
      await open(doc);
      await documents.remove(doc, clock.now()).catch((error: unknown) => {
        throw new Refusal('unavailable', {}, { cause: error });
      });
      end(doc);
    },
    end,
    reopen(doc) {
      void rooms
        .get(doc)
        ?.opening.then((room) => room.retire())
        .catch(() => undefined);
    },
    get count() {
      return rooms.size;
    },
    close() {
      stopSweeping();
      rooms.clear();
    },
  };
}
