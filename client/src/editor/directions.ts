import {
  $getNodeByKey,
  $isElementNode,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import { $isBlockNode } from './nodes/block-node.ts';
import { $isInlineNode } from './nodes/inline-node.ts';
import { type TextDirection, textDirection } from './text-direction.ts';

/** Written from left to right, whoever writes them. */
const ALWAYS_LTR: ReadonlySet<string> = new Set(['code', 'equation']);

/**
 * Gives every block the direction of its own text, as `dir="auto"` would. One without letters has that of the nearest one
 * above that has some, else that of the page; a table that of its first words. What reaches over nested blocks, a
 * quote's bar and a callout's box, keeps to the side of whose it is.
 */
export function registerDirections(editor: LexicalEditor): () => void {
  /** The direction of an element's own words, and the one that those below without any go on with. */
  const own = new WeakMap<HTMLElement, TextDirection | undefined>();
  const flow = new WeakMap<HTMLElement, TextDirection | undefined>();

  /** Whether anything about the element is other than before. */
  function settle(element: HTMLElement): boolean {
    const { dataset } = element;
    const isTable = dataset['layout'] === 'table';
    if (isTable) own.set(element, firstIn(element));
    const above = blockBefore(element);
    const flowing = own.get(element) ?? (above && flow.get(above));
    const isFixed = ALWAYS_LTR.has(dataset['type'] ?? '');
    // Where columns stand is the page's matter.
    const wanted = isFixed ? 'ltr' : dataset['layout'] === 'columns' ? '' : (flowing ?? '');
    const sides = `${dataset['barFrom']} ${dataset['boxFrom']}`;
    showSide(element, 'barFrom', 'bar');
    showSide(element, 'boxFrom', 'box');
    const isSame =
      element.dir === wanted &&
      flow.get(element) === flowing &&
      sides === `${dataset['barFrom']} ${dataset['boxFrom']}`;
    flow.set(element, flowing);
    if (element.dir !== wanted) {
      if (wanted === '') element.removeAttribute('dir');
      else element.dir = wanted;
    }
    return !isSame;
  }

  /** Goes on below as long as it makes a difference. */
  function settleFrom(start: HTMLElement): void {
    let element: HTMLElement | undefined = start;
    while (element && settle(element)) element = blockAfter(element);
  }

  function firstIn(table: HTMLElement): TextDirection | undefined {
    for (const line of table.querySelectorAll<HTMLElement>('.block')) {
      const direction = own.get(line);
      if (direction) return direction;
    }
    return undefined;
  }

  function look(keys: Iterable<NodeKey>): void {
    const changed: HTMLElement[] = [];
    const tables = new Set<HTMLElement>();
    editor.getEditorState().read(() => {
      for (const key of keys) {
        const node = $getNodeByKey(key);
        const element = node && editor.getElementByKey(key);
        if (!element || !isBlock(element)) continue;
        const hasWords = $isBlockNode(node) && !ALWAYS_LTR.has(node.facts.type);
        const direction = hasWords ? $directionOf(node) : undefined;
        const isOther = !own.has(element) || own.get(element) !== direction;
        own.set(element, direction);
        changed.push(element);
        if (isOther) for (const table of tablesAround(element)) tables.add(table);
      }
    });
    for (const element of [...changed, ...tables]) settleFrom(element);
  }

  const lookAtAll = (): void => {
    const $keys = (node: LexicalNode): NodeKey[] =>
      $isElementNode(node)
        ? [node.getKey(), ...node.getChildren().flatMap($keys)]
        : [node.getKey()];
    look(editor.getEditorState().read(() => $keys($getNodeByKey('root')!)));
  };
  return mergeRegister(
    editor.registerRootListener((root) => {
      if (root) lookAtAll();
    }),
    editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      look([...dirtyElements.keys(), ...dirtyLeaves]);
    }),
  );
}

/** The direction of the first of a line's words; equations are none, whichever letters are in them. */
function $directionOf(line: ElementNode): TextDirection | undefined {
  for (const child of line.getChildren()) {
    const isEquation = $isInlineNode(child) && child.inline.kind === 'equation';
    const direction = isEquation ? undefined : textDirection(child.getTextContent());
    if (direction) return direction;
  }
  return undefined;
}

const isBlock = ({ classList, dataset }: HTMLElement): boolean =>
  classList.contains('block') && !['tableRow', 'cell', 'column'].includes(dataset['layout'] ?? '');

const tablesAround = (element: HTMLElement): HTMLElement[] => {
  const found = element.parentElement?.closest<HTMLElement>('[data-layout="table"]');
  return found ? [found, ...tablesAround(found)] : [];
};

function blockBefore({ previousElementSibling: before }: HTMLElement): HTMLElement | undefined {
  return before instanceof HTMLElement ? before : undefined;
}

function blockAfter({ nextElementSibling: after }: HTMLElement): HTMLElement | undefined {
  return after instanceof HTMLElement ? after : undefined;
}

/** On which side the quote or the callout that a block is in begins. */
function showSide(element: HTMLElement, name: 'barFrom' | 'boxFrom', what: 'bar' | 'box'): void {
  const { dataset, style } = element;
  if (dataset[what] === undefined) {
    delete dataset[name];
    return;
  }
  const depth = Number(style.getPropertyValue(`--${what}`));
  let holder = blockBefore(element);
  while (holder && Number(holder.dataset['depth']) > depth) holder = blockBefore(holder);
  dataset[name] = holder?.matches(':dir(rtl)') ? 'rtl' : 'ltr';
}
