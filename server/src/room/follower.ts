import { encodeBase64 } from '@weft/shared/codec/base64';
import { formatCursor } from '@weft/shared/protocol/cursor';
import type { SessionId } from '@weft/shared/protocol/ids';
import type { Outlet } from '../hub/outlet.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { readBacklog } from './backlog.ts';
import { encodeDown, encodeRows, type RoomMessage } from './message.ts';
import type { Room } from './room.ts';

export interface FollowerPorts {
  readonly openRoom: () => Promise<Room>;
  readonly outlet: Outlet;
  readonly metrics?: Metrics;
}

export interface Follower {
  /** A message of the document's topic. */
  receive(message: RoomMessage): void;
  /** Sends what lies between the position and the head, then goes live. */
  start(): Promise<void>;
  stop(): void;
}

/**
 * One reader's position in one document. Live rows are passed on while each is the next one and the
 * reader keeps up; otherwise they are left where they are and read from the log at the reader's own pace.
 * So nothing is queued for a slow reader, nobody waits for it, and a gap cannot arise: a row is sent
 * only when its offset is the position plus one.
 */
export function createFollower(
  { openRoom, outlet, metrics = NO_METRICS }: FollowerPorts,
  reader: {
    position: number;
    sessions: ReadonlySet<SessionId>;
    /** Whether it resumes by `Last-Event-ID`. */
    needsId: boolean;
    onFault: (error: unknown) => void;
  },
): Follower {
  const { sessions, needsId } = reader;
  let position = reader.position;
  let live = false;
  let stopped = false;

  async function pump(): Promise<void> {
    live = false;
    while (!stopped && !outlet.closed) {
      await outlet.drained();
      const room = await openRoom();
      const { doc, committed } = room;
      if (stopped || outlet.closed) return;
      if (position >= committed.offset) {
        // No await between this check and `live`: a row published in between would be missed.
        live = true;
        outlet.write(encodeDown({ name: 'live', doc, cursor: formatCursor(committed) }));
        return;
      }
      const backlog = await readBacklog(room, position);
      if (stopped || outlet.closed) return;
      if (!backlog) {
        stopped = true;
        metrics.resync('behind');
        outlet.write(encodeDown({ name: 'resync', doc, reason: 'behind' }));
        return;
      }
      const updates = backlog.rows.map((row) =>
        row.session && sessions.has(row.session) ? null : encodeBase64(row.bytes),
      );
      outlet.write(encodeRows(doc, updates, backlog.cursor, needsId));
      position = backlog.cursor.offset;
    }
  }

  return {
    receive(message) {
      if (stopped || message.kind !== 'row' || !live || message.offset <= position) return;
      if (message.offset !== position + 1 || !outlet.ready) {
        void pump().catch(reader.onFault);
        return;
      }
      position = message.offset;
      const isAuthor = message.session !== undefined && sessions.has(message.session);
      outlet.write(message.encoded({ isAuthor, needsId }));
    },
    start: pump,
    stop() {
      stopped = true;
    },
  };
}
