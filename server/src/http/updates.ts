import { formatCursor } from '@weft/shared/protocol/cursor';
import { MAX_UPDATE_BYTES } from '@weft/shared/protocol/limits';
import { FORMAT_HEADER, UPDATE_TYPE, WRITER_HEADER } from '@weft/shared/protocol/routes';
import type { Load } from '../load/load.ts';
import { Refusal } from '../room/refusal.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { answerJson } from './answer.ts';
import { authorOf } from './author.ts';
import { readBody } from './body.ts';
import { docParam, type WeftContext } from './context.ts';

/** `POST /docs/:doc/updates`: one Yjs update, answered once it is on disk. */
export function appendUpdate(rooms: Rooms, load: Load) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.write', doc);
    const author = authorOf(c);
    const writer = writerOf(c);
    const room = await rooms.open(doc);
    checkFormat(c, room);
    const bytes = await readBody(c, UPDATE_TYPE, MAX_UPDATE_BYTES);
    // A body may take longer to arrive than a room is kept that nobody uses.
    const { append } = await rooms.open(doc);
    const principal = c.get('principal');
    const cursor = await append({ author, principal, writer, bytes });
    const paceMs = load.paceMs();
    return answerJson(c, { cursor: formatCursor(cursor), ...(paceMs > 0 && { paceMs }) });
  };
}

function writerOf(c: WeftContext): number | undefined {
  const writer = c.req.header(WRITER_HEADER);
  if (writer === undefined) return undefined;
  if (!/^[1-9][0-9]{0,8}$/.test(writer)) throw new Refusal('request-malformed');
  return Number(writer);
}

/** A client that names its format is refused where it would read or write another's. Throws `Refusal`. */
export function checkFormat(c: WeftContext, room: Room): void {
  const format = c.req.header(FORMAT_HEADER);
  if (format !== undefined && format !== room.format) throw new Refusal('format-mismatch');
}
