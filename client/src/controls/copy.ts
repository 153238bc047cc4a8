import type { BlockContent } from '@weft/shared/model/content';
import type { LexicalEditor } from 'lexical';
import { message } from '../words/messages.ts';
import { copyText } from '../widgets/copy-text.ts';
import { NOTICE_COMMAND } from './notice-command.ts';

/** Puts a text on the clipboard and says what came of it. */
export function copy(editor: LexicalEditor, text: string | Promise<string>, done: string): void {
  const tell = (words: string): void => void editor.dispatchCommand(NOTICE_COMMAND, words);
  Promise.resolve(text)
    .then(copyText)
    .then((isCopied) => tell(isCopied ? done : message('copied.not')))
    .catch(() => tell(message('copied.not')));
}

/** Blocks as Markdown. What writes it is loaded with the first use. */
export async function markdownOf(contents: readonly BlockContent[]): Promise<string> {
  const { toMarkdown } = await import('@weft/shared/markdown');
  return toMarkdown(contents);
}
