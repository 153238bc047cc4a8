import type { Inline } from '@weft/shared/model/content';
import { typeset } from './typeset.ts';

/** Draws an equation in a line. Until it can be, and where it is no TeX, its source stands there. */
export function drawInlineEquation(element: HTMLElement, inline: Inline): void {
  const tex = texOf(inline);
  element.dir = 'ltr';
  element.dataset['drawn'] = 'source';
  if (tex.trim() === '') return;
  // Drawn apart: the source stays in its place until then.
  const drawn = element.ownerDocument.createElement('span');
  void typeset(drawn, tex, false).then((result) => {
    if (result.outcome === 'drawn') element.replaceChildren(drawn);
    element.dataset['drawn'] = result.outcome === 'drawn' ? '' : result.outcome;
    if (result.outcome === 'wrong') element.title = result.reason;
  });
}

/** The TeX of an object of kind `equation`, whatever it holds. */
export function texOf({ text }: Inline): string {
  return typeof text === 'string' ? text : '';
}
