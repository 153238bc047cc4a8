/** What views of media ask for: they know no document. */
import type { BlockId } from '@weft/shared/model/block-id';
import type { Json } from '@weft/shared/model/content';
import { createCommand, type LexicalCommand } from 'lexical';

/** Sets props of a block; `undefined` takes one away. */
export const SET_MEDIA_COMMAND: LexicalCommand<{
  readonly block: BlockId;
  readonly props: { readonly [prop: string]: Json | undefined };
}> = createCommand('SET_MEDIA_COMMAND');

/** Takes a block away whose file nobody will send. */
export const REMOVE_MEDIA_COMMAND: LexicalCommand<BlockId> = createCommand('REMOVE_MEDIA_COMMAND');

/** Selects a block that shows more than its text as a whole, with the focus in the page. */
export const SELECT_VIEWED_COMMAND: LexicalCommand<BlockId> =
  createCommand('SELECT_VIEWED_COMMAND');

/** Asks the person for a file or an address, or for words that describe an image. */
export const ASK_FOR_MEDIA_COMMAND: LexicalCommand<{
  readonly block: BlockId;
  readonly want: 'media' | 'description';
}> = createCommand('ASK_FOR_MEDIA_COMMAND');
