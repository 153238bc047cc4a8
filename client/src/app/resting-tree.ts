import { systemClock } from '@weft/shared/clock';
import { createResting } from '../sync/resting.ts';
import type { Tree } from '../tree/tree.ts';

/** Lets the tree rest while nobody sees it, as its page does; whoever comes back is told at once what happened meanwhile. */
export function restWhenHidden(tree: Tree): void {
  const isBusy = (): boolean => tree.get().waiting.length > 0;
  const resting = createResting({ clock: systemClock }, isBusy, tree.rest);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') return resting.hidden();
    resting.shown();
    tree.wake();
  });
}
