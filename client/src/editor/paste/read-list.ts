import { namedColorsOf } from './color-attributes.ts';
import type { Context } from './context.ts';
import { type Draft, withBody } from './draft.ts';
import { styleOf } from './inline-style.ts';

/** An item and how deep it is among those of its list and the lists beside it. */
export interface ListItem {
  readonly level: number;
  readonly item: Draft;
}

const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);

const STYLES: readonly (readonly [RegExp, string])[] = [
  [/^(?:a|(?:lower|upper)-(?:alpha|latin))$/i, 'letters'],
  [/^(?:1|decimal(?:-leading-zero)?)$/i, 'numbers'],
  [/^(?:i|(?:lower|upper)-roman)$/i, 'roman'],
];

/** A mark of a to-do that programs write as letters. */
const BOX = /^\[([ xX])?\][ \u00a0]+/;

export function isList(name: string): boolean {
  return LISTS.has(name);
}

/** The items of the list `element`, those of lists that stand wrongly between them as well. */
export function readList(element: Element, context: Context, level = 1): ListItem[] {
  const items: ListItem[] = [];
  let isFirst = true;
  for (const child of element.children) {
    if (isList(child.localName)) {
      items.push(...readList(child, context, level + 1));
      continue;
    }
    const read = readItem(child, context, isFirst ? numberingOf(element, child, level) : {}, level);
    if (child.localName === 'li') isFirst = false;
    items.push(...read);
  }
  return items;
}

/** One `li`, wherever it stands. */
export function readItem(
  element: Element,
  context: Context,
  numbering: NonNullable<Draft['props']> = {},
  level = 1,
): ListItem[] {
  const own = levelOf(element) ?? level;
  const drafts = context.reading.blocksOf(element, context);
  if (element.localName !== 'li') return drafts.map((item) => ({ level: own, item }));
  const [first] = drafts;
  // Word and older pages put a list into an item of its own; a toggle of Notion is an item for other programs.
  if (first && drafts.every(isItem)) return drafts.map((item) => ({ level: own + 1, item }));
  if (first?.type === 'toggle' && drafts.length === 1) return [{ level: own, item: first }];
  const colors = namedColorsOf(element);
  const checked = checkedOf(element, first);
  if (checked !== undefined) {
    return [
      { level: own, item: withBody('todo', drafts, { ...colors, ...(checked && { checked }) }) },
    ];
  }
  const isNumbered = element.parentElement?.localName === 'ol';
  const type = isNumbered ? 'numbered' : 'bulleted';
  return [
    { level: own, item: withBody(type, drafts, { ...colors, ...(isNumbered && numbering) }) },
  ];
}

function isItem({ type }: Draft): boolean {
  return type === 'bulleted' || type === 'numbered' || type === 'todo';
}

/** Programs whose lists have no list in them say how deep an item is. */
function levelOf(element: Element): number | undefined {
  const words = element.getAttribute('aria-level') ?? element.getAttribute('data-aria-level') ?? '';
  return /^[1-9]\d?$/.test(words) ? Number(words) : undefined;
}

function numberingOf(list: Element, item: Element, level: number): NonNullable<Draft['props']> {
  const start = Number(/^\d{1,9}$/.exec(list.getAttribute('start') ?? '')?.[0] ?? 1);
  const word =
    list.getAttribute('type') ??
    styleOf(list).get('list-style-type') ??
    styleOf(item).get('list-style-type') ??
    '';
  const style = STYLES.find(([pattern]) => pattern.test(word))?.[1];
  // Only a list in no other one is numbered in numbers by itself.
  const isPlain = style === 'numbers' && level === 1;
  return { ...(start !== 1 && { start }), ...(style && !isPlain && { style }) };
}

/** Whether the to-do `element` is done; `undefined` if it is none. Takes the mark out of its letters. */
function checkedOf(element: Element, first: Draft | undefined): boolean | undefined {
  const aria = element.getAttribute('aria-checked');
  if (aria !== null) return aria === 'true';
  const box = boxOf(element);
  if (box) {
    return (
      box.hasAttribute('checked') ||
      box.getAttribute('aria-checked') === 'true' ||
      /(?:^|\s)checkbox-on(?:\s|$)/.test(box.getAttribute('class') ?? '')
    );
  }
  const [run] = first?.type === 'text' ? (first.runs ?? []) : [];
  if (!first || !run || !('text' in run)) return undefined;
  const match = BOX.exec(run.text);
  if (!match) return undefined;
  const rest = run.text.slice(match[0].length);
  first.runs = [...(rest === '' ? [] : [{ ...run, text: rest }]), ...(first.runs ?? []).slice(1)];
  return /x/i.test(match[1] ?? '');
}

/** The box of an item, which stands at its beginning and not in a list within it. */
function boxOf(element: Element): Element | undefined {
  let inner = element.firstElementChild;
  for (let steps = 0; inner && steps < 5; steps += 1) {
    if (isBox(inner)) return inner;
    if (isList(inner.localName)) return undefined;
    inner = inner.firstElementChild ?? inner.nextElementSibling;
  }
  return undefined;
}

function isBox(element: Element): boolean {
  return (
    (element.localName === 'input' && element.getAttribute('type')?.toLowerCase() === 'checkbox') ||
    element.getAttribute('role') === 'checkbox' ||
    /(?:^|\s)checkbox(?:\s|$)/.test(element.getAttribute('class') ?? '')
  );
}
