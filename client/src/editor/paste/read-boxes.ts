import { classesOf } from './classes.ts';
import type { Context } from './context.ts';
import { type Draft, draftOf, withBody } from './draft.ts';

/** GitHub's kinds of notes, and what stands for them here. */
const ALERTS: ReadonlyMap<string, readonly [icon: string, background: string]> = new Map([
  ['note', ['ℹ️', 'blue']],
  ['tip', ['💡', 'green']],
  ['important', ['❗', 'purple']],
  ['warning', ['⚠️', 'yellow']],
  ['caution', ['🛑', 'red']],
]);

const EMOJI =
  /^\s*(\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*)\s*/u;

/** `details`: a toggle, or a heading that is one. */
export function readToggle(element: Element, context: Context): Draft[] {
  const summary = [...element.children].find(({ localName }) => localName === 'summary');
  const [title, ...others] = summary ? context.reading.blocksOf(summary, context) : [];
  const inside = withoutElements(element, summary ? [summary] : [], context);
  if (title && /^heading[123]$/.test(title.type)) {
    const props = { ...title.props, toggle: true };
    return [draftOf(title.type, { props, runs: title.runs, children: [...others, ...inside] })];
  }
  const drafts = [...(title ? [title] : [{ type: 'text' }]), ...others, ...inside];
  return [withBody('toggle', drafts)];
}

/** A quote, unless nothing is in it. */
export function readQuote(element: Element, context: Context): Draft[] {
  const drafts = context.reading.blocksOf(element, context);
  if (drafts.length === 0) return [];
  return [withBody('quote', drafts)];
}

/** Whether `element` is a box with a sign, as shared/html, Notion or GitHub write it. */
export function isCallout(element: Element): boolean {
  const classes = classesOf(element);
  if (classes.includes('callout')) return true;
  if (element.localName === 'aside') return EMOJI.test(element.textContent ?? '');
  return element.localName === 'div' && classes.includes('markdown-alert');
}

export function readCallout(element: Element, context: Context): Draft[] {
  const kind = classesOf(element).flatMap(
    (name) => /^markdown-alert-(\w+)$/.exec(name)?.[1] ?? [],
  )[0];
  const [sign, background] = ALERTS.get(kind ?? '') ?? [];
  const icon = iconOf(element);
  const drafts = withoutElements(element, icon ? [icon] : [], context);
  const named = (icon?.textContent || icon?.getAttribute('alt') || '').trim();
  // Others say which sign is one of the box, and which a letter.
  const isNotions = !classesOf(element).includes('callout');
  const shown = sign ?? (named || (isNotions ? takeEmoji(drafts[0]) : ''));
  const props = { ...(background && { background }), ...(shown !== '' && { icon: shown }) };
  return [withBody('callout', drafts, props)];
}

/** The sign of a box, which is the first thing in it, and not that of a box within it. */
function iconOf(element: Element): Element | undefined {
  const first = element.firstElementChild;
  return (
    [first, first?.firstElementChild].find((each) => each && classesOf(each).includes('icon')) ??
    undefined
  );
}

/** The emoji that the text of `draft` begins with, which is taken out of it. */
function takeEmoji(draft: Draft | undefined): string {
  const [run, ...rest] = draft?.type === 'text' ? (draft.runs ?? []) : [];
  const match = run && 'text' in run ? EMOJI.exec(run.text) : null;
  if (!draft || !run || !('text' in run) || !match) return '';
  const text = run.text.slice(match[0].length);
  draft.runs = text === '' ? rest : [{ ...run, text }, ...rest];
  return match[1] ?? '';
}

/** The blocks of `element` without those of `left`, which are in it. */
function withoutElements(element: Element, left: readonly Element[], context: Context): Draft[] {
  for (const each of left) each.remove();
  return context.reading.blocksOf(element, context);
}
