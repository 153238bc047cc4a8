import type { BlockId } from '@weft/shared/model/block-id';
import type { LexicalEditor } from 'lexical';
import { BlockBinding } from '../editor/binding/binding.ts';
import { $select } from '../editor/binding/points.ts';
import { type Heading, headingsOf, mayChangeHeadings } from '../editor/contents/headings.ts';
import type { CreateBlockView } from '../editor/nodes/block-view.ts';
import { message } from '../words/messages.ts';
import { leaveOnEscape } from './view-events.ts';

/** The headings of the page, each a link to it. */
export const contentsView: CreateBlockView = ({ id }, editor) => {
  const element = document.createElement('nav');
  element.className = 'contents';
  element.ariaLabel = message('block.contents');
  const binding = BlockBinding.of(editor);
  if (!binding) return { element, update: () => undefined };
  const { page } = binding;
  let shown: readonly Heading[] | undefined;
  let frame = 0;

  const show = (): void => {
    frame = 0;
    const headings = headingsOf(page);
    if (shown && JSON.stringify(shown) === JSON.stringify(headings)) return;
    shown = headings;
    fill(element, headings);
  };
  // What is pressed is a link of the page and no place in its text.
  element.addEventListener('mousedown', (event) => {
    if (linkOf(event)) event.preventDefault();
  });
  element.addEventListener('click', (event) => {
    const block = linkOf(event)?.dataset['heading'];
    if (block === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(editor, block);
  });
  element.addEventListener('keydown', (event) => {
    if (linkOf(event)) event.stopPropagation();
  });
  leaveOnEscape(element, editor, () => id);
  const stop = page.observe((change) => {
    if (frame === 0 && mayChangeHeadings(page, change)) frame = requestAnimationFrame(show);
  });
  show();
  return {
    element,
    update: () => undefined,
    end() {
      stop();
      cancelAnimationFrame(frame);
    },
  };
};

function linkOf({ target }: Event): HTMLElement | undefined {
  const link = target instanceof Element ? target.closest('a') : undefined;
  return link ?? undefined;
}

/** Links that stay the same keep their elements, and with them the focus. */
function fill(element: HTMLElement, headings: readonly Heading[]): void {
  const before = new Map(
    [...element.querySelectorAll('a')].map((link) => [link.dataset['heading'], link]),
  );
  if (headings.length === 0) {
    const words = document.createElement('p');
    words.className = 'contents-words';
    words.textContent = message('contents.empty');
    element.replaceChildren(words);
    return;
  }
  const list = element.querySelector('ol') ?? document.createElement('ol');
  if (list.parentElement !== element) element.replaceChildren(list);
  list.replaceChildren(
    ...headings.map(({ block, text, depth }) => {
      const link = before.get(block) ?? document.createElement('a');
      link.dir = 'auto';
      link.dataset['heading'] = block;
      link.href = `#${block}`;
      if (link.textContent !== text) link.textContent = text;
      const entry = link.closest('li') ?? document.createElement('li');
      entry.dataset['depth'] = String(depth);
      entry.append(link);
      return entry;
    }),
  );
}

/** Opens what hides a heading, shows it, and puts the caret at its start. */
function goTo(editor: LexicalEditor, block: BlockId): void {
  const binding = BlockBinding.of(editor);
  if (!binding) return;
  binding.reveal(block);
  editor.update(
    () => {
      const line = binding.$lineOf(block);
      if (line && editor.isEditable()) $select(line, 0, line, 0);
    },
    { discrete: true },
  );
  const element = editor.getElementByKey(binding.keys.get(block) ?? '');
  editor.getRootElement()?.focus({ preventScroll: true });
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
}
