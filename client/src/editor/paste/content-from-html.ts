import { NO_MARKS } from '@weft/shared/model/marks';
import type { Context, Reading } from './context.ts';
import type { Draft } from './draft.ts';
import { isTooDeep, lettersOf } from './open-elements.ts';
import type { Pasted, PendingFile } from './pasted.ts';
import { quietHtml } from './quiet-html.ts';
import { readFlow } from './read-flow.ts';
import { shallow } from './shallow.ts';
import { isSpreadsheet, tablesOf } from './spreadsheet-page.ts';
import { wholeLetters } from './whole-letters.ts';

/** Longer HTML, in UTF-16 units, is not read: the plain text beside it is. */
const MAX_HTML = 32 * 1024 * 1024;

/** Parts of a table without one around them would lose their cells. */
const PARTS_OF_TABLE =
  /^(?:\s|<meta[^<>]*>|<!--StartFragment-->)*<(?:tr|td|th|tbody|thead|colgroup)[\s>]/i;

/**
 * The blocks that `html` says. Nothing of it is loaded or run, and nothing of it is kept but letters, marks, and
 * addresses of the web and of mail. It never throws; what is nested too deeply to be parsed is read as letters.
 */
export function contentFromHtml(html: string): Pasted {
  return readHtml(html).pasted;
}

/** The same, and the document that it was read from. */
export function readHtml(html: string): { readonly pasted: Pasted; readonly page: Document } {
  const text = html.length > MAX_HTML ? '' : wholeLetters(html);
  const page = parse(isTooDeep(text) ? lettersOf(text) : text);
  const reading: Reading = { blocksOf: readFlow, files: new Map() };
  const context: Context = { marks: NO_MARKS, spaces: 'collapse', isTitle: false, reading };
  const drafts = isSpreadsheet(page) ? tablesOf(page, context) : readFlow(page.body, context);
  const blocks = shallow(drafts);
  const files = reading.files.size > 0 ? pendingIn(blocks, [], reading) : [];
  return { pasted: { blocks, files }, page };
}

function parse(text: string): Document {
  const html = PARTS_OF_TABLE.test(text) ? `<table>${text}</table>` : text;
  return new DOMParser().parseFromString(quietHtml(html), 'text/html');
}

function pendingIn(
  drafts: readonly Draft[],
  path: readonly number[],
  reading: Reading,
): PendingFile[] {
  return drafts.flatMap((draft, i) => {
    const here = [...path, i];
    const file = reading.files.get(draft);
    const inCells = (draft.table?.rows ?? []).flatMap((row, y) =>
      row.cells.flatMap((cell, x) => pendingIn(cell, [...here, y, x], reading)),
    );
    return [
      ...(file ? [{ path: here, ...file }] : []),
      ...pendingIn(draft.children ?? [], here, reading),
      ...inCells,
    ];
  });
}
