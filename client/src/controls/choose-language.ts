import type { BlockId } from '@weft/shared/model/block-id';
import { createCommand, type LexicalCommand } from 'lexical';

/** A block of code whose language somebody wants to choose, and the button they pressed. */
export interface LanguageAsked {
  readonly block: BlockId;
  readonly button: HTMLElement;
}

export const CHOOSE_LANGUAGE_COMMAND: LexicalCommand<LanguageAsked> =
  createCommand('CHOOSE_LANGUAGE_COMMAND');
