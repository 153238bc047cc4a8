import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId } from '@weft/shared/protocol/ids';
import { decide } from '@weft/shared/pages/page-command';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { PageForest } from '../page-forest.ts';
import type { TreeCommand } from '../ports.ts';
import type { Tree, TreeView } from '../tree.ts';

/** A tree that does what is wanted at once, by the server's rules, as if that had answered already. */
export function createMemoryTree(pages: PageForest | undefined) {
  const listeners = new Set<() => void>();
  const refusals = new Set<(command: TreeCommand, code: ErrorCode) => void>();
  const wanted: TreeCommand[] = [];
  /** What the server has that this window has not been told of. */
  let unseen: readonly PageNode[] = [];
  let isReachable = true;
  let held: Promise<void> | undefined;
  let view: TreeView = {
    pages,
    isLive: pages !== undefined,
    seen: 'epoch.1.tag',
    waiting: [],
    unmade: new Set(),
    failure: undefined,
  };
  const show = (more: Partial<TreeView>): void => {
    view = { ...view, ...more };
    for (const listener of Array.from(listeners)) listener();
  };
  const change = (edit: (next: PageForest) => void): void => {
    const next = view.pages!.copy();
    edit(next);
    show({ pages: next });
  };

  const tree: Tree = {
    get: () => view,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    async want(command) {
      wanted.push(command);
      await held;
      const own =
        command.kind === 'remove' ? ({ kind: 'remove', page: command.page } as const) : command;
      const decision = decide(view.pages!, own, 100);
      if (!decision.ok) {
        for (const tell of refusals) tell(command, decision.code);
        return;
      }
      change((next) => {
        for (const page of decision.changed) next.set(page);
        for (const id of decision.gone) next.remove(id);
      });
    },
    onRefused(callback) {
      refusals.add(callback);
      return () => void refusals.delete(callback);
    },
    async refresh() {
      if (isReachable && unseen.length > 0) {
        change((next) => unseen.forEach((page) => next.set(page)));
        unseen = [];
      }
      return isReachable;
    },
    rest: () => undefined,
    wake: () => undefined,
    close: () => undefined,
  };
  return {
    tree,
    wanted,
    show,
    /** The server says that a page is so. */
    say: (page: PageNode) => change((next) => next.set(page)),
    forget: (page: DocId) => change((next) => next.remove(page)),
    /** Others have made pages, of which nothing has come yet. */
    holdBack: (all: readonly PageNode[]) => void (unseen = all),
    cut: () => void (isReachable = false),
    /** This device takes its time to keep a wish: until what is returned is called. */
    hold(): () => void {
      let letGo = (): void => undefined;
      held = new Promise((resolve) => (letGo = resolve));
      return letGo;
    },
  };
}
