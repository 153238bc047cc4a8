import { type Block, propValue, typeOf } from '@weft/shared/model/block';
import {
  type BlockId,
  cellOf,
  cellParts,
  type ContainerId,
  PAGE,
} from '@weft/shared/model/block-id';
import type { Page } from '@weft/shared/model/page';
import { type BlockFacts, NO_FACTS, sameFacts } from '../nodes/block-facts.ts';
import type { LayoutKind } from '../nodes/layout-node.ts';
import { drawnRows } from './drawn-rows.ts';
import { isToggle } from './folding.ts';
import { listLabel, type ListStyle, listStyle } from './list-label.ts';

/** One entry of a surface or a layout, as it is to be shown. */
export type OutlineItem =
  | { readonly kind: 'line' | 'void'; readonly facts: BlockFacts }
  | {
      readonly kind: LayoutKind;
      readonly facts: BlockFacts;
      readonly items: readonly OutlineItem[];
    };

/** Entries as they were last asked for, so that those of blocks which have not changed stay the same objects. */
export type OutlineCache = Map<BlockId, { readonly block: Block; readonly item: OutlineItem }>;

/** How a page is looked at. */
export interface OutlineView {
  readonly page: Page;
  /** Makes a page of which little has changed cost little. */
  readonly cache: OutlineCache;
  isOpen(toggle: BlockId): boolean;
}

/** The lines of a surface, flat: what is nested under a line follows it, one deeper, unless it is a closed toggle. */
export function outlineOf(
  page: Page,
  surface: ContainerId,
  { cache = new Map(), isOpen = () => true }: Partial<OutlineView> = {},
): OutlineItem[] {
  return surfaceItems({ page, cache, isOpen }, surface);
}

function surfaceItems(view: OutlineView, surface: ContainerId): OutlineItem[] {
  const items: OutlineItem[] = [];
  addChildren(view, surface, { depth: 0, bar: -1, box: -1, boxed: '', bullets: 0 }, items);
  return items;
}

/** Surfaces, those that hold others before them. */
export function outermostFirst(page: Page, surfaces: Iterable<ContainerId>): ContainerId[] {
  const depthOf = (surface: ContainerId): number => {
    if (surface === PAGE) return 0;
    return 1 + depthOf(page.parent(cellParts(surface)?.[0] ?? surface) ?? PAGE);
  };
  return [...surfaces]
    .map((surface) => ({ surface, depth: depthOf(surface) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ surface }) => surface);
}

/** The first or last line in an entry, which may be a layout. */
export function edgeLine(item: OutlineItem, edge: 'first' | 'last'): BlockId | undefined {
  if (!('items' in item)) return item.kind === 'line' ? item.facts.id : undefined;
  const items = edge === 'first' ? item.items : item.items.toReversed();
  for (const inner of items) {
    const found = edgeLine(inner, edge);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether two entries show the same, in the layouts they may be as well. */
export function sameItem(a: OutlineItem, b: OutlineItem): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || !sameFacts(a.facts, b.facts)) return false;
  if (!('items' in a) || !('items' in b)) return true;
  const { items } = b;
  return (
    a.items.length === items.length &&
    a.items.every((item, i) => {
      const other = items[i];
      return other !== undefined && sameItem(item, other);
    })
  );
}

/** Where lines stand: how deep, and inside of which marks that reach over them. */
type Standing = Pick<BlockFacts, 'depth' | 'bar' | 'box' | 'boxed' | 'bullets'>;

function addChildren(
  view: OutlineView,
  container: ContainerId,
  at: Standing,
  items: OutlineItem[],
  around?: ListStyle,
): void {
  const { page } = view;
  let ordinal = 0;
  let style: ListStyle = 'numbers';
  for (const id of page.children(container)) {
    const block = page.block(id);
    if (!block) continue;
    if (block.type !== 'numbered') ordinal = 0;
    else if (ordinal === 0) {
      // A list is a run of siblings: its first one says how it is numbered, and from where.
      ordinal = Number(propValue(block, 'start'));
      style = listStyle(propValue(block, 'style'), around);
    } else ordinal += 1;
    const label = block.type === 'numbered' ? listLabel(ordinal, style) : '';
    const item = itemOf(view, block, at, label);
    items.push(item);
    const { holds } = typeOf(block);
    if (holds === 'table' || holds === 'columns' || item.facts.fold === 'closed') continue;
    const inside: Standing = {
      depth: at.depth + 1,
      bar: block.type === 'quote' ? at.depth : at.bar,
      box: block.type === 'callout' ? at.depth : at.box,
      bullets: block.type === 'bulleted' ? at.bullets + 1 : 0,
      boxed: block.type === 'callout' ? backgroundOf(block) : at.boxed,
    };
    addChildren(view, id, inside, items, block.type === 'numbered' ? style : undefined);
  }
}

