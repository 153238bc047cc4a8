import { isPlainNote } from '@weft/shared/model/footnotes';
import { classesOf } from './classes.ts';
import type { Context } from './context.ts';
import { type Draft, draftOf } from './draft.ts';

/** What the note is called that `element` refers to: as we write it, or as GitHub and the programs it is made of do. */
export function referenceIn(element: Element): string | undefined {
  if (element.localName === 'sup' && classesOf(element).includes('footnote')) {
    return named(element.getAttribute('data-note'));
  }
  if (element.localName !== 'a' || !element.hasAttribute('data-footnote-ref')) return undefined;
  return named(element.getAttribute('href')?.replace(/^.*#/, ''));
}

/** Whether `element` leads from a note back to the text, which ours do by themselves. */
export function isWayBack(element: Element): boolean {
  return element.localName === 'a' && element.hasAttribute('data-footnote-backref');
}

/** Whether `element` is a note of ours, or holds those of GitHub. */
export function isFootnotes(element: Element): boolean {
  if (element.localName === 'section') return element.hasAttribute('data-footnotes');
  return element.localName === 'p' && classesOf(element).includes('footnote');
}

export function readFootnotes(element: Element, context: Context): Draft[] {
  if (element.localName === 'p') {
    const sign = element.firstElementChild;
    // The number, and the space behind it.
    const isNumber = sign?.localName === 'sup' && referenceIn(sign) === undefined;
    if (isNumber && !sign.previousSibling) sign.remove();
    return readNote(element, named(element.getAttribute('data-note')), context);
  }
  return [...element.querySelectorAll('li')].flatMap((item) =>
    readNote(item, named(item.id), context),
  );
}

/** A note is one text: what else it holds follows it. */
function readNote(element: Element, note: string | undefined, context: Context): Draft[] {
  const drafts = context.reading.blocksOf(element, context);
  if (note === undefined) return drafts;
  const [first] = drafts;
  const text = first?.type === 'text' && !first.children ? first : undefined;
  const rest = text ? drafts.slice(1) : drafts;
  const props = { ...text?.props, note };
  return [draftOf('footnote', { props, runs: text?.runs }), ...rest];
}

/** A name of ours from one of theirs, such as `user-content-fn-1`. */
function named(id: string | null | undefined): string | undefined {
  const name = id?.replace(/^user-content-/, '').toLowerCase();
  return name !== undefined && isPlainNote(name) ? name : undefined;
}
