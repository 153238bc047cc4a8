import type { Inline, Run } from '../model/content.ts';
import { isPlainNote, noteOf, numberOf } from '../model/footnotes.ts';
import { sameMarks } from '../model/marks.ts';
import type { Attribute } from './attributes.ts';
import { writeAttributes } from './attributes.ts';
import { MAX_TICKS } from './bounds.ts';
import type { Written } from './emphasis.ts';
import { settleEmphasis, textOf } from './emphasis.ts';
import type { Within } from './escape.ts';
import { escapeText } from './escape.ts';
import type { Piece } from './spans.ts';
import { anchor, destination, nest } from './spans.ts';

/** `runs` as a line of Markdown, in paragraphs as several, with `attributes` in braces after them. */
export function writeInline(
  runs: readonly Run[],
  within: Within,
  attributes: readonly Attribute[] = [],
): string {
  const joined = joinRuns(runs);
  const pieces = nest(joined);
  const written: Written[] = [];
  let edge = true;
  pieces.forEach((piece, i) => {
    if (piece.kind !== 'run') written.push({ kind: piece.kind, span: piece.span });
    else {
      const place = {
        lineStart: edge,
        lineEnd: i === pieces.length - 1,
        beforeBracket: startsWithBracket(pieces, i + 1),
        within,
      };
      written.push({ kind: 'text', text: writeRun(piece.run, place, joined.length === 1) });
    }
    edge = piece.kind === 'run' && textOf(written.at(-1)).endsWith('\n');
  });
  settleEmphasis(written);
  writeAutolinks(pieces, written);
  keepFromDefining(written);
  const line = written.map(textOf).join('');
  const list = attributes.length > 0 ? `{${writeAttributes(attributes)}}` : '';
  return line === '' || list === '' ? line + list : `${line} ${list}`;
}

/** Neighbours with equal marks as one run, empty ones left out. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if ('text' in run && run.text === '') continue;
    if (last && 'text' in last && 'text' in run && sameMarks(last.marks, run.marks)) {
      joined[joined.length - 1] = { text: last.text + run.text, marks: last.marks };
    } else joined.push(run);
  }
  return joined;
}

function writeRun(run: Run, place: Parameters<typeof escapeText>[1], alone: boolean): string {
  if ('inline' in run) {
    const plain = Object.keys(run.marks).length === 0;
    const object = writeObject(run.inline, place.within, alone && plain);
    return run.marks['code'] === true ? `<code>${object}</code>` : object;
  }
  if (run.marks['code'] !== true) return escapeText(run.text, place);
  return (
    codeSpan(run.text, place.within) ??
    `<code>${escapeText(run.text, { ...place, lineStart: false, lineEnd: false })}</code>`
  );
}

/** `text` between backticks, if they can hold it. */
function codeSpan(text: string, within: Within): string | undefined {
  if (/[\n\r\0]/.test(text)) return undefined;
  if (within === 'cell' && /\\\\*\|/.test(text)) return undefined;
  const lengths = new Set(text.match(/`+/g)?.map((ticks) => ticks.length));
  let size = 1;
  while (lengths.has(size)) size += 1;
  if (size > MAX_TICKS) return undefined;
  const ticks = '`'.repeat(size);
  const padded = /^`|`$|^ .*[^ ].* $/.test(text) ? ` ${text} ` : text;
  return ticks + (within === 'cell' ? padded.replaceAll('|', '\\|') : padded) + ticks;
}

/** An object in a line: an equation, a mention, a picture, or one that this version does not know. */
function writeObject(inline: Inline, within: Within, alone: boolean): string {
  const { kind, ...fields } = inline;
  if (kind === 'equation' && hasOnly(fields, ['text'])) {
    const text = fields['text'] as string;
    const fits =
      text !== '' && !/[\n\r\0]|`\$|\$`/.test(text) && !(within === 'cell' && text.includes('|'));
    if (fits && !text.endsWith('`') && !text.startsWith('`')) return `$\`${text}\`$`;
  }
  const note = noteOf(inline);
  // What is between tags on one line is read by itself, where no note is known.
  if (note !== undefined && hasOnly(fields, ['note']) && within !== 'line') {
    if (isPlainNote(note) && numberOf(inline) !== undefined) return `[^${note}]`;
  }
  // A picture alone in a paragraph is a block.
  if (kind === 'image' && !(alone && within === 'paragraph')) {
    const image = writeImage(fields, within);
    if (image !== undefined) return image;
  }
  if (kind === 'mention') {
    const targets = Object.keys(fields).filter((field) => MENTIONED.has(field));
    if (targets.length === 1 && targets[0] && Object.values(fields).every(isString)) {
      const { [targets[0]]: target, ...rest } = fields;
      const others = Object.entries(rest) as Attribute[];
      const attributes: Attribute[] = [['id', target as string], ...others];
      if (others.every(([name]) => /^[a-z]+$/.test(name) && name !== 'id')) {
        return `<mention-${targets[0]} ${writeAttributes(attributes)}/>`;
      }
    }
  }
  return `<inline ${writeAttributes([
    ['kind', kind],
    ['fields', JSON.stringify(fields)],
  ])}/>`;
}

/** What a mention may point at. */
export const MENTIONED: ReadonlySet<string> = new Set(['page', 'user', 'date']);

/** The plain form of a picture: `fields` are `source`, and maybe `alt` and `title`. */
export function writeImage(
  fields: { readonly [field: string]: unknown },
  within: Within,
): string | undefined {
  if (!hasOnly(fields, ['source'], ['alt', 'title'])) return undefined;
  const { source, alt = '', title } = fields as { source: string; alt?: string; title?: string };
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f\ufeff]/.test(`${source}${alt}${title ?? ''}`)) return undefined;
  if (
    fields['alt'] === '' ||
    title === '' ||
    (within === 'cell' && `${source}${title}`.includes('|'))
  ) {
    return undefined;
  }
  const place = { lineStart: false, lineEnd: false, beforeBracket: false, within };
  const titled = title === undefined ? '' : ` "${title.replace(/["\\&|]/g, '\\$&')}"`;
  return `![${escapeText(alt, place)}](${destination(source)}${titled})`;
}

