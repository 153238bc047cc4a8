/** Where letters stand, which decides what has to be escaped. */
export interface Place {
  /** They are the first on a line where a block could begin. */
  readonly lineStart: boolean;
  /** Nothing follows them on the last line. */
  readonly lineEnd: boolean;
  /** A bracket follows them, which an exclamation mark would turn into a picture's. */
  readonly beforeBracket: boolean;
  readonly within: Within;
}

/**
 * What letters are part of. A `paragraph` may have several lines, the others are one; a `line` is read as a
 * paragraph that happens to have one. No block can begin in a `heading` or in a table's `cell`.
 */
export type Within = 'paragraph' | 'line' | 'heading' | 'cell';

const ALWAYS = new Set(['\\', '`', '*', '[', ']', '~', '$']);
const WORD = /[\p{L}\p{N}]/u;
const PROTOCOL = /(?:^|[^a-z])(?:https?|ftp|mailto|xmpp)$/i;

/** `text` such that Markdown reads it as the letters it is; line breaks inside a block included. */
export function escapeText(text: string, place: Place): string {
  let out = '';
  let edge = place.lineStart;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charAt(i);
    const next = text[i + 1];
    const last = next === undefined;
    if (unit === '\n') {
      out += place.within !== 'paragraph' || (last && place.lineEnd) ? '<br>' : '\\\n';
      edge = true;
      continue;
    }
    const number = edge ? /^\d{1,9}(?=[.)](?:[ \t\n]|$))/.exec(text.slice(i, i + 11)) : null;
    if (number && mayStartBlock(place)) {
      out += `${number[0]}\\`;
      i += number[0].length - 1;
      const delimiter = text.charAt(i + 1);
      out += delimiter;
      i += 1;
    } else {
      const atEnd = last ? place.lineEnd : next === '\n';
      out += escaped(unit, { before: text[i - 1], next, edge, atEnd, out, place });
    }
    edge = false;
  }
  return out;
}

interface Around {
  readonly before: string | undefined;
  readonly next: string | undefined;
  readonly edge: boolean;
  readonly atEnd: boolean;
  /** What has been written so far. */
  readonly out: string;
  readonly place: Place;
}

function escaped(unit: string, around: Around): string {
  const { before, next, place } = around;
  if (ALWAYS.has(unit)) return `\\${unit}`;
  switch (unit) {
    case ' ':
    case '\t':
      return around.edge || around.atEnd ? reference(unit) : unit;
    case '\r':
    case '\ufeff':
      return reference(unit);
    case '\0':
      return '<char code="0"/>';
    case '_':
      return isWord(before) && isWord(next) ? unit : '\\_';
    case '<':
      return next === undefined || /[A-Za-z/!?]/.test(next) ? '\\<' : unit;
    case '&':
      return next === undefined || /[A-Za-z0-9#]/.test(next) ? '\\&' : unit;
    case '{':
      return next === undefined || /[A-Za-z]/.test(next) ? '\\{' : unit;
    case '^':
      // After the bracket of a link it would refer to a note.
      return before === undefined ? '\\^' : unit;
    case '!':
      return next === undefined && place.beforeBracket ? '\\!' : unit;
    case '.':
      return /www$/i.test(around.out.slice(-3)) ? '\\.' : unit;
    case ':':
      if (PROTOCOL.test(around.out.slice(-7))) return '\\:';
      return startsBlock(unit, around) ? '\\:' : unit;
    case '@':
      return next === undefined || /[\w.-]/.test(next) ? '\\@' : unit;
    case '|':
      return place.within === 'cell' || around.edge ? '\\|' : unit;
    case '#':
      if (place.within === 'heading') return isWord(before) ? unit : '\\#';
      return startsBlock(unit, around) ? '\\#' : unit;
    default:
      return startsBlock(unit, around) ? `\\${unit}` : unit;
  }
}

/** Whether `unit`, first on its line, could be read as a block's mark. */
function startsBlock(unit: string, { edge, next, place }: Around): boolean {
  if (!edge || !mayStartBlock(place)) return false;
  switch (unit) {
    case '>':
    case '=':
      return true;
    case '#':
      return next === undefined || /[# \t\n]/.test(next);
    case '+':
      return next === undefined || /[ \t\n]/.test(next);
    case '-':
    case ':':
      return next === undefined || /[-:| \t\n]/.test(next);
    default:
      return false;
  }
}

function mayStartBlock({ within }: Place): boolean {
  return within === 'paragraph' || within === 'line';
}

function reference(unit: string): string {
  return `&#${unit.charCodeAt(0)};`;
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && WORD.test(unit);
}
