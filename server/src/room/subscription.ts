import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { Hub } from '../hub/hub.ts';
import type { Outlet } from '../hub/outlet.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { createFollower } from './follower.ts';
import { encodeDown, type RoomMessage } from './message.ts';
import type { PresenceLane } from './presence.ts';
import { Refusal } from './refusal.ts';
import type { Rooms } from './rooms.ts';

export interface SubscriptionPorts {
  readonly rooms: Rooms;
  readonly hub: Hub<RoomMessage>;
  readonly presence: PresenceLane;
  readonly metrics?: Metrics;
}

/** What one stream wants of one document. */
export interface Wanted {
  readonly doc: DocId;
  /** Absent: from the first row. */
  readonly cursor: Cursor | undefined;
  /** The reader's own, whose rows come back without bytes. */
  readonly sessions: ReadonlySet<SessionId>;
  /** Sessions whose presence it keeps alive. */
  readonly here: ReadonlySet<SessionId>;
  /** Whether it resumes by `Last-Event-ID`. */
  readonly needsId: boolean;
}

/** Serves one document to one reader until the reader leaves or the document ends. Never rejects. */
export async function subscribe(
  ports: SubscriptionPorts,
  outlet: Outlet,
  wanted: Wanted,
): Promise<void> {
  const onFault = (error: unknown): void =>
    outlet.write(encodeDown({ name: 'gone', doc: wanted.doc, code: goneCode(error) }));
  await serve(ports, outlet, wanted, onFault).catch(onFault);
}

async function serve(
  { rooms, hub, presence, metrics = NO_METRICS }: SubscriptionPorts,
  outlet: Outlet,
  { doc, cursor, sessions, here, needsId }: Wanted,
  onFault: (error: unknown) => void,
): Promise<void> {
  const room = await rooms.open(doc);
  if (cursor && !(await room.knows(cursor))) {
    metrics.resync('cursor-unknown');
    return outlet.write(encodeDown({ name: 'resync', doc, reason: 'cursor-unknown' }));
  }
  if (outlet.closed) return;
  const follower = createFollower(
    { openRoom: () => rooms.open(doc), outlet, metrics },
    { position: cursor?.offset ?? 0, sessions, needsId, onFault },
  );
  /** Whether the reader missed news of somebody, and is owed the whole list. */
  let isOwed = false;
  const tellPresence = (event: Buffer): void => {
    if (isOwed) return;
    if (outlet.ready) return outlet.write(event);
    isOwed = true;
    void outlet.drained().then(() => {
      isOwed = false;
      outlet.write(presence.everybody(doc));
    });
  };
  const stopListening = hub.listen(doc, (message) => {
    if (message.kind === 'presence') tellPresence(message.encoded);
    else if (message.kind === 'row') follower.receive(message);
    else {
      follower.stop();
      outlet.write(encodeDown({ name: 'gone', doc, code: message.code }));
    }
  });
  for (const session of here) presence.hold(doc, session);
  outlet.onClose(() => {
    follower.stop();
    stopListening();
    for (const session of here) presence.release(doc, session);
  });
  tellPresence(presence.everybody(doc));
  await follower.start();
}

/** How a document ends for a reader of whom this went wrong. */
export function goneCode(
  error: unknown,
): 'document-unknown' | 'document-deleted' | 'forbidden' | 'unavailable' {
  const code = error instanceof Refusal ? error.code : undefined;
  if (code === 'document-unknown' || code === 'document-deleted' || code === 'forbidden')
    return code;
  return 'unavailable';
}
