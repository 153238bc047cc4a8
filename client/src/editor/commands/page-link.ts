import type { BlockId } from '@weft/shared/model/block-id';
import { setProps } from '@weft/shared/model/operations/set-props';
import { createCommand, type LexicalCommand } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { insertAt } from './insert.ts';

/** Shows another page in the place of this one. */
export const OPEN_PAGE_COMMAND: LexicalCommand<string> = createCommand('OPEN_PAGE_COMMAND');

/** A page that somebody wants to link to: from the block that is there, or from a new one at it. */
export interface PageAsked {
  readonly block: BlockId;
  readonly isNew: boolean;
}

/** Asks whoever has a surface for it which page a block is to link to. */
export const CHOOSE_PAGE_COMMAND: LexicalCommand<PageAsked> = createCommand('CHOOSE_PAGE_COMMAND');

/** Makes a page in this one, links to it at the block that is named, and shows it. Whoever knows how to make pages does it. */
export const MAKE_PAGE_COMMAND: LexicalCommand<BlockId> = createCommand('MAKE_PAGE_COMMAND');

/** Opens the page that a block links to, or lets one be chosen. Answers whether it is such a block. */
export function openPageOf({ page, editor }: BlockBinding, id: BlockId): boolean {
  const block = page.block(id);
  if (block?.type !== 'page') return false;
  const { page: linked } = block.props;
  if (typeof linked === 'string') return editor.dispatchCommand(OPEN_PAGE_COMMAND, linked);
  return editor.dispatchCommand(CHOOSE_PAGE_COMMAND, { block: id, isNew: false });
}

/** Links to a page as somebody was asked for. To be called inside an update. */
export function $linkToPage(
  binding: BlockBinding,
  { block, isNew }: PageAsked,
  linked: string,
): void {
  const { page, writer } = binding;
  binding.$run(() => {
    if (isNew) return insertAt(binding, block, { type: 'page', props: { page: linked } });
    // What somebody has turned into something else meanwhile links to nothing.
    if (page.block(block)?.type === 'page') setProps(writer, [block], { page: linked });
    return undefined;
  });
}
