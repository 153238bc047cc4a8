import { formatCursor } from '@weft/shared/protocol/cursor';
import { MAX_AUTHOR_LENGTH, MAX_UPDATE_BYTES } from '@weft/shared/protocol/limits';
import {
  FORMAT_HEADER,
  NAME_HEADER,
  UPDATE_TYPE,
  WRITER_HEADER,
} from '@weft/shared/protocol/routes';
import type { Past } from '../history/past.ts';
import type { Load } from '../load/load.ts';
import { Refusal } from '../room/refusal.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { answerJson } from './answer.ts';
import { authorOf } from './author.ts';
import { readBody } from './body.ts';
import { docParam, type WeftContext } from './context.ts';

/** `POST /docs/:doc/updates`: one Yjs update, answered once it is on disk. */
export function appendUpdate(rooms: Rooms, past: Past, load: Load) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.write', doc);
    const author = authorOf(c);
    const writer = writerOf(c);
    const name = nameOf(c);
    const room = await rooms.open(doc);
    checkFormat(c, room);
    const bytes = await readBody(c, UPDATE_TYPE, MAX_UPDATE_BYTES);
    // A body may take longer to arrive than a room is kept that nobody uses.
    const { append } = await rooms.open(doc);
    const principal = c.get('principal');
    const cursor = await append({ author, principal, writer, bytes });
    if (author && name !== undefined) past.callAuthor(author.session, name);
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

/** What the author goes by. Without accounts it is what they say. Throws `Refusal`. */
function nameOf(c: WeftContext): string | undefined {
  const text = c.req.header(NAME_HEADER);
  if (text === undefined) return undefined;
  let name;
  try {
    name = decodeURIComponent(text).trim();
  } catch {
    throw new Refusal('request-malformed');
  }
  const isSound = name.length <= MAX_AUTHOR_LENGTH && !/\p{Cc}/u.test(name);
  if (!isSound) throw new Refusal('request-malformed');
  return name === '' ? undefined : name;
}

/** A client that names its format is refused where it would read or write another's. Throws `Refusal`. */
export function checkFormat(c: WeftContext, room: Room): void {
  const format = c.req.header(FORMAT_HEADER);
  if (format !== undefined && format !== room.format) throw new Refusal('format-mismatch');
}
