import { type Block, propValue } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { setProps } from '@weft/shared/model/operations/set-props';
import type { Page } from '@weft/shared/model/page';
import { createCommand, type LexicalCommand } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { type ListStyle, listStyle } from '../binding/list-label.ts';

/** Asks whoever has a surface for it at which number the list of an item begins. */
export const ASK_FOR_START_COMMAND: LexicalCommand<BlockId> =
  createCommand('ASK_FOR_START_COMMAND');

/** The items of the list that a numbered item is in: a run of siblings. */
export function listAround(page: Page, item: BlockId): readonly BlockId[] {
  const siblings = page.children(page.parent(item) ?? PAGE);
  const isNumbered = (id: BlockId | undefined): boolean =>
    id !== undefined && page.block(id)?.type === 'numbered';
  const index = siblings.indexOf(item);
  if (!isNumbered(siblings[index])) return [];
  let [from, to] = [index, index + 1];
  while (isNumbered(siblings[from - 1])) from -= 1;
  while (isNumbered(siblings[to])) to += 1;
  return siblings.slice(from, to);
}

/** How a list would look at the place of `item`, if it said nothing of itself. */
export function styleByItself(page: Page, item: BlockId): ListStyle {
  const around = page.block(page.parent(item) ?? PAGE);
  return listStyle('auto', around?.type === 'numbered' ? styleOf(page, around) : undefined);
}

function styleOf(page: Page, item: Block): ListStyle {
  const first = page.block(listAround(page, item.id)[0] ?? item.id) ?? item;
  const own = propValue(first, 'style');
  return own === 'auto' ? styleByItself(page, item.id) : listStyle(own, undefined);
}

/** How the list of a numbered item looks. */
export function shownStyle(page: Page, item: BlockId): ListStyle {
  const block = page.block(item);
  return block ? styleOf(page, block) : 'numbers';
}

/** The number that the list of an item begins with. */
export function startOf(page: Page, item: BlockId): number {
  const first = page.block(listAround(page, item)[0] ?? '');
  return first ? Number(propValue(first, 'start')) : 1;
}

/** The number with which the list of an item would go on with the one before it; `undefined` if there is none. */
export function numberToGoOn(page: Page, item: BlockId): number | undefined {
  const [first = ''] = listAround(page, item);
  const siblings = page.children(page.parent(item) ?? PAGE);
  const before = siblings
    .slice(0, Math.max(siblings.indexOf(first), 0))
    .findLast((id) => page.block(id)?.type === 'numbered');
  return before === undefined ? undefined : startOf(page, before) + listAround(page, before).length;
}

/** Numbers the lists of items in another way. Every item keeps it, so that it stays when the first one goes. */
export function $setListStyle(
  binding: BlockBinding,
  items: readonly BlockId[],
  style: ListStyle,
): void {
  const { page, writer } = binding;
  binding.$run(() =>
    writer.group(() => {
      for (const list of listsOf(page, items)) {
        const isPlain = styleByItself(page, list[0] ?? '') === style;
        setProps(writer, list, { style: isPlain ? undefined : style });
      }
    }),
  );
}

/** Begins the lists of items with another number. */
export function $setListStart(
  binding: BlockBinding,
  items: readonly BlockId[],
  start: number,
): void {
  const { page, writer } = binding;
  const firsts = listsOf(page, items).map(([first = '']) => first);
  binding.$run(() => setProps(writer, firsts, { start }));
}

function listsOf(page: Page, items: readonly BlockId[]): readonly (readonly BlockId[])[] {
  const lists = new Map<BlockId, readonly BlockId[]>();
  for (const item of items) {
    const list = listAround(page, item);
    const [first] = list;
    if (first !== undefined) lists.set(first, list);
  }
  return [...lists.values()];
}
