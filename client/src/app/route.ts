import { parseDocId, type DocId } from '@weft/shared/protocol/ids';

/** What an address of the app means. */
export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'document'; readonly id: DocId }
  | { readonly kind: 'unknown' };

const HOME: Route = { kind: 'home' };
const UNKNOWN: Route = { kind: 'unknown' };

/** The path of a document's page; the inverse of `parsePath`. */
export function documentHref(id: DocId): string {
  return `/d/${id}`;
}

/** The route of a path. A malformed id, or anything after it, is an unknown address rather than a guess. */
export function parsePath(path: string): Route {
  if (path === '/') return HOME;
  const [, text] = /^\/d\/([^/]+)\/?$/.exec(path) ?? [];
  const id = text === undefined ? undefined : parseDocId(text);
  return id === undefined ? UNKNOWN : { kind: 'document', id };
}
