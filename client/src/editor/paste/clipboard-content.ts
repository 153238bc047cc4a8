import { fromMarkdown } from '@weft/shared/markdown';
import type { BlockContent } from '@weft/shared/model/content';
import { readHtml } from './content-from-html.ts';
import { isBareText } from './draft.ts';
import { looksLikeMarkdown } from './markdown-signs.ts';
import { ownClipboard, readOwnClipboard } from './own-clipboard.ts';
import type { Pasted } from './pasted.ts';
import { STYLE } from './quiet-html.ts';
import { contentFromTable } from './table-text.ts';

/** What a clipboard holds, each in the words of one type. */
export interface ClipboardTexts {
  readonly plain: string;
  readonly html?: string;
  /** Of the type `OWN_TYPE`. */
  readonly own?: string;
}

/** Longer Markdown would keep the page from answering; it is pasted as the letters it is. */
const MAX_MARKDOWN = 1_000_000;

/**
 * The blocks that a clipboard says: ours, then HTML that says more than the plain text, a spreadsheet's cells, Markdown.
 * `undefined` if it holds plain text alone.
 */
export function contentOfClipboard({ html, plain, own }: ClipboardTexts): Pasted | undefined {
  const blocks = own === undefined ? undefined : readOwnClipboard(own);
  if (blocks && blocks.length > 0) return { blocks, files: [] };
  const rich = html === undefined ? undefined : readHtml(html);
  if (rich && rich.pasted.blocks.length > 0 && !isWrapper(rich, plain)) return rich.pasted;
  const table = contentFromTable(plain);
  if (table) return { blocks: [table], files: [] };
  const written = markdownIn(plain);
  return written && { blocks: written, files: [] };
}

/** Whether HTML only wraps `plain`: one text without marks, or the lines of a terminal or of an editor of code. */
function isWrapper({ pasted, page }: ReturnType<typeof readHtml>, plain: string): boolean {
  if (plain.trim() === '') return false;
  const [first, ...others] = pasted.blocks;
  if (first && others.length === 0) {
    if (isBareText(first)) return true;
    return first.type === 'code' && !first.props && !hasCode(page);
  }
  const isLetters = pasted.blocks.every(isBareText);
  return (
    isLetters && page.body.querySelector(':not(div, span, br, pre, font, meta, noframes)') === null
  );
}

/** Whether the page says itself that it holds code, or somebody coloured it as code is. */
function hasCode({ body }: Document): boolean {
  if (body.querySelector('code, table') !== null) return true;
  const colors = new Set<string>();
  for (const element of body.querySelectorAll(`[${STYLE}*="color" i], font[color]`)) {
    const style = element.getAttribute(STYLE) ?? '';
    const color =
      /(?:^|[;\s])color\s*:\s*([^;]+)/i.exec(style)?.[1] ?? element.getAttribute('color');
    if (color && element.localName !== 'div' && element.localName !== 'pre')
      colors.add(color.trim());
  }
  return colors.size > 1;
}

function markdownIn(plain: string): BlockContent[] | undefined {
  if (plain.length > MAX_MARKDOWN || !looksLikeMarkdown(plain)) return undefined;
  try {
    // As much as an own clipboard may hold: no address that could run something.
    return readOwnClipboard(ownClipboard(fromMarkdown(plain)));
  } catch {
    // Deeper than Markdown is read.
    return undefined;
  }
}
