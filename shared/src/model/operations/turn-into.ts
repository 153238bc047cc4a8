import type { BlockId } from '../block-id.ts';
import { typeOf } from '../block.ts';
import type { Json } from '../content.ts';
import type { Edit } from '../edit.ts';
import { blockTypeOf, isBlockType, COMMON_PROPS, propOf } from '../registry.ts';
import type { Writer } from '../writer.ts';
import { planMove } from './move.ts';

/**
 * Turns blocks of text into another type of text. Their text, their place and their children stay; children that
 * the new type cannot hold become siblings. Blocks without text stay as they are.
 *
 * @param type - a type that has text
 * @param props - of the new type; others of the old type that the new one lacks are dropped
 */
export function turnBlocksInto(
  writer: Writer,
  blocks: Iterable<BlockId>,
  type: string,
  props: { readonly [prop: string]: Json } = {},
): void {
  if (blockTypeOf(type).text === 'none') return;
  writer.commit([...new Set(blocks)].flatMap((block) => planTurnInto(writer, block, type, props)));
}

/** The edits that turn one block into `type`. */
export function planTurnInto(
  writer: Writer,
  id: BlockId,
  type: string,
  props: { readonly [prop: string]: Json } = {},
): Edit[] {
  const { page } = writer;
  const block = page.block(id);
  if (!block || !isBlockType(block.type) || typeOf(block).text === 'none') return [];
  const edits: Edit[] = [];
  const { type: before, bornAs } = page.registers(id);
  if (type !== before) {
    const value = type === bornAs ? undefined : type;
    edits.push({ kind: 'set', block: id, prop: 'type', value });
    for (const prop of Object.keys(block.props)) {
      const left = propOf(block.type, prop) && !Object.hasOwn(COMMON_PROPS, prop);
      if (left && !Object.hasOwn(props, prop) && !propOf(type, prop)) {
        edits.push({ kind: 'set', block: id, prop, value: undefined });
      }
    }
  }
  for (const [prop, value] of Object.entries(props)) {
    const kept = value === propOf(type, prop)?.fallback ? undefined : value;
    edits.push({ kind: 'set', block: id, prop, value: kept });
  }
  const { holds } = blockTypeOf(type);
  const toggled = (props['toggle'] ?? (propOf(type, 'toggle') && block.props['toggle'])) === true;
  if (holds === 'blocks' || (holds === 'toggled' && toggled)) return edits;
  const children = page.children(id);
  const parent = page.parent(id) ?? '';
  const index = page.children(parent).indexOf(id) + 1;
  return [...edits, ...planMove(writer, children, parent, index)];
}
