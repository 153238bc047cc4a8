import type { Inline } from '@weft/shared/model/content';
import type { LexicalEditor } from 'lexical';

/** Draws an object of a line into its element, which holds its words until then. It is never drawn twice. */
export type DrawInline = (element: HTMLElement, inline: Inline) => void;

/** By kind of object. */
export type InlineViews = ReadonlyMap<string, DrawInline>;

const PROVIDED = new WeakMap<LexicalEditor, InlineViews>();

/** Says how an editor draws objects; before it shows any. */
export function provideInlineViews(editor: LexicalEditor, views: InlineViews): void {
  PROVIDED.set(editor, views);
}

export function drawInline(element: HTMLElement, inline: Inline, editor: LexicalEditor): void {
  PROVIDED.get(editor)?.get(inline.kind)?.(element, inline);
}
