import { loadPlacement } from '../widgets/placement.ts';
import type { PageMenus } from './page-menus.tsx';

/** How long to wait before what did not load is asked for again, in milliseconds. */
const AGAIN = 5_000;

/** Loads the menus of a page, and goes on trying where the network is gone for a while. Returns how to stop. */
export function loadPageMenus(loaded: (menus: typeof PageMenus) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const load = (): void => {
    import('./page-menus.tsx').then(
      ({ PageMenus: menus }) => {
        if (!over) loaded(menus);
        // They would wait for it when the first of them opens.
        loadPlacement().catch(() => undefined);
      },
      () => {
        if (!over) timer = setTimeout(load, AGAIN);
      },
    );
  };
  load();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
