import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { parseDocId, parseFileId, type DocId, type FileId } from '@weft/shared/protocol/ids';
import { documentObject, INSTALLATION, type Action, type Authorize } from '../access/authorize.ts';
import type { Principal } from '../access/principal.ts';
import { Refusal } from '../room/refusal.ts';

/** What the outer layers leave for handlers. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** When the request came, by `performance.now`. */
    since: number;
    principal: Principal;
    /** Whom rates and caps count; absent for callers that are not told apart. */
    caller: string | undefined;
    /** Asks for this request's principal; throws `Refusal`. */
    allow: (action: Action, doc?: DocId) => void;
  };
}

export type WeftContext = Context<Env>;

/** The check a handler calls for every object it touches. */
export function allowFor(authorize: Authorize, principal: Principal): Env['Variables']['allow'] {
  return (action, doc) => {
    const object = doc === undefined ? INSTALLATION : documentObject(doc);
    if (!authorize(principal, action, object)) throw new Refusal('forbidden');
  };
}

/** The document named in the path. Throws `Refusal` for a malformed id. */
export function docParam(c: WeftContext): DocId {
  const doc = parseDocId(c.req.param('doc') ?? '');
  if (!doc) throw new Refusal('id-malformed');
  return doc;
}

/** The file named in the path. Throws `Refusal` for a malformed id. */
export function fileParam(c: WeftContext): FileId {
  const file = parseFileId(c.req.param('file') ?? '');
  if (!file) throw new Refusal('id-malformed');
  return file;
}
