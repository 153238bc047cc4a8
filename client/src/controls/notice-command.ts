import { createCommand, type LexicalCommand } from 'lexical';

/** Tells people in a few words that something is done which they cannot see otherwise. */
export const NOTICE_COMMAND: LexicalCommand<string> = createCommand('NOTICE_COMMAND');
