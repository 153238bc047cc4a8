import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { encodeFrame } from '@weft/shared/codec/frames';
import { formatCursor, parseCursor } from '@weft/shared/protocol/cursor';
import { CURSOR_HEADER, FRAMES_TYPE, SINCE_HEADER } from '@weft/shared/protocol/routes';
import { Refusal } from '../room/refusal.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { writePatiently } from './back-pressure.ts';
import { docParam, type WeftContext } from './context.ts';
import { checkFormat } from './updates.ts';

/** Rows read from the log at a time, and so held in memory for one reader. */
const CHUNK_BYTES = 256 * 1024;

/**
 * `GET /docs/:doc/snapshot`: the document up to a cursor, as frames. Rows are passed on as they were
 * appended, piece by piece: the server builds no document and merges nothing.
 * With `?since=` only what follows that cursor, where this log can prove it; otherwise everything.
 */
export function readSnapshot(rooms: Rooms) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.read', doc);
    const room = await rooms.open(doc);
    checkFormat(c, room);
    const to = room.committed;
    const from = await startOf(c, room);
    const etag = `"${from}-${formatCursor(to)}"`;
    const headers = {
      ETag: etag,
      // Immutable per cursor, but whether this person may read it is asked each time.
      'Cache-Control': 'private, no-cache, no-transform',
      [CURSOR_HEADER]: formatCursor(to),
      [SINCE_HEADER]: String(from),
    };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    const { outgoing } = c.env;
    outgoing.writeHead(200, { ...headers, 'Content-Type': FRAMES_TYPE });
    if (c.req.method === 'HEAD') {
      outgoing.end();
      return RESPONSE_ALREADY_SENT;
    }
    try {
      for (let at = from; at < to.offset;) {
        const rows = await room.read(at, CHUNK_BYTES);
        if (rows[0]?.offset !== at + 1) throw new Error('the log has a gap');
        for (const { offset, bytes } of rows) {
          if (offset > to.offset) break;
          at = offset;
          const frame = encodeFrame({ kind: 'update', bytes });
          if (!(await writePatiently(outgoing, frame))) return RESPONSE_ALREADY_SENT;
        }
      }
      outgoing.end();
    } catch {
      // The headers are out: only a broken connection can still say that this is not the whole of it.
      outgoing.destroy();
    }
    return RESPONSE_ALREADY_SENT;
  };
}

async function startOf(c: WeftContext, room: Room): Promise<number> {
  const text = c.req.query('since');
  if (text === undefined) return 0;
  const since = parseCursor(text);
  if (!since) throw new Refusal('cursor-malformed');
  return (await room.knows(since)) ? since.offset : 0;
}
