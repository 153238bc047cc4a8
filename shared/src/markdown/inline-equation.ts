/**
 * The syntax of equations in a line: `` $`x`$ ``, which is unmistakable, and `$x$`, where the dollars touch the
 * equation and no letter or digit from outside, so that "$5 and $6" stays what it is.
 */
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types';
import { bounded } from './bounds.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    inlineEquation: 'inlineEquation';
  }
}

/** Codes below this are the ends of lines. */
const VIRTUAL_TAB = -2;

const [DOLLAR, TICK, SPACE, BACKSLASH] = [36, 96, 32, 92];

const construct: Construct = {
  name: 'inlineEquation',
  tokenize(this: TokenizeContext, effects, ok, nok) {
    const before = this.previous;
    let last: Code = null;
    let length = 0;

    const take = (code: Code): void => {
      effects.consume(code);
      last = code;
      length += 1;
    };
    const start: State = (code) => {
      effects.enter('inlineEquation');
      effects.consume(code);
      return first;
    };
    const first: State = (code) => {
      if (code === TICK) {
        effects.consume(code);
        return ticked;
      }
      if (code === SPACE || code === DOLLAR || isWordUnit(before)) return nok(code);
      return plain(code);
    };
    const ticked: State = (code) => {
      if (code === null || code < VIRTUAL_TAB) return nok(code);
      if (code === DOLLAR && last === TICK && length > 1) return end(code);
      take(code);
      return ticked;
    };
    const plain: State = (code) => {
      if (code === null || code < VIRTUAL_TAB) return nok(code);
      if (code === DOLLAR && last !== SPACE && last !== BACKSLASH) {
        effects.consume(code);
        effects.exit('inlineEquation');
        return closed;
      }
      take(code);
      return plain;
    };
    const closed: State = (code) => (isWordUnit(code) ? nok(code) : ok(code));
    const end: State = (code) => {
      effects.consume(code);
      effects.exit('inlineEquation');
      return ok;
    };
    return start;
  },
};

/** The syntax extension for equations in a line. */
export function inlineEquation(): Extension {
  return { text: { [DOLLAR]: bounded(construct) } };
}

function isWordUnit(code: Code): boolean {
  return code !== null && code >= 0 && /[\p{L}\p{N}]/u.test(String.fromCharCode(code));
}
