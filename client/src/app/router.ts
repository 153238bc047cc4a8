import { useSyncExternalStore } from 'react';
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

const listeners = new Set<() => void>();

/** Goes to `href` within the app. `replace` leaves no step to come back to. */
export function navigate(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', href);
  else if (href !== location.pathname) history.pushState(null, '', href);
  scrollTo(0, 0);
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  addEventListener('popstate', changed);
  return () => {
    listeners.delete(changed);
    removeEventListener('popstate', changed);
  };
}

/** The current route; follows links, back and forward. */
export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return parsePath(path);
}
