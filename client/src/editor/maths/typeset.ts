import { isHarmless, LONGEST_TEX } from './tex-limits.ts';
import { isTypesetSoon } from './tex-trial.ts';

/** What became of TeX: it is drawn, or the element is as it was. `late` is TeX that was followed by other before its turn came. */
export type Typeset =
  | { readonly outcome: 'drawn' | 'large' | 'unloaded' | 'late' }
  /** `reason` is what KaTeX says, in English. */
  | { readonly outcome: 'wrong'; readonly reason: string };

const LATEST = new WeakMap<HTMLElement, string>();

/** What draws, and says what is wrong with what it could not draw. */
interface Drawing {
  draw(element: HTMLElement, tex: string, isBlock: boolean): void;
  reasonOf(error: unknown): string | undefined;
}

let drawing: Promise<Drawing> | undefined;

/** Draws TeX into an element, as a line of its own or within one. What does it is loaded with the first equation. */
export async function typeset(
  element: HTMLElement,
  tex: string,
  isBlock: boolean,
): Promise<Typeset> {
  LATEST.set(element, tex);
  const isLate = (): boolean => LATEST.get(element) !== tex;
  if (tex.trim() === '') {
    element.replaceChildren();
    return { outcome: 'drawn' };
  }
  if (tex.length > LONGEST_TEX) return { outcome: 'large' };
  try {
    const { draw, reasonOf } = await load();
    if (isLate()) return { outcome: 'late' };
    if (!isHarmless(tex) && !(await isTypesetSoon(tex))) return { outcome: 'large' };
    if (isLate()) return { outcome: 'late' };
    try {
      draw(element, tex, isBlock);
      return { outcome: 'drawn' };
    } catch (error) {
      const reason = reasonOf(error);
      return reason === undefined ? { outcome: 'large' } : { outcome: 'wrong', reason };
    }
  } catch {
    return { outcome: isLate() ? 'late' : 'unloaded' };
  }
}

async function load(): Promise<Drawing> {
  drawing ??= import('./katex-drawing.ts').then(async ({ draw, reasonOf }) => {
    // Drawn without its fonts an equation would jump once they come.
    await Promise.all(
      ['1em KaTeX_Main', 'italic 1em KaTeX_Math'].map((font) => document.fonts.load(font)),
    ).catch(() => undefined);
    return { draw, reasonOf };
  });
  try {
    return await drawing;
  } catch (error) {
    // The next equation asks again: the line may be back by then.
    drawing = undefined;
    throw error;
  }
}
