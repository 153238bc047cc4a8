import { useSyncExternalStore } from 'react';
import { parsePath, type Route } from './route.ts';

const listeners = new Set<() => void>();

/** Goes to `href` within the app. `replace` leaves no step to come back to; without `scroll` the page stays where it is. */
export function navigate(href: string, { replace = false, scroll = true } = {}): void {
  if (replace) history.replaceState(null, '', href);
  else if (href !== location.pathname) history.pushState(null, '', href);
  if (scroll) scrollTo(0, 0);
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
