import { useEffect, useState } from 'react';
import type { BlockId } from '@weft/shared/model/block-id';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectionEnds } from '../editor/binding/points.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { type BlockKindName, kindOf } from '../editor/commands/block-kinds.ts';
import { message } from '../words/messages.ts';

/** What a screen reader is told about, as it was last. */
interface Seen {
  readonly selected: number;
  readonly block: BlockId | undefined;
  readonly kind: BlockKindName | undefined;
  /** Where among all blocks of its surface, and how deep. */
  readonly place: string;
}

/** Tells screen readers what a command did that is only seen otherwise: blocks selected, moved, nested, turned into others. */
export function Announcements({ binding }: { readonly binding: BlockBinding }) {
  const [told, setTold] = useState('');
  useEffect(() => {
    let seen = look(binding);
    let isOwn = false;
    const { editor, page } = binding;
    const stops = [
      page.observe(({ transaction }) => {
        isOwn ||= transaction.local;
      }),
      editor.registerUpdateListener(() => {
        const now = look(binding);
        const words = difference(seen, now, isOwn);
        seen = now;
        isOwn = false;
        if (words !== undefined) setTold(words);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [binding]);
  return (
    <div className="visually-hidden" role="status">
      {told}
    </div>
  );
}

function look(binding: BlockBinding): Seen {
  const { editor, page } = binding;
  const [selected, caret] = editor.read(() => [$selectedBlocks(), $selectionEnds()?.focus.block]);
  const block = selected[0] ?? caret;
  const shown = block === undefined ? undefined : page.block(block);
  if (!shown) return { selected: selected.length, block: undefined, kind: undefined, place: '' };
  const container = page.parent(shown.id) ?? '';
  const index = page.children(container).indexOf(shown.id);
  return {
    selected: selected.length,
    block,
    kind: kindOf(shown),
    place: `${container} ${index}`,
  };
}

function difference(before: Seen, now: Seen, isOwn: boolean): string | undefined {
  if (isOwn && before.block !== undefined && before.block === now.block) {
    if (now.kind !== undefined && now.kind !== before.kind) {
      return message('told.turned', { kind: message(`kind.${now.kind}`) });
    }
    if (now.place !== before.place) {
      const [container, index] = now.place.split(' ');
      const isElsewhere = !before.place.startsWith(`${container} `);
      return isElsewhere
        ? message('told.nested')
        : message('told.moved', { place: String(Number(index) + 1) });
    }
  }
  if (now.selected > 0 && (now.selected !== before.selected || now.block !== before.block)) {
    return message('told.selected', { count: now.selected });
  }
  return undefined;
}
