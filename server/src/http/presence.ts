import { parseSessionId } from '@weft/shared/protocol/ids';
import { MAX_PRESENCE_BYTES } from '@weft/shared/protocol/limits';
import { SESSION_HEADER } from '@weft/shared/protocol/routes';
import { PostPresence } from '@weft/shared/protocol/up';
import type { PresenceLane } from '../room/presence.ts';
import { Refusal } from '../room/refusal.ts';
import type { Rooms } from '../room/rooms.ts';
import { readJson } from './body.ts';
import { docParam, type WeftContext } from './context.ts';

/** `POST /docs/:doc/presence`: where this session is in the document, or that it left. */
export function postPresence(rooms: Rooms, presence: PresenceLane) {
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('presence.write', doc);
    const session = parseSessionId(c.req.header(SESSION_HEADER) ?? '');
    if (!session) throw new Refusal('id-malformed');
    const state = await readJson(c, PostPresence);
    if (sizeOf(state.state) > MAX_PRESENCE_BYTES) throw new Refusal('body-too-large');
    const room = await rooms.open(doc);
    const principal = c.get('principal');
    // From here on nobody else may write with the id, so that nobody writes what its owner will type next.
    room.claim(state.client, principal);
    presence.post(doc, session, principal, state);
    return c.body(null, 204);
  };
}

/** Bytes of the value as JSON; what is nested too deep to be written is larger than anything allowed. */
function sizeOf(value: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(value));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
