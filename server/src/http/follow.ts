import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Clock } from '@weft/shared/clock';
import { parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import { parseDocId, parseSessionId, type DocId, type SessionId } from '@weft/shared/protocol/ids';
import { HEARTBEAT_MS, MAX_FOLLOWED } from '@weft/shared/protocol/limits';
import type { Hub } from '../hub/hub.ts';
import type { Log } from '../log/log.ts';
import { createFollower } from '../room/follower.ts';
import { encodeDown, type RoomMessage } from '../room/message.ts';
import type { PresenceLane } from '../room/presence.ts';
import { Refusal } from '../room/refusal.ts';
import type { Rooms } from '../room/rooms.ts';
import type { WeftContext } from './context.ts';
import { knowsCursor } from './cursor.ts';
import { openEventStream, type EventStream } from './event-stream.ts';
import type { Streams } from './streams.ts';

export interface FollowPorts {
  readonly rooms: Rooms;
  readonly log: Log;
  readonly hub: Hub<RoomMessage>;
  readonly presence: PresenceLane;
  readonly streams: Streams;
  readonly clock: Clock;
}

interface Wanted {
  readonly doc: DocId;
  readonly cursor: Cursor | undefined;
}

/**
 * `GET /updates?session=…&doc=<id>@<cursor>&doc=…`: one stream over several documents. The server keeps
 * no subscription: the request says all there is to know, and another request replaces it.
 */
export function follow(ports: FollowPorts) {
  return async (c: WeftContext): Promise<Response> => {
    if (!/text\/event-stream|\*\/\*/.test(c.req.header('accept') ?? '*/*')) throw new Refusal('not-acceptable');
    const sessions = new Set((c.req.queries('session') ?? []).map(sessionOf));
    const wanted = documentsOf(c);
    for (const { doc } of wanted) c.get('allow')('document.read', doc);
    ports.streams.admit();
    const stream = openEventStream(c.env.outgoing, {
      clock: ports.clock,
      heartbeatMs: HEARTBEAT_MS,
    });
    ports.streams.add(stream);
    for (const { doc, cursor } of wanted) {
      followDocument(ports, stream, { doc, cursor, sessions }).catch((error: unknown) => {
        stream.write(encodeDown({ name: 'gone', doc, code: goneCode(error) }));
      });
    }
    return RESPONSE_ALREADY_SENT;
  };
}

async function followDocument(
  { rooms, log, hub, presence }: FollowPorts,
  stream: EventStream,
  { doc, cursor, sessions }: Wanted & { sessions: ReadonlySet<SessionId> },
): Promise<void> {
  const room = await rooms.open(doc);
  if (stream.closed) return;
  if (cursor && !(await knowsCursor(log, doc, room.committed, cursor))) {
    return stream.write(encodeDown({ name: 'resync', doc, reason: 'cursor-unknown' }));
  }
  const follower = createFollower(
    { log, room: () => rooms.open(doc), outlet: stream },
    { position: cursor?.offset ?? 0, sessions },
  );
  const stopListening = hub.listen(doc, (message) => {
    if (message.kind === 'presence') stream.writeIfReady(message.encoded);
    else if (message.kind === 'row') follower.receive(message);
    else {
      follower.stop();
      stream.write(encodeDown({ name: 'gone', doc, code: message.code }));
    }
  });
  for (const session of sessions) presence.hold(doc, session);
  const leave = (): void => {
    follower.stop();
    stopListening();
    for (const session of sessions) presence.release(doc, session);
  };
  if (stream.closed) return leave();
  stream.onClose(leave);
  stream.writeIfReady(presence.everybody(doc));
  await follower.start();
}

function sessionOf(text: string): SessionId {
  const session = parseSessionId(text);
  if (!session) throw new Refusal('id-malformed');
  return session;
}

function documentsOf(c: WeftContext): Wanted[] {
  const texts = c.req.queries('doc') ?? [];
  if (texts.length === 0 || texts.length > MAX_FOLLOWED) throw new Refusal('request-malformed');
  const wanted = texts.map((text): Wanted => {
    const at = text.indexOf('@');
    const doc = parseDocId(at < 0 ? text : text.slice(0, at));
    if (!doc) throw new Refusal('id-malformed');
    return { doc, cursor: at < 0 ? undefined : cursorOf(text.slice(at + 1)) };
  });
  if (new Set(wanted.map(({ doc }) => doc)).size !== wanted.length) throw new Refusal('request-malformed');
  // A bare EventSource resumes by this header; with several documents one position cannot speak for all.
  const lastEventId = c.req.header('last-event-id');
  if (wanted.length === 1 && lastEventId) return [{ doc: wanted[0]!.doc, cursor: cursorOf(lastEventId) }];
  return wanted;
}

function cursorOf(text: string): Cursor {
  const cursor = parseCursor(text);
  if (!cursor) throw new Refusal('cursor-malformed');
  return cursor;
}

function goneCode(error: unknown): 'document-unknown' | 'document-deleted' | 'forbidden' | 'unavailable' {
  const code = error instanceof Refusal ? error.code : undefined;
  if (code === 'document-unknown' || code === 'document-deleted' || code === 'forbidden') return code;
  return 'unavailable';
}
