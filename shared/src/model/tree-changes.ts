import type { ContainerId } from './block-id.ts';
import type { Tree } from './tree.ts';

/** Containers that hold other blocks in one tree than in the other, or in another order, or are in one only. */
export function changedContainers(before: Tree, after: Tree): Set<ContainerId> {
  const changed = new Set<ContainerId>();
  for (const kind of ['children', 'tableColumns'] as const) {
    const [old, current] = [before[kind], after[kind]];
    for (const [container, ids] of current) {
      const was = old.get(container);
      if (!was || was.length !== ids.length || ids.some((id, i) => id !== was[i])) {
        changed.add(container);
      }
    }
    for (const container of old.keys()) if (!current.has(container)) changed.add(container);
  }
  return changed;
}
