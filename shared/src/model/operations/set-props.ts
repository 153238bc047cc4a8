import type { BlockId } from '../block-id.ts';
import type { Json } from '../content.ts';
import { isStructural } from '../registers.ts';
import { propOf } from '../registry.ts';
import type { Writer } from '../writer.ts';

/** Sets props of blocks; a value that is the type's default, or `undefined`, is taken away instead. */
export function setProps(
  writer: Writer,
  blocks: Iterable<BlockId>,
  props: { readonly [prop: string]: Json | undefined },
): void {
  writer.commit(
    [...blocks].flatMap((id) => {
      const block = writer.page.block(id);
      if (!block) return [];
      return Object.entries(props)
        .filter(([prop]) => !isStructural(prop))
        .map(([prop, value]) => ({
          kind: 'set',
          block: id,
          prop,
          value: value === propOf(block.type, prop)?.fallback ? undefined : value,
        }));
    }),
  );
}
