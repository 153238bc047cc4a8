/**
 * Whether asterisks and tildes can say an emphasis depends on the letters around them (CommonMark, section 6.2).
 * Where they cannot, a tag says it, which any Markdown reader understands as well.
 */
import { classifyCharacter } from 'micromark-util-classify-character';
import { MAX_DELIMITERS } from './bounds.ts';
import type { Span } from './spans.ts';

/** A piece of a line as it will be written. */
export interface Written {
  readonly kind: 'open' | 'close' | 'text';
  readonly span?: Span;
  readonly text?: string;
}

/** What may go on settling before all that is still in doubt becomes a tag. */
const ROUNDS = 8;

const STAR = '*';

/** Gives a tag to each emphasis among `pieces` that its delimiters would not say. */
export function settleEmphasis(pieces: readonly Written[]): void {
  const spans = pieces.flatMap(({ kind, span }) => (kind === 'open' && span ? [span] : []));
  for (const span of spans.filter(isDelimited).slice(MAX_DELIMITERS / 4)) useTag(span);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!settleOnce(pieces)) return;
  }
  for (const span of spans) if (isDelimited(span)) useTag(span);
}

/** One look at all delimiters; whether any of them was given up. */
function settleOnce(pieces: readonly Written[]): boolean {
  let changed = false;
  const giveUp = (span: Span | undefined): void => {
    if (span && isDelimited(span)) {
      useTag(span);
      changed = true;
    }
  };
  /** The lengths of the runs of asterisks that opened what is still open. */
  const open: { span: Span; length: number }[] = [];
  for (let start = 0; start < pieces.length;) {
    let end = start + 1;
    if (delimiterOf(pieces[start]) !== undefined) {
      while (delimiterOf(pieces[end]) === delimiterOf(pieces[start])) end += 1;
      const run = pieces.slice(start, end);
      const mark = delimiterOf(run[0]);
      const length = run.reduce((sum, piece) => sum + textOf(piece).length, 0);
      const before = classifyAt(textBefore(pieces, start), -1);
      const after = classifyAt(textAfter(pieces, end), 0);
      const [opens, closes] = [canOpen(before, after), canOpen(after, before)];
      const opening = run.filter(({ kind }) => kind === 'open');
      const closing = run.filter(({ kind }) => kind === 'close');
      if (opening.length > 0 && closing.length > 0) for (const { span } of opening) giveUp(span);
      else if (opening.length > 0 ? !opens : !closes) for (const { span } of run) giveUp(span);
      else if (opening.length > 0 && closes && mark === STAR) {
        // Such a run could also close what is open: unless the rule of three forbids it, it would.
        const closesOther = open.some(
          (other) =>
            (other.length + length) % 3 !== 0 || (length % 3 === 0 && other.length % 3 === 0),
        );
        if (closesOther) for (const { span } of run) giveUp(span);
      }
      if (mark === STAR) {
        for (const { span, kind } of run) {
          if (kind === 'open' && span) open.push({ span, length });
          else if (open.at(-1)?.span === span) open.pop();
        }
      }
    }
    start = end;
  }
  return changed;
}

/** 1 is whitespace or a line's edge, 2 punctuation, `undefined` anything else, as the parser has it. */
type CharacterClass = 1 | 2 | undefined;

/** Whether delimiters between `before` and `after` can open; turned around, whether they can close. */
function canOpen(before: CharacterClass, after: CharacterClass): boolean {
  return after === undefined || (after === 2 && before !== undefined);
}

function classifyAt(text: string, index: number): CharacterClass {
  if (text === '') return 1;
  const kind = classifyCharacter(text.charCodeAt(index < 0 ? text.length - 1 : index));
  return kind === 1 || kind === 2 ? kind : undefined;
}

function textBefore(pieces: readonly Written[], index: number): string {
  for (let i = index - 1; i >= 0; i -= 1) {
    const text = textOf(pieces[i]);
    if (text !== '') return text;
  }
  return '';
}

function textAfter(pieces: readonly Written[], index: number): string {
  for (let i = index; i < pieces.length; i += 1) {
    const text = textOf(pieces[i]);
    if (text !== '') return text;
  }
  return '';
}

/** What `piece` puts into the line. */
export function textOf(piece: Written | undefined): string {
  if (!piece) return '';
  if (piece.kind === 'text') return piece.text ?? '';
  return (piece.kind === 'open' ? piece.span?.open : piece.span?.close) ?? '';
}

/** The character that `piece` is a run of, if it is one of delimiters. */
function delimiterOf(piece: Written | undefined): string | undefined {
  return piece?.span && isDelimited(piece.span) ? piece.span.open.charAt(0) : undefined;
}

function isDelimited(span: Span): boolean {
  return span.wrap.tag !== undefined && span.open === span.wrap.open;
}

function useTag(span: Span): void {
  span.open = `<${span.wrap.tag}>`;
  span.close = `</${span.wrap.tag}>`;
}
