import { parseDocId, type DocId } from '@weft/shared/protocol/ids';

/** What an address of the app means. */
export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'document'; readonly id: DocId }
  | { readonly kind: 'unknown' };

const HOME: Route = { kind: 'home' };
const UNKNOWN: Route = { kind: 'unknown' };

/** Characters of an id, which is the end of its page's address. */
const ID_LENGTH = 22;
/** Longer names say no more in an address, in characters. */
const MAX_SLUG_LENGTH = 60;

/**
 * The path of a page, with its name for people to read: only the id counts, so that a page that is renamed is found at all
 * the addresses it ever had.
 */
export function documentHref(id: DocId, title = ''): string {
  const slug = slugOf(title);
  return `/d/${slug === '' ? '' : `${encodeURIComponent(slug)}-`}${id}`;
}

/** The route of a path. A malformed id, or anything after it, is an unknown address rather than a guess. */
export function parsePath(path: string): Route {
  if (path === '/') return HOME;
  const [, segment = ''] = /^\/d\/([^/]+)\/?$/.exec(path) ?? [];
  const name = segment.slice(0, -ID_LENGTH);
  const id = name === '' || name.endsWith('-') ? parseDocId(segment.slice(-ID_LENGTH)) : undefined;
  return id === undefined ? UNKNOWN : { kind: 'document', id };
}

/** Letters and digits of any script, in small letters, the rest as hyphens. */
function slugOf(title: string): string {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return Array.from(words.join('-')).slice(0, MAX_SLUG_LENGTH).join('').replace(/-$/, '');
}
