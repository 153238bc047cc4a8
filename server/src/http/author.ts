import { parseSessionId, type SessionId } from '@weft/shared/protocol/ids';
import { N_HEADER, SESSION_HEADER } from '@weft/shared/protocol/routes';
import { Refusal } from '../room/refusal.ts';
import type { WeftContext } from './context.ts';

/** Whose request this is, and which of theirs; absent for whoever does not say. Throws `Refusal`. */
export function authorOf(
  c: WeftContext,
): { readonly session: SessionId; readonly n: number } | undefined {
  const session = c.req.header(SESSION_HEADER);
  const n = c.req.header(N_HEADER);
  if (session === undefined && n === undefined) return undefined;
  const id = parseSessionId(session ?? '');
  if (!id) throw new Refusal('id-malformed');
  if (!n || !/^[1-9][0-9]{0,14}$/.test(n)) throw new Refusal('request-malformed');
  return { session: id, n: Number(n) };
}
