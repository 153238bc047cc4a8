/** Sentences that the editor shows by itself, where a block cannot speak for itself. */
export interface EditorWords {
  /** In place of a block of a type that this version does not know. */
  readonly newer: string;
  /** On a block that was deleted while somebody wrote in it. */
  readonly edited: string;
  /** After the number of a table's rows that are not drawn. */
  readonly rows: string;
  /** In empty lines: of text, where the caret is, and of the others. */
  readonly write: string;
  readonly heading1: string;
  readonly heading2: string;
  readonly heading3: string;
  readonly list: string;
  readonly todo: string;
  readonly quote: string;
  readonly callout: string;
  /** Heard in place of the sign before a list's item and a toggle. */
  readonly bullet: string;
  readonly opened: string;
  readonly closed: string;
  readonly hint: string;
  /** Below an open toggle with nothing in it. */
  readonly empty: string;
  /** In an empty footnote. */
  readonly footnote: string;
  /** In an empty column. */
  readonly column: string;
  /** On a page link, a table of contents and media without a name. */
  readonly page: string;
  readonly contents: string;
  readonly image: string;
  readonly video: string;
  readonly audio: string;
  readonly file: string;
  readonly bookmark: string;
  readonly embed: string;
  /** In an empty line below media. */
  readonly caption: string;
}

export const ENGLISH_WORDS: EditorWords = {
  newer: 'Made with a newer Weft',
  edited: 'Somebody wrote here while it was being deleted',
  rows: 'more rows, too many to be shown here',
  write: 'Write, or press / for blocks',
  heading1: 'Heading 1',
  heading2: 'Heading 2',
  heading3: 'Heading 3',
  list: 'List',
  todo: 'To-do',
  quote: 'Quote',
  callout: 'Write something worth noticing',
  bullet: 'Bullet',
  opened: 'Open toggle',
  closed: 'Closed toggle',
  hint: 'Callout',
  empty: 'Empty. Press Enter to write in it.',
  footnote: 'Footnote',
  column: 'Empty column',
  page: 'Link to a page',
  contents: 'Table of contents',
  image: 'Image',
  video: 'Video',
  audio: 'Audio',
  file: 'File',
  bookmark: 'Bookmark',
  embed: 'Embedded page',
  caption: 'Write a caption',
};

/** Puts the words where the style sheet finds them, as `--weft-says-…`. */
export function showWords(root: HTMLElement, words: EditorWords): void {
  for (const [name, sentence] of Object.entries(words)) {
    root.style.setProperty(`--weft-says-${name}`, cssString(String(sentence)));
  }
}

/** `text` as a string of CSS, which escapes what JavaScript does not. */
function cssString(text: string): string {
  const escaped = text.replaceAll(
    /["\\\n\r\f]/g,
    (sign) => `\\${sign.charCodeAt(0).toString(16)} `,
  );
  return `"${escaped}"`;
}
