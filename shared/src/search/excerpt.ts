import type { BlockId } from '../model/block-id.ts';
import { fold } from './search-terms.ts';

/** A line of a page, cut around what was found. */
export interface Excerpt {
  readonly block: BlockId;
  readonly text: string;
  /** Where in the text what was found begins and ends, in UTF-16 units. */
  readonly marks: readonly (readonly [from: number, to: number])[];
}

/** Letters of an excerpt, and before the first one that was found. */
const LENGTH = 160;
const BEFORE = 40;

/** A line of a page as it is kept. */
export interface KeptLine {
  readonly block: BlockId;
  readonly text: string;
}

/** The line with most of what was looked for, the first of equal ones, cut around it; `undefined` where none has any of it. */
export function bestExcerpt(
  lines: readonly KeptLine[],
  terms: readonly string[],
): Excerpt | undefined {
  let best: KeptLine | undefined;
  let most = 0;
  for (const line of lines) {
    const folded = fold(line.text);
    const found = terms.filter((term) => folded.includes(term)).length;
    if (found <= most) continue;
    best = line;
    most = found;
    if (most === terms.length) break;
  }
  return best && cutAround(best, terms);
}

/** A line, cut around the first of the terms that is in it, or after its beginning. */
export function cutAround({ block, text }: KeptLine, terms: readonly string[] = []): Excerpt {
  const marks = marksIn(text, terms);
  const first = marks[0]?.[0] ?? 0;
  const from = text.length <= LENGTH ? 0 : wordStart(text, Math.max(0, first - BEFORE));
  const to = wholeCharacter(text, Math.min(text.length, from + LENGTH));
  const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  return {
    block,
    text: before + text.slice(from, to) + after,
    marks: marks
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start - from + before.length, end - from + before.length] as const),
  };
}

/** Where the terms are in a text, at the beginnings of words where they are any, in order and without overlaps. */
function marksIn(text: string, terms: readonly string[]): (readonly [number, number])[] {
  if (terms.length === 0) return [];
  // Folding changes lengths: each folded letter knows where it came from.
  let folded = '';
  const origins: number[] = [];
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at)!);
    for (const one of fold(letter)) {
      folded += one;
      for (let unit = 0; unit < one.length; unit++) origins.push(at);
    }
    at += letter.length;
  }
  origins.push(text.length);
  const found: (readonly [number, number])[] = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
      found.push([origins[at]!, origins[at + term.length]!]);
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const marks: (readonly [number, number])[] = [];
  for (const mark of found) if (mark[0] >= (marks.at(-1)?.[1] ?? 0)) marks.push(mark);
  return marks;
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at);
  return wholeCharacter(text, space >= 0 && space - at < 20 ? space + 1 : at);
}

/** Not between the two halves of a character. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
