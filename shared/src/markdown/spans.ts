import type { Json, Run } from '../model/content.ts';
import { isMarkName, MARKS } from '../model/marks.ts';
import { writeAttributes } from './attributes.ts';
import { wordOf } from './properties.ts';

/** One mark of a run as something that is opened before it and closed after it. */
export interface Wrap {
  /** Equal for equal marks. */
  readonly key: string;
  readonly open: string;
  readonly close: string;
  /** Emphasis: the tag that says the same where asterisks or tildes would be read otherwise. */
  readonly tag?: string;
  /** The address of a link. */
  readonly address?: string;
}

/** A wrap around one stretch of runs. */
export interface Span {
  readonly wrap: Wrap;
  open: string;
  close: string;
}

/** The runs with what opens and closes between them, properly nested. */
export type Piece =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'open' | 'close'; readonly span: Span };

/** `runs` with their marks as nested spans, the longest outermost. */
export function nest(runs: readonly Run[]): Piece[] {
  const wraps = runs.map(wrapsOf);
  const extents = extentsOf(wraps);
  const pieces: Piece[] = [];
  const open: Span[] = [];
  const closeTo = (depth: number): void => {
    while (open.length > depth) pieces.push({ kind: 'close', span: open.pop() as Span });
  };
  runs.forEach((run, i) => {
    const own = wraps[i] ?? [];
    const kept = open.findIndex(({ wrap }) => !own.some(({ key }) => key === wrap.key));
    if (kept >= 0) closeTo(kept);
    const extent = (wrap: Wrap): number => extents[i]?.get(wrap.key) ?? 0;
    const missing = own.filter(({ key }) => !open.some(({ wrap }) => wrap.key === key));
    for (const wrap of missing.toSorted((a, b) => extent(b) - extent(a))) {
      const span = { wrap, open: wrap.open, close: wrap.close };
      open.push(span);
      pieces.push({ kind: 'open', span });
    }
    pieces.push({ kind: 'run', run });
  });
  closeTo(0);
  return pieces;
}

/** For each run, over how many runs from there on each of its marks reaches. */
function extentsOf(wraps: readonly (readonly Wrap[])[]): Map<string, number>[] {
  const extents: Map<string, number>[] = [];
  let after = new Map<string, number>();
  for (const own of wraps.toReversed()) {
    after = new Map(own.map(({ key }) => [key, (after.get(key) ?? 0) + 1]));
    extents.push(after);
  }
  return extents.reverse();
}

/** All marks but `code`, which belongs to the letters themselves; the link comes first. */
function wrapsOf({ marks }: Run): Wrap[] {
  const wraps: Wrap[] = [];
  for (const [name, value] of Object.entries(marks)) {
    const known = isMarkName(name) && MARKS[name].accepts(value) ? name : undefined;
    if (known === 'code') continue;
    if (known === 'link') wraps.unshift(link(wordOf(value)));
    else if (known === 'bold') wraps.push(emphasis('**', 'strong'));
    else if (known === 'italic') wraps.push(emphasis('*', 'em'));
    else if (known === 'strike') wraps.push(emphasis('~~', 'del'));
    else if (known === 'underline') wraps.push(spanTag('underline', 'true'));
    else if (known === 'color') wraps.push(spanTag('color', wordOf(value)));
    else if (known === 'background') wraps.push(spanTag('color', `${wordOf(value)}_bg`));
    else wraps.push(spanTag('marks', JSON.stringify({ [name]: value } satisfies Json)));
  }
  return wraps;
}

function emphasis(delimiter: string, tag: string): Wrap {
  return { key: tag, open: delimiter, close: delimiter, tag };
}

function spanTag(name: string, value: string): Wrap {
  const open = `<span ${writeAttributes([[name, value]])}>`;
  return { key: open, open, close: '</span>' };
}

function link(address: string): Wrap {
  const key = `link ${address}`;
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f|\ufeff]/.test(address)) {
    return { key, ...anchor(address), address };
  }
  return { key, open: '[', close: `](${destination(address)})`, address };
}

/** The tags that say a link where brackets cannot. */
export function anchor(address: string): { readonly open: string; readonly close: string } {
  return { open: `<a ${writeAttributes([['href', address]])}>`, close: '</a>' };
}

/** `address` as what stands in a link's parentheses; it has no control characters and no pipe. */
export function destination(address: string): string {
  const safe = address.replace(/[\\&<>]/g, '\\$&');
  return /^[^\s()<>\\]+$/.test(address) ? safe : `<${safe}>`;
}
