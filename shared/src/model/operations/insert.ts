import { type BlockId, cellOf, type ContainerId } from '../block-id.ts';
import type { BlockContent, TableContent } from '../content.ts';
import type { Edit } from '../edit.ts';
import { AT_HOME, DEFAULT_TYPE, homeOf, type Place } from '../registers.ts';
import { blockTypeOf, isBlockType } from '../registry.ts';
import type { Writer } from '../writer.ts';
import { placesBetween } from './place.ts';

/** A table or a nested list from a paste must not run out of stack; deeper blocks are not shown deeper anyway. */
const MAX_DEPTH = 64;

/**
 * Puts new blocks into `container` so that they are shown from `index` on. Answers their ids, without those of
 * the blocks inside them.
 *
 * @param announce - told of each id before the page changes
 */
export function insertBlocks(
  writer: Writer,
  contents: readonly BlockContent[],
  container: ContainerId,
  index: number,
  announce?: (id: BlockId) => void,
): BlockId[] {
  const { ids, edits } = planInsert(writer, contents, container, index);
  for (const id of ids) announce?.(id);
  writer.commit(edits);
  return ids;
}

/** The edits of `insertBlocks`. */
export function planInsert(
  writer: Writer,
  contents: readonly BlockContent[],
  container: ContainerId,
  index: number,
): { readonly ids: BlockId[]; readonly edits: Edit[] } {
  const siblings = writer.page.children(container);
  const [before, after] = [siblings[index - 1], siblings[index]];
  const places = placesBetween(writer, container, before, after, contents.length);
  return planNew(writer, contents, places);
}

/** The edits that make `contents` at `places`. */
export function planNew(
  writer: Writer,
  contents: readonly BlockContent[],
  places: readonly Place[],
): { readonly ids: BlockId[]; readonly edits: Edit[] } {
  const edits: Edit[] = [];
  const ids = contents.map((content, i) => {
    const id = writer.mint();
    const place = places[i];
    if (place) planBlock(writer, id, content, place, edits, 0);
    return id;
  });
  return { ids, edits };
}

function planBlock(
  writer: Writer,
  id: BlockId,
  content: BlockContent,
  place: Place,
  edits: Edit[],
  depth: number,
): void {
  planRegisters(id, content.type, place, content.props, edits);
  const text = isBlockType(content.type) ? blockTypeOf(content.type).text : undefined;
  const hasText = text === undefined ? content.runs !== undefined : text !== 'none';
  if (hasText) edits.push({ kind: 'strand', strand: id, runs: content.runs ?? [] });
  if (depth >= MAX_DEPTH) return;
  if (content.table) planTable(writer, id, content.table, edits, depth);
  planContainer(writer, id, content.children ?? [], edits, depth);
}

function planContainer(
  writer: Writer,
  container: ContainerId,
  contents: readonly BlockContent[],
  edits: Edit[],
  depth: number,
): void {
  let position: string | undefined;
  for (const content of contents) {
    position = writer.positions.between(position, undefined);
    planBlock(writer, writer.mint(), content, [container, position], edits, depth + 1);
  }
}

function planTable(
  writer: Writer,
  table: BlockId,
  { columns, rows }: TableContent,
  edits: Edit[],
  depth: number,
): void {
  let position: string | undefined;
  const columnIds = columns.map(({ props }) => {
    position = writer.positions.between(position, undefined);
    const id = writer.mint();
    planRegisters(id, 'tableColumn', [table, position], props, edits);
    return id;
  });
  for (const { props, cells } of rows) {
    position = writer.positions.between(position, undefined);
    const row = writer.mint();
    planRegisters(row, 'tableRow', [table, position], props, edits);
    for (const [i, column] of columnIds.entries()) {
      const blocks = cells[i] ?? [];
      const contents = blocks.length > 0 ? blocks : [{ type: DEFAULT_TYPE }];
      planContainer(writer, cellOf(row, column), contents, edits, depth + 1);
    }
  }
}

/** The registers of a new block. */
export function planRegisters(
  id: BlockId,
  type: string,
  place: Place,
  props: BlockContent['props'],
  edits: Edit[],
): void {
  edits.push(
    { kind: 'set', block: id, prop: 'home', value: homeOf(place, type) },
    { kind: 'set', block: id, prop: 'at', value: AT_HOME },
  );
  for (const [prop, value] of Object.entries(props ?? {})) {
    edits.push({ kind: 'set', block: id, prop, value });
  }
}
