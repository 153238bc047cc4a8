import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import {
  parseDocId,
  parseFileId,
  parseSpaceId,
  type DocId,
  type FileId,
  type SpaceId,
} from '@weft/shared/protocol/ids';
import {
  documentObject,
  INSTALLATION,
  spaceObject,
  type Action,
  type Authorize,
} from '../access/authorize.ts';
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
    allow: (action: Action, object?: DocId | { readonly space: SpaceId }) => void;
  };
}

export type WeftContext = Context<Env>;

/** The check a handler calls for every object it touches. */
export function allowFor(authorize: Authorize, principal: Principal): Env['Variables']['allow'] {
  return (action, named) => {
    const object =
      named === undefined
        ? INSTALLATION
        : typeof named === 'string'
          ? documentObject(named)
          : spaceObject(named.space);
    if (!authorize(principal, action, object)) throw new Refusal('forbidden');
  };
}

/** Whether `allow` would let it be, for what an answer leaves out. */
export function isAllowed(
  c: WeftContext,
  action: Action,
  object: DocId | { readonly space: SpaceId },
): boolean {
  try {
    c.get('allow')(action, object);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'forbidden') return false;
    throw error;
  }
}

/** The space named in the path. Throws `Refusal` for a malformed id. */
export function spaceParam(c: WeftContext): SpaceId {
  const space = parseSpaceId(c.req.param('space') ?? '');
  if (!space) throw new Refusal('id-malformed');
  return space;
}

/** The document named in the path. Throws `Refusal` for a malformed id. */
export function docParam(c: WeftContext): DocId {
  return docNamed(c.req.param('doc'));
}

/** The page named in the path, which is its document. Throws `Refusal` for a malformed id. */
export function pageParam(c: WeftContext): DocId {
  return docNamed(c.req.param('page'));
}

function docNamed(text = ''): DocId {
  const doc = parseDocId(text);
  if (!doc) throw new Refusal('id-malformed');
  return doc;
}

/** The file named in the path. Throws `Refusal` for a malformed id. */
export function fileParam(c: WeftContext): FileId {
  const file = parseFileId(c.req.param('file') ?? '');
  if (!file) throw new Refusal('id-malformed');
  return file;
}
