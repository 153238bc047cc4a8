import type { EditorThemeClasses } from 'lexical';

/** Class names of text in a page; blocks have classes of their own. `editor.css` is their only style sheet. */
export const theme: EditorThemeClasses = {
  root: 'weft-page',
  link: 'weft-link',
  text: {
    bold: 'weft-bold',
    italic: 'weft-italic',
    underline: 'weft-underline',
    strikethrough: 'weft-strikethrough',
    underlineStrikethrough: 'weft-underline-strikethrough',
    code: 'weft-inline-code',
  },
};