function backgroundOf(block: Block): string {
  const background = propValue(block, 'background');
  return typeof background === 'string' ? background : '';
}

function itemOf(view: OutlineView, block: Block, at: Standing, label: string): OutlineItem {
  const { page, cache } = view;
  const fold = foldOf(view, block);
  const known = cache.get(block.id);
  if (known?.block === block) {
    const { item } = known;
    const { facts: was } = item;
    const isSame =
      was.depth === at.depth &&
      was.bar === at.bar &&
      was.box === at.box &&
      was.boxed === at.boxed &&
      was.bullets === at.bullets &&
      was.label === label &&
      was.fold === fold;
    if (isSame && !('items' in item)) return item;
  }
  const { id, type, props, edited } = block;
  const facts: BlockFacts = { ...NO_FACTS, ...at, id, type, props, label, edited, fold };
  const { text, holds } = typeOf(block);
  if (holds === 'table') {
    const items = rowsOf(view, block);
    const hidden = page.children(id).length - items.length;
    const shown = {
      ...facts,
      widths: widthsOf(page, id),
      ...(hidden > 0 && { label: `+${hidden}` }),
    };
    return { kind: 'table', facts: shown, items };
  }
  if (holds === 'columns') return { kind: 'columns', facts, items: columnsOf(view, id) };
  const isLine = text !== 'none' && block.pieces.length > 0;
  const item: OutlineItem = { kind: isLine ? 'line' : 'void', facts };
  cache.set(id, { block, item });
  return item;
}

function foldOf({ page, isOpen }: OutlineView, block: Block): BlockFacts['fold'] {
  if (!isToggle(block)) return '';
  if (!isOpen(block.id)) return 'closed';
  return page.children(block.id).length === 0 ? 'empty' : 'open';
}

function rowsOf(view: OutlineView, table: Block): OutlineItem[] {
  const { page } = view;
  const columns = page.columns(table.id);
  const ofColumns = columns.map((column) => colorsIn(page, column));
  const [headerRow, headerColumn] = [table.props['headerRow'], table.props['headerColumn']];
  return drawnRows(page, table.id).map((row, r) => {
    const ofRow = colorsIn(page, row);
    const items = columns.map((column, c): OutlineItem => {
      const id = cellOf(row, column);
      const isOfColumn = r === 0 && headerRow === true;
      const header = isOfColumn ? 'column' : c === 0 && headerColumn === true ? 'row' : '';
      const props = ofRow ? { ...ofColumns[c], ...ofRow } : (ofColumns[c] ?? NO_FACTS.props);
      return {
        kind: 'cell',
        facts: { ...NO_FACTS, id, header, props },
        items: surfaceItems(view, id),
      };
    });
    // Its colours are those of its cells.
    return { kind: 'tableRow', facts: { ...NO_FACTS, id: row, type: 'tableRow' }, items };
  });
}

/** The colours of a row or a column, `undefined` for none: most have none. */
function colorsIn(page: Page, part: BlockId): BlockFacts['props'] | undefined {
  const { color, background } = page.block(part)?.props ?? {};
  if (color === undefined && background === undefined) return undefined;
  return { ...(color !== undefined && { color }), ...(background !== undefined && { background }) };
}

function widthsOf(page: Page, table: BlockId): number[] {
  return page.columns(table).map((column) => {
    const block = page.block(column);
    return block ? Number(propValue(block, 'width')) : 0;
  });
}

function columnsOf(view: OutlineView, columns: BlockId): OutlineItem[] {
  const { page } = view;
  return page.children(columns).map((id) => ({
    kind: 'column',
    facts: { ...NO_FACTS, id, type: 'column', props: page.block(id)?.props ?? NO_FACTS.props },
    items: surfaceItems(view, id),
  }));
}
