import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Clock } from '@weft/shared/clock';
import { parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import { parseDocId, parseSessionId, type SessionId } from '@weft/shared/protocol/ids';
import { HEARTBEAT_MS, MAX_FOLLOWED } from '@weft/shared/protocol/limits';
import { FRAMES_TYPE, STREAM_TYPE, VERSION_HEADER } from '@weft/shared/protocol/routes';
import { spaceOf } from '@weft/shared/protocol/topic';
import { followSpace, type SpaceFollowPorts, type WantedSpace } from '../pages/space-follower.ts';
import { Refusal } from '../room/refusal.ts';
import { subscribe, type SubscriptionPorts, type Wanted } from '../room/subscription.ts';
import type { WeftContext } from './context.ts';
import { openEventStream } from './event-stream.ts';
import { answerPoll } from './follow-poll.ts';
import type { Streams } from './streams.ts';

export interface FollowPorts extends SubscriptionPorts, SpaceFollowPorts {
  readonly streams: Streams;
  readonly clock: Clock;
}

/**
 * `GET /updates?session=…&doc=<id>@<cursor>&doc=…`: one stream over several documents, or one poll of them where
 * frames are asked for. The server keeps no subscription: the request says all there is to know, and another request
 * replaces it.
 */
export function follow(ports: FollowPorts) {
  return async (c: WeftContext): Promise<Response> => {
    // Hono answers HEAD by GET; a stream without a body would never end.
    if (c.req.method === 'HEAD') throw new Refusal('method-not-allowed');
    const isPoll = asksForPoll(c.req.header('accept') ?? '*/*');
    const sessions = new Set((c.req.queries('session') ?? []).map(sessionOf));
    const here = new Set([...sessions, ...(c.req.queries('here') ?? []).map(sessionOf)]);
    const wanted = documentsOf(c);
    const spaces = spacesOf(c);
    const count = wanted.length + spaces.length;
    if (count === 0 || count > MAX_FOLLOWED) throw new Refusal('request-malformed');
    for (const { doc } of wanted) c.get('allow')('document.read', doc);
    for (const { space } of spaces) c.get('allow')('space.read', { space });
    const caller = c.get('caller');
    ports.streams.admit(caller);
    if (isPoll) return answerPoll(ports, c, { sessions, here, wanted, spaces });
    const stream = openEventStream(c.env.outgoing, {
      clock: ports.clock,
      heartbeatMs: HEARTBEAT_MS,
    });
    ports.streams.add(stream, caller);
    // An EventSource cannot say its version; ours keeps its positions itself, and one id cannot speak for several.
    const needsId = count === 1 && c.req.header(VERSION_HEADER) === undefined;
    for (const { doc, cursor } of wanted) {
      void subscribe(ports, stream, { doc, cursor, sessions, here, needsId });
    }
    for (const one of spaces) void followSpace(ports, stream, one);
    return RESPONSE_ALREADY_SENT;
  };
}

/** A caller that takes both, or anything, gets the stream. */
function asksForPoll(accept: string): boolean {
  const types = accept.toLowerCase();
  if (types.includes(STREAM_TYPE)) return false;
  if (types.includes(FRAMES_TYPE)) return true;
  if (types.includes('*/*')) return false;
  throw new Refusal('not-acceptable');
}

function sessionOf(text: string): SessionId {
  const session = parseSessionId(text);
  if (!session) throw new Refusal('id-malformed');
  return session;
}

function documentsOf(c: WeftContext): Pick<Wanted, 'doc' | 'cursor'>[] {
  const texts = c.req.queries('doc') ?? [];
  const wanted = texts.map((text) => {
    const at = text.indexOf('@');
    const doc = parseDocId(at < 0 ? text : text.slice(0, at));
    if (!doc) throw new Refusal('id-malformed');
    return { doc, cursor: at < 0 ? undefined : cursorOf(text.slice(at + 1)) };
  });
  if (new Set(wanted.map(({ doc }) => doc)).size !== wanted.length)
    throw new Refusal('request-malformed');
  // A bare EventSource resumes by this header; with several documents one position cannot speak for all.
  const lastEventId = c.req.header('last-event-id');
  if (wanted.length === 1 && lastEventId)
    return [{ doc: wanted[0]!.doc, cursor: cursorOf(lastEventId) }];
  return wanted;
}

/** Spaces whose changes are asked for; a topic of another kind is refused: its reader would believe that nothing happens. */
function spacesOf(c: WeftContext): WantedSpace[] {
  const wanted = (c.req.queries('topic') ?? []).map((text) => {
    const [topic = '', cursor] = text.split('@', 2);
    const space = spaceOf(topic);
    if (!space)
      throw new Refusal(topic.startsWith('space:') ? 'id-malformed' : 'request-malformed');
    return { space, cursor: cursor === undefined ? undefined : cursorOf(cursor) };
  });
  if (new Set(wanted.map(({ space }) => space)).size !== wanted.length)
    throw new Refusal('request-malformed');
  return wanted;
}

function cursorOf(text: string): Cursor {
  const cursor = parseCursor(text);
  if (!cursor) throw new Refusal('cursor-malformed');
  return cursor;
}
