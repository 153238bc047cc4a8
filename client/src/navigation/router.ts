import { useSyncExternalStore } from 'react';
import { parsePath, type Route } from './route.ts';

const listeners = new Set<() => void>();

/** Goes to `href` within the app. `replace` leaves no step to come back to; without `scroll` the page stays where it is. */
export function navigate(href: string, { replace = false, scroll = true } = {}): void {
  const here = new URL(location.href);
  if (replace) history.replaceState(null, '', href);
  else if (href !== here.pathname + here.hash) history.pushState(null, '', href);
  // A place in the page that is open already is gone to by whoever knows its places.
  const isPlace = location.pathname === here.pathname && location.hash !== '';
  if (isPlace && !replace) dispatchEvent(new HashChangeEvent('hashchange'));
  else if (scroll) scrollTo(0, 0);
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
