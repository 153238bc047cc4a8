import { fromMarkdown } from '@weft/shared/markdown';
import type { BlockContent, Json } from '@weft/shared/model/content';
import { runsText } from '@weft/shared/model/content';
import type { Pasted } from '../editor/paste/pasted.ts';
import type { PlannedPage, SourceKind } from './import-plan.ts';

/** What the text of an imported page says. */
export interface ReadSource {
  /** What it calls itself, where it does. */
  readonly title: string | undefined;
  readonly icon: string;
  readonly blocks: readonly BlockContent[];
  /** Pictures that were written into it. */
  readonly files: Pasted['files'];
  /** What of it was left out. */
  readonly lost: readonly LostKind[];
}

export type LostKind = 'rows';

/** Where relative addresses of a page lead while it is read: the reader of HTML keeps addresses of the web only. */
export const HERE = 'https://import.invalid/';

/** Cells of a table that a page is still quick with; the rows after them are left out, and told. */
const MAX_CELLS = 5_000;

/** Longer Markdown is taken as the letters it is, in UTF-16 units. */
const MAX_MARKDOWN = 4_000_000;

type Source = NonNullable<PlannedPage['source']>;

/** Reads a page's file. Throws for what is no such file at all. */
export async function readSource({ kind, file }: Source): Promise<ReadSource> {
  return READERS[kind](file.bytes);
}

const plain = (blocks: readonly BlockContent[], title?: string): ReadSource => ({
  title,
  icon: '',
  blocks,
  files: [],
  lost: [],
});

const READERS: Readonly<
  Record<SourceKind, (bytes: Uint8Array) => ReadSource | Promise<ReadSource>>
> = {
  markdown: (bytes) => fromText(lettersOf(bytes)),
  text: (bytes) => plain(linesOf(lettersOf(bytes))),
  html: (bytes) => fromHtml(lettersOf(bytes)),
  docx: fromDocx,
  csv: fromCsv,
};

/** UTF-8, or UTF-16 where a mark says so. */
function lettersOf(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** What tools put before the text of a note, between two lines of three hyphens. */
const FRONT_MATTER = /^---\r?\n[\s\S]{0,20000}?\r?\n---\r?\n/;

function fromText(letters: string): ReadSource {
  const text = letters.replace(FRONT_MATTER, '');
  if (text.length > MAX_MARKDOWN) return plain(linesOf(text));
  let blocks: BlockContent[];
  try {
    blocks = fromMarkdown(text);
  } catch {
    // Nested or marked beyond all reason: its letters are kept.
    return plain(linesOf(text));
  }
  const [first, ...rest] = blocks;
  // An export's first heading is the page's name.
  if (first?.type !== 'heading1' || first.children || !first.runs) return plain(blocks);
  const [, icon = '', title = ''] = NAMED.exec(runsText(first.runs).trim()) ?? [];
  return { ...plain(rest, title), icon };
}

/** A name, perhaps behind a sign. */
const NAMED =
  /^((?:\p{Extended_Pictographic}(?:\u200d|\ufe0f|\p{Emoji_Modifier}|\p{Extended_Pictographic})*)?)\s*(.*)$/su;

function linesOf(text: string): BlockContent[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split(/\n{2,}/)
    .map((part) => ({ type: 'text', runs: part === '' ? [] : [{ text: part, marks: {} }] }));
}

async function fromHtml(letters: string): Promise<ReadSource> {
  const page = new DOMParser().parseFromString(letters, 'text/html');
  const named = page.querySelector('h1.page-title, header h1, main > h1:first-child');
  const title = (named?.textContent ?? page.title).trim();
  const icon = page.querySelector('.page-header-icon .icon')?.textContent?.trim() ?? '';
  named?.remove();
  for (const element of page.querySelectorAll('[src], [href]')) {
    for (const name of ['src', 'href']) {
      const address = element.getAttribute(name);
      // Its own scheme, or none: then it is of this page's folder.
      if (address && !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address))
        element.setAttribute(name, HERE + address);
    }
  }
  const body = page.querySelector('.page-body, main, article') ?? page.body;
  const { contentFromHtml } = await import('../editor/paste/content-from-html.ts');
  const { blocks, files } = contentFromHtml(body.innerHTML);
  return {
    ...plain(blocks, title === '' ? undefined : title),
    icon: isEmoji(icon) ? icon : '',
    files,
  };
}

const isEmoji = (text: string): boolean =>
  text.length <= 16 && /\p{Extended_Pictographic}/u.test(text);

async function fromDocx(bytes: Uint8Array): Promise<ReadSource> {
  const { default: mammoth } = await import('mammoth');
  const arrayBuffer = bytes.slice().buffer;
  const { value } = await mammoth.convertToHtml({ arrayBuffer });
  const { contentFromHtml } = await import('../editor/paste/content-from-html.ts');
  const { blocks, files } = contentFromHtml(value);
  return { ...plain(blocks), files };
}

async function fromCsv(bytes: Uint8Array): Promise<ReadSource> {
  const { default: papa } = await import('papaparse');
  const { data } = papa.parse<string[]>(lettersOf(bytes).replace(/^\ufeff/, ''), {
    skipEmptyLines: 'greedy',
  });
  const width = Math.max(1, ...data.slice(0, 1).map(({ length }) => length));
  const most = Math.max(1, Math.floor(MAX_CELLS / width));
  const cell = (text: string | undefined): BlockContent[] => [
    { type: 'text', runs: text ? [{ text, marks: {} }] : [] },
  ];
  const table: BlockContent = {
    type: 'table',
    props: { headerRow: true } satisfies Record<string, Json>,
    table: {
      columns: Array.from({ length: width }, () => ({})),
      rows: data.slice(0, most).map((row) => ({
        cells: Array.from({ length: width }, (_, x) => cell(row[x])),
      })),
    },
  };
  if (data.length === 0) return plain([]);
  return { ...plain([table]), lost: data.length > most ? ['rows'] : [] };
}
