import type { EditorThemeClasses } from 'lexical';

/** Class names of everything the editor draws; `editor.css` is their only stylesheet. */
export const theme: EditorThemeClasses = {
  root: 'weft-editor',
  paragraph: 'weft-paragraph',
  heading: { h1: 'weft-h1', h2: 'weft-h2', h3: 'weft-h3' },
  quote: 'weft-quote',
  code: 'weft-code',
  link: 'weft-link',
  list: {
    ul: 'weft-list',
    ol: 'weft-list',
    listitem: 'weft-item',
    checklist: 'weft-checklist',
    listitemChecked: 'weft-item-checked',
    listitemUnchecked: 'weft-item-unchecked',
    nested: { listitem: 'weft-item-nested' },
  },
  text: {
    bold: 'weft-bold',
    italic: 'weft-italic',
    underline: 'weft-underline',
    strikethrough: 'weft-strikethrough',
    underlineStrikethrough: 'weft-underline-strikethrough',
    code: 'weft-inline-code',
  },
  // Without these names `@lexical/yjs` paints carets by itself, in fixed colours and fonts.
  collaboration: {
    cursor: 'weft-caret',
    cursorName: 'weft-caret-name',
    selection: 'weft-caret-selection',
    selectionBg: 'weft-caret-selection-fill',
  },
};
