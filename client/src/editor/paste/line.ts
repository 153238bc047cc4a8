import type { Inline, Run } from '@weft/shared/model/content';
import { type Marks, NO_MARKS, sameMarks } from '@weft/shared/model/marks';
import type { Spaces } from './inline-style.ts';

/** What the eye does not see and no script needs; joiners stay, they make letters and faces. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b\u000e-\u001f\u007f\u200b\ufeff]/g;

const PARTS = /[ \t\n\r\f\u00a0]+|[^ \t\n\r\f\u00a0]+/g;

/** Letters as they come in, which turn into paragraphs: spaces collapse as they do on the screen. */
export class Line {
  #lines: Run[][] = [[]];
  /** Spaces that show only if letters follow. */
  #space: { marks: Marks; count: number; hard: number } | undefined;

  /** Takes the text of one node. */
  add(text: string, marks: Marks, spaces: Spaces): void {
    const seen = text.replace(UNSEEN, '');
    if (spaces === 'keep') {
      const [first = '', ...rest] = seen.split(/\r\n?|\n/);
      this.#letters(first, marks);
      for (const line of rest) {
        this.break(marks);
        this.#letters(line, marks);
      }
      return;
    }
    for (const [part] of seen.matchAll(PARTS)) {
      if (!/^[ \t\n\r\f\u00a0]/.test(part)) this.#letters(part, marks);
      else if (spaces === 'lines' && /[\n\r]/.test(part)) {
        for (const _ of part.matchAll(/\r\n?|\n/g)) this.break(marks);
      } else this.#spaces(part, marks);
    }
  }

  addObject(inline: Inline, marks: Marks): void {
    this.#writeSpace();
    this.#line.push({ inline, marks });
  }

  /** Ends a line within the paragraph; a second time in a row it ends the paragraph. */
  break(marks: Marks): void {
    this.#space = undefined;
    // The sign itself looks the same whatever its marks are, but what it stands between should stay one run.
    this.#line.push({ text: '\n', marks });
    this.#lines.push([]);
  }

  /** The paragraphs since the last time; those without letters are distances and left out. */
  take(): Run[][] {
    const paragraphs: Run[][] = [];
    let open: Run[] | undefined;
    for (const line of this.#lines) {
      if (isBlank(line)) open = undefined;
      else if (open) open.push(...line);
      else paragraphs.push((open = line));
    }
    this.#lines = [[]];
    this.#space = undefined;
    return paragraphs.map((runs) => joined(withoutLastBreak(runs)));
  }

  get #line(): Run[] {
    return this.#lines.at(-1) as Run[];
  }

  #letters(text: string, marks: Marks): void {
    if (text === '') return;
    this.#writeSpace();
    this.#line.push({ text, marks });
  }

  #spaces(part: string, marks: Marks): void {
    const hard = part.replace(/[^\u00a0]/g, '').length;
    this.#space ??= { marks, count: 0, hard: 0 };
    this.#space.hard += hard;
    if (hard < part.length) this.#space.count = 1;
  }

  /** A space that does not break stays one between two letters; beside others it was there to be wide. */
  #writeSpace(): void {
    const space = this.#space;
    this.#space = undefined;
    if (!space || this.#line.length === 0) return;
    const lone = space.hard === 1 && space.count === 0;
    this.#line.push({
      text: lone ? '\u00a0' : ' '.repeat(space.hard + space.count),
      marks: space.marks,
    });
  }
}

/** Neighbours with equal marks as one run. */
export function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  let texts: string[] = [];
  let marks: Marks = NO_MARKS;
  const flush = (): void => {
    if (texts.length > 0) all.push({ text: texts.join(''), marks });
    texts = [];
  };
  for (const run of runs) {
    if (texts.length > 0 && (!('text' in run) || !sameMarks(run.marks, marks))) flush();
    if ('text' in run) {
      texts.push(run.text);
      marks = run.marks;
    } else all.push(run);
  }
  flush();
  return all;
}

function isBlank(line: readonly Run[]): boolean {
  return line.every((run) => 'text' in run && run.text.trim() === '');
}

function withoutLastBreak(runs: Run[]): Run[] {
  const last = runs.at(-1);
  return last && 'text' in last && last.text === '\n' ? runs.slice(0, -1) : runs;
}
