import { createCommand, type LexicalCommand } from 'lexical';

/** Opens the field that finds words in the page, with words to begin with. */
export const FIND_COMMAND: LexicalCommand<string> = createCommand('FIND_COMMAND');
