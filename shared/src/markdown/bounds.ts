/**
 * Limits that keep parsing linear in the length of the text, whatever the text is. The parser's work for some
 * forms grows with the square of how often they occur in one paragraph, and with the depth of nesting.
 */
import {
  attention,
  blockQuote,
  codeText,
  htmlText,
  labelEnd,
  list,
} from 'micromark-core-commonmark';
import type { Construct, Extension, State, TokenizeContext } from 'micromark-util-types';
import { MarkdownError } from './error.ts';

/** Quotes and lists within each other, counted together. */
export const MAX_DEPTH = 100;

/** Blocks in tags within each other. */
export const MAX_TAGS = 1000;

/** Delimiter runs of emphasis and strikethrough in one paragraph; later ones are letters. */
export const MAX_DELIMITERS = 1000;

/** Backticks that open one code span. */
export const MAX_TICKS = 32;

/** Beginnings of links, tags and the like in one paragraph that led to nothing; later ones are letters. */
const MAX_FAILURES = 50;

/** Signs after which a tag or an attribute list that is none is given up at no cost, as in "a < b" and "{ }". */
const CHEAP = 2;

const BACKTICK = 96;

/** Built-in forms that `bounded` stands in for. */
const REPLACED = [attention, codeText, htmlText, labelEnd];

/** The extension that puts the limits on what CommonMark itself has. */
export function bounds(): Extension {
  const [emphasis, code, tag, link] = [
    bounded(attention, MAX_DELIMITERS),
    boundedTicks(bounded(codeText)),
    beginsOften(htmlText),
    bounded(labelEnd),
  ];
  return {
    document: {
      42: shallow(list),
      43: shallow(list),
      45: shallow(list),
      ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [48 + i, shallow(list)])),
      62: shallow(blockQuote),
    },
    text: { 42: emphasis, 95: emphasis, 96: code, 60: tag, 93: link },
    insideSpan: { null: [emphasis] },
    disable: { null: REPLACED.flatMap((construct) => construct.name ?? []) },
  };
}

/** The forms of `extension`, each of them bounded. */
export function boundedExtension(extension: Extension): Extension {
  const text = Object.entries(extension.text ?? {}).map(([code, constructs]) => [
    code,
    [constructs ?? []].flat().map((construct: Construct) => bounded(construct, MAX_DELIMITERS)),
  ]);
  return { ...extension, text: Object.fromEntries(text) };
}

/**
 * `construct`, but for at most `most` successes and `MAX_FAILURES` failures in one paragraph.
 *
 * @param cheap - failures after that many signs are not counted
 */
export function bounded(construct: Construct, most = Infinity, cheap = -1): Construct {
  const counts = new WeakMap<TokenizeContext, { done: number; failed: number }>();
  return {
    ...construct,
    name: `bounded-${construct.name ?? ''}`,
    tokenize(effects, ok, nok) {
      const count = counts.get(this) ?? { done: 0, failed: 0 };
      counts.set(this, count);
      if (count.done >= most || count.failed >= MAX_FAILURES) return nok;
      const from = this.now().offset;
      const done: State = (code) => {
        count.done += 1;
        return ok(code);
      };
      const failed: State = (code) => {
        if (this.now().offset - from > cheap) count.failed += 1;
        return nok(code);
      };
      return construct.tokenize.call(this, effects, done, failed);
    },
  };
}

/** `construct`, whose first sign prose is full of. */
export function beginsOften(construct: Construct): Construct {
  return bounded(construct, Infinity, CHEAP);
}

/** Long runs of backticks are each looked for up to the paragraph's end: there may not be many lengths of them. */
function boundedTicks(construct: Construct): Construct {
  const sized: Construct = {
    partial: true,
    tokenize(effects, ok, nok) {
      let size = 0;
      const run: State = (code) => {
        if (code === BACKTICK) {
          size += 1;
          if (size > MAX_TICKS) return nok(code);
          effects.consume(code);
          return run;
        }
        effects.exit('data');
        return ok(code);
      };
      return (code) => {
        effects.enter('data');
        return run(code);
      };
    },
  };
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      return effects.check(sized, construct.tokenize.call(this, effects, ok, nok), nok);
    },
  };
}

/** The depth of each container that is open, by the state the parser keeps for it. */
const depths = new WeakMap<object, number>();

/** How deep the containers reach on the line being read. */
const reached = new WeakMap<TokenizeContext, { line: number; depth: number; from?: number }>();

function shallow(container: Construct): Construct {
  const continued = container.continuation;
  return {
    ...container,
    tokenize(effects, ok, nok) {
      const from = this.now().offset;
      const began: State = (code) => {
        if (this.containerState) {
          const depth = depths.get(this.containerState) ?? depthAround(this, from) + 1;
          if (depth > MAX_DEPTH) throw new MarkdownError('too-deep');
          depths.set(this.containerState, depth);
          reached.set(this, { line: this.now().line, depth, from });
        }
        return ok(code);
      };
      return container.tokenize.call(this, effects, began, nok);
    },
    ...(continued && {
      continuation: {
        ...continued,
        tokenize(effects, ok, nok) {
          const depth = this.containerState && depths.get(this.containerState);
          const goesOn: State = (code) => {
            if (depth) reached.set(this, { line: this.now().line, depth });
            return ok(code);
          };
          return continued.tokenize.call(this, effects, goesOn, nok);
        },
      },
    }),
  };
}

/** The depth that a container beginning at `from` is in; each is looked at once and then read, both from there. */
function depthAround(context: TokenizeContext, from: number): number {
  const here = reached.get(context);
  if (here?.line !== context.now().line) return 0;
  return here.from === from ? here.depth - 1 : here.depth;
}

/** A line that begins with more bullets than any page has, of which each would be compared with all that follow. */
const BULLETS = /^[ \t>]*(?:[-*][ \t]+){1000}/m;

/** @throws MarkdownError if reading `text` would take more than linear time for the depth it has. */
export function refuseBullets(text: string): void {
  if (BULLETS.test(text)) throw new MarkdownError('too-deep');
}

/** Whether `text`, in a block of code, would be refused. */
export function hasBullets(text: string): boolean {
  return BULLETS.test(text);
}
