import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { encodeFrame, encodeFrameHead } from '@weft/shared/codec/frames';
import { formatCursor, parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import {
  CURSOR_HEADER,
  FRAMES_TYPE,
  SINCE_HEADER,
  STATE_HEADER,
} from '@weft/shared/protocol/routes';
import { Refusal } from '../room/refusal.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { planSnapshot, type SnapshotPlan } from '../room/snapshot.ts';
import { writePatiently } from './back-pressure.ts';
import { docParam, type WeftContext } from './context.ts';
import { checkFormat } from './updates.ts';

/** Rows read from the log at a time, and so held in memory for one reader. */
const CHUNK_BYTES = 256 * 1024;

/**
 * `GET /docs/:doc/snapshot`: the document up to a cursor, as frames. What is folded is passed on as it is stored, and
 * rows as they were appended, piece by piece: the server builds no document, merges nothing and packs nothing.
 * With `?since=` only what follows that cursor, where this log can prove it; otherwise everything.
 */
export function readSnapshot(rooms: Rooms) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.read', doc);
    const room = await rooms.open(doc);
    checkFormat(c, room);
    const plan = await planSnapshot(room, sinceOf(c));
    const cursor = formatCursor(plan.to);
    const etag = `"${plan.since}-${plan.rowsAfter}-${cursor}"`;
    const headers = {
      ETag: etag,
      // Immutable per cursor, but whether this person may read it is asked each time.
      'Cache-Control': 'private, no-cache, no-transform',
      [CURSOR_HEADER]: cursor,
      [SINCE_HEADER]: String(plan.since),
      ...(plan.state && { [STATE_HEADER]: String(plan.state.offset) }),
    };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    const { outgoing } = c.env;
    outgoing.writeHead(200, { ...headers, 'Content-Type': FRAMES_TYPE });
    if (c.req.method === 'HEAD') {
      outgoing.end();
      return RESPONSE_ALREADY_SENT;
    }
    try {
      if (await sendAll(room, plan, outgoing)) outgoing.end();
    } catch {
      // The headers are out: only a broken connection can still say that this is not the whole of it.
      outgoing.destroy();
    }
    return RESPONSE_ALREADY_SENT;
  };
}

/** Resolves with whether the reader took all of it; rejects where it cannot be read. */
async function sendAll(
  room: Room,
  { state, rowsAfter, to }: SnapshotPlan,
  outgoing: ServerResponse,
): Promise<boolean> {
  if (state) {
    if (!(await writePatiently(outgoing, encodeFrameHead('packed-state', state.size))))
      return false;
    for (let part = 0, sent = 0; sent < state.size; part++) {
      const bytes = await room.statePart(state.offset, part);
      // Two foldings later it is gone; the reader begins anew.
      if (!bytes) throw new Error('the state is not there any more');
      if (!(await writePatiently(outgoing, bytes))) return false;
      sent += bytes.length;
    }
  }
  for (let at = rowsAfter; at < to.offset;) {
    const rows = await room.read(at, CHUNK_BYTES);
    if (rows[0]?.offset !== at + 1) throw new Error('the log has a gap');
    for (const { offset, bytes } of rows) {
      if (offset > to.offset) break;
      at = offset;
      if (!(await writePatiently(outgoing, encodeFrame({ kind: 'update', bytes })))) return false;
    }
  }
  return true;
}

function sinceOf(c: WeftContext): Cursor | undefined {
  const text = c.req.query('since');
  if (text === undefined) return undefined;
  const since = parseCursor(text);
  if (!since) throw new Refusal('cursor-malformed');
  return since;
}
