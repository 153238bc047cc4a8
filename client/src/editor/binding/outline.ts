import { propValue, typeOf } from '@weft/shared/model/block';
import { type BlockId, cellOf, type ContainerId } from '@weft/shared/model/block-id';
import type { Page } from '@weft/shared/model/page';
import { type BlockFacts, NO_FACTS } from '../nodes/block-node.ts';
import type { LayoutKind } from '../nodes/layout-node.ts';
import { listLabel } from './list-label.ts';

/** One entry of a surface or a layout, as it is to be shown. */
export type OutlineItem =
  | { readonly kind: 'line' | 'void'; readonly facts: BlockFacts }
  | {
      readonly kind: LayoutKind;
      readonly facts: BlockFacts;
      readonly items: readonly OutlineItem[];
    };

/** The lines of a surface, flat: what is nested under a line follows it, one deeper. */
export function outlineOf(page: Page, surface: ContainerId): OutlineItem[] {
  const items: OutlineItem[] = [];
  addChildren(page, surface, 0, items);
  return items;
}

function addChildren(page: Page, container: ContainerId, depth: number, items: OutlineItem[]): void {
  let ordinal = 0;
  let style: unknown;
  for (const id of page.children(container)) {
    const block = page.block(id);
    if (!block) continue;
    if (block.type !== 'numbered') ordinal = 0;
    else if (ordinal === 0) {
      // A list is a run of siblings: its first one says how it is numbered, and from where.
      ordinal = Number(propValue(block, 'start'));
      style = propValue(block, 'style');
    } else ordinal += 1;
    const facts: BlockFacts = {
      id,
      type: block.type,
      depth,
      props: block.props,
      label: block.type === 'numbered' ? listLabel(ordinal, style) : '',
      edited: block.edited,
    };
    const { text, holds } = typeOf(block);
    if (holds === 'table') items.push({ kind: 'table', facts, items: rowsOf(page, id) });
    else if (holds === 'columns') items.push({ kind: 'columns', facts, items: columnsOf(page, id) });
    else {
      const line = text !== 'none' && block.pieces.length > 0;
      items.push({ kind: line ? 'line' : 'void', facts });
      addChildren(page, id, depth + 1, items);
    }
  }
}

function rowsOf(page: Page, table: BlockId): OutlineItem[] {
  return page.children(table).map((row) => ({
    kind: 'tableRow',
    facts: partFacts(page, row),
    items: page.columns(table).map((column) => surfaceItem(page, 'cell', cellOf(row, column))),
  }));
}

function columnsOf(page: Page, columns: BlockId): OutlineItem[] {
  return page.children(columns).map((id) => surfaceItem(page, 'column', id));
}

function surfaceItem(page: Page, kind: 'cell' | 'column', id: ContainerId): OutlineItem {
  return { kind, facts: { ...partFacts(page, id), id }, items: outlineOf(page, id) };
}

function partFacts(page: Page, id: ContainerId): BlockFacts {
  const block = page.block(id);
  return block ? { ...NO_FACTS, id, type: block.type, props: block.props } : { ...NO_FACTS, id };
}