function hasOnly(
  fields: { readonly [field: string]: unknown },
  needed: readonly string[],
  allowed: readonly string[] = [],
): boolean {
  return (
    needed.every((field) => Object.hasOwn(fields, field)) &&
    Object.entries(fields).every(
      ([field, value]) => isString(value) && (needed.includes(field) || allowed.includes(field)),
    )
  );
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a link's or a picture's bracket may follow. */
function startsWithBracket(pieces: readonly Piece[], index: number): boolean {
  const piece = pieces[index];
  if (piece?.kind === 'run') return 'inline' in piece.run;
  return piece?.kind === 'open' && piece.span.open === '[';
}

/** What a parser takes for the definition of an address before it looks for code and tags. */
const DEFINITION = /^\[(?:[^[\]\\]|\\[^])*\]:/;

/** A link at the start, with `]:` in code or in a tag that it shows, is written as a tag. */
function keepFromDefining(written: readonly Written[]): void {
  const [first] = written;
  const address = first?.span?.wrap.address;
  if (!first?.span || address === undefined) return;
  if (DEFINITION.test(written.map(textOf).join(''))) Object.assign(first.span, anchor(address));
}

/** A link that shows its own address and nothing else is written between angle brackets. */
function writeAutolinks(pieces: readonly Piece[], written: Written[]): void {
  pieces.forEach((piece, i) => {
    const [before, after] = [pieces[i - 1], pieces[i + 1]];
    if (piece.kind !== 'run' || !('text' in piece.run) || piece.run.marks['code'] === true) return;
    if (before?.kind !== 'open' || after?.kind !== 'close' || before.span !== after.span) return;
    const { span } = before;
    if (span.wrap.address !== piece.run.text || span.open !== '[') return;
    if (!/^[a-z][a-z0-9+.-]{1,31}:[^\s<>|\p{Cc}]*$/iu.test(piece.run.text)) return;
    span.open = '<';
    span.close = '>';
    written[i] = { kind: 'text', text: piece.run.text };
  });
}
