import type { DocId } from '@weft/shared/protocol/ids';
import type { Waiting, WaitingTexts } from '../pages/waiting.ts';
import type { TreeCommand } from '../tree/ports.ts';

/** A page of which something is on this device only. */
export interface WaitingPage {
  readonly id: DocId;
  /** Why its text waits, if any does. */
  readonly text: Waiting | undefined;
  /** What else was done with it, each once, in the order in which it was done. */
  readonly kinds: readonly TreeCommand['kind'][];
}

/** What waits, page by page: first the pages whose place in the tree has changed, in the order in which it will be sent. */
export function waitingPages(
  texts: ReturnType<WaitingTexts['get']>,
  commands: readonly TreeCommand[],
): WaitingPage[] {
  const kinds = new Map<DocId, Set<TreeCommand['kind']>>();
  for (const { page, kind } of commands) {
    kinds.set(page, (kinds.get(page) ?? new Set()).add(kind));
  }
  for (const id of texts.keys()) if (!kinds.has(id)) kinds.set(id, new Set());
  return [...kinds].map(([id, done]) => ({ id, text: texts.get(id), kinds: [...done] }));
}
