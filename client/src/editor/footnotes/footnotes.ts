import { blockRuns } from '@weft/shared/model/block';
import { FOOTNOTE, nameOfNote } from '@weft/shared/model/footnotes';
import { runsText } from '@weft/shared/model/content';
import {
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
  type NodeMutation,
  registerEventListener,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { BlockNode } from '../nodes/block-node.ts';
import { InlineNode } from '../nodes/inline-node.ts';
import { mayChangeNotes, type Notes, notesOf } from './notes-of-page.ts';

/** Letters of a note that what refers to it shows under the pointer. */
const MOST_SHOWN = 300;

const SELECTOR = `.inline[data-kind="${FOOTNOTE}"], .block[data-type="${FOOTNOTE}"]`;

const OF_EDITOR = new WeakMap<LexicalEditor, () => Notes>();

/** The notes of the page that an editor shows. */
export function notesIn(binding: BlockBinding): Notes {
  return OF_EDITOR.get(binding.editor)?.() ?? notesOf(binding.page);
}

/** Numbers notes and what refers to them, as they stand in the page: numbers are in no document. */
export function registerFootnotes(binding: BlockBinding): () => void {
  const { editor, page } = binding;
  let notes = notesOf(page);
  let isOld = false;
  let frame = 0;
  const current = (): Notes => {
    if (isOld) notes = notesOf(page);
    isOld = false;
    return notes;
  };
  const number = (element: HTMLElement): void => {
    const { dataset } = element;
    const block = page.block(dataset['block'] ?? '');
    const name = (block ? nameOfNote(block) : dataset['note']) ?? '';
    const isOne = !block || current().blocks.get(name) === block.id;
    const found = isOne ? current().numbers.get(name) : undefined;
    const sign = found ? String(found) : block ? '' : '?';
    if (block) dataset['number'] = sign;
    else if (element.textContent !== sign) element.textContent = sign;
  };
  const numberAll = (): void => {
    frame = 0;
    for (const one of editor.getRootElement()?.querySelectorAll<HTMLElement>(SELECTOR) ?? [])
      number(one);
  };
  const numberNew = (mutations: ReadonlyMap<NodeKey, NodeMutation>): void => {
    for (const [key, mutation] of mutations) {
      const element = mutation === 'destroyed' ? null : editor.getElementByKey(key);
      if (element?.matches(SELECTOR)) number(element);
    }
  };
  const stop = mergeRegister(
    page.observe((change) => {
      if (isOld || !mayChangeNotes(page, change, notes)) return;
      isOld = true;
      if (frame === 0) frame = requestAnimationFrame(numberAll);
    }),
    editor.registerMutationListener(InlineNode, numberNew),
    editor.registerMutationListener(BlockNode, numberNew),
    editor.registerRootListener((root) => {
      if (!root) return undefined;
      // What a note says is read where it is referred to.
      return registerEventListener(root, 'mouseover', ({ target }) => {
        const one = target instanceof HTMLElement ? target : undefined;
        if (one?.dataset['kind'] !== FOOTNOTE) return;
        const block = page.block(current().blocks.get(one.dataset['note'] ?? '') ?? '');
        one.title = block ? runsText(blockRuns(block)).slice(0, MOST_SHOWN) : '';
      });
    }),
  );
  OF_EDITOR.set(editor, current);
  return () => {
    OF_EDITOR.delete(editor);
    cancelAnimationFrame(frame);
    stop();
  };
}
