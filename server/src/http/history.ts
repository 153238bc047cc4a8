import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { encodeFrame } from '@weft/shared/codec/frames';
import { FRAMES_TYPE } from '@weft/shared/protocol/routes';
import { NameVersion } from '@weft/shared/protocol/history';
import type { Past } from '../history/past.ts';
import { Refusal } from '../room/refusal.ts';
import type { Rooms } from '../room/rooms.ts';
import { writePatiently } from './back-pressure.ts';
import { readJson } from './body.ts';
import { docParam, type WeftContext } from './context.ts';

/** Bytes of rows that are read at a time. */
const CHUNK_BYTES = 256 * 1024;
const NO_STORE = { 'Cache-Control': 'no-store' } as const;

/** `GET /docs/:doc/history?before=`: versions, the newest first. */
export function listVersions(rooms: Rooms, past: Past) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.read', doc);
    const text = c.req.query('before');
    const before = text === undefined ? undefined : offsetOf(text);
    await rooms.open(doc);
    return c.json(await past.versions(doc, before).catch(unavailable), 200, NO_STORE);
  };
}

/** `GET /docs/:doc/history/authors`: who wrote each row. */
export function listRowAuthors(rooms: Rooms, past: Past) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.read', doc);
    await rooms.open(doc);
    return c.json(await past.authors(doc).catch(unavailable), 200, NO_STORE);
  };
}

/** `GET /docs/:doc/history/rows?to=`: the first rows as they were appended, from which any version can be made. */
export function readRows(rooms: Rooms) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.read', doc);
    const to = offsetOf(c.req.query('to'));
    const room = await rooms.open(doc);
    if (to > room.committed.offset) throw new Refusal('request-malformed');
    const { outgoing } = c.env;
    outgoing.writeHead(200, { ...NO_STORE, 'Content-Type': FRAMES_TYPE });
    try {
      for (let at = 0; at < to;) {
        const rows = await room.read(at, CHUNK_BYTES);
        if (rows[0]?.offset !== at + 1) throw new Error('the log has a gap');
        for (const { offset, bytes } of rows) {
          if (offset > to) break;
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

/** `PUT /docs/:doc/history/:offset`: the version has a name from now on, or another one. */
export function nameVersion(rooms: Rooms, past: Past) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.write', doc);
    const offset = offsetOf(c.req.param('offset'));
    const { name } = await readJson(c, NameVersion);
    const room = await rooms.open(doc);
    if (offset > room.committed.offset) throw new Refusal('request-malformed');
    const isKept = await past.callVersion(doc, offset, name).catch(unavailable);
    if (!isKept) throw new Refusal('versions-full');
    return c.body(null, 204);
  };
}

/** `DELETE /docs/:doc/history/:offset`: the version loses its name; what it was stays. */
export function unnameVersion(rooms: Rooms, past: Past) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.write', doc);
    const offset = offsetOf(c.req.param('offset'));
    await rooms.open(doc);
    await past.uncallVersion(doc, offset).catch(unavailable);
    return c.body(null, 204);
  };
}

/** An offset as it is written in addresses. Throws `Refusal`. */
function offsetOf(text = ''): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Refusal('request-malformed');
  return Number(text);
}

function unavailable(error: unknown): never {
  throw new Refusal('unavailable', {}, { cause: error });
}
