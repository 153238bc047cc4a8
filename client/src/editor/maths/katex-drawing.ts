/** Loaded with the first equation: KaTeX, its style sheet, and with that its fonts. */
import katex from 'katex';
import 'katex/dist/katex.css';
import { KATEX_SETTINGS } from './katex-settings.ts';

/** Draws TeX into an element as elements, without markup that a policy on styles would refuse. Throws what is wrong with it. */
export function draw(element: HTMLElement, tex: string, isBlock: boolean): void {
  const drawn = element.ownerDocument.createElement('span');
  katex.render(tex, drawn, { ...KATEX_SETTINGS, displayMode: isBlock });
  element.replaceChildren(...drawn.childNodes);
}

/** What KaTeX says about an error, without its own name and the letters around the place. */
export function reasonOf(error: unknown): string | undefined {
  return error instanceof katex.ParseError ? (error.rawMessage ?? error.message) : undefined;
}
