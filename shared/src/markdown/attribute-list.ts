/** The syntax of `{color="blue" toggle="true"}`, which says the props of the block in whose last line it stands. */
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types';
import { beginsOften } from './bounds.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    attributeList: 'attributeList';
  }
}

/** Codes below this are the ends of lines. */
const VIRTUAL_TAB = -2;

const [OPEN, CLOSE, EQUALS, DOUBLE, SINGLE, SPACE] = [123, 125, 61, 34, 39, 32];

const construct: Construct = {
  name: 'attributeList',
  tokenize(this: TokenizeContext, effects, ok, nok) {
    let quote: Code = null;

    const start: State = (code) => {
      effects.enter('attributeList');
      effects.consume(code);
      return nameStart;
    };
    const nameStart: State = (code) => {
      if (!isLetter(code)) return nok(code);
      effects.consume(code);
      return name;
    };
    const name: State = (code) => {
      if (code === EQUALS) {
        effects.consume(code);
        return valueStart;
      }
      if (!isNameUnit(code)) return nok(code);
      effects.consume(code);
      return name;
    };
    const valueStart: State = (code) => {
      if (code !== DOUBLE && code !== SINGLE) return nok(code);
      quote = code;
      effects.consume(code);
      return value;
    };
    const value: State = (code) => {
      if (code === null || code < VIRTUAL_TAB) return nok(code);
      effects.consume(code);
      return code === quote ? after : value;
    };
    const after: State = (code) => {
      if (code === CLOSE) {
        effects.consume(code);
        effects.exit('attributeList');
        return ok;
      }
      if (code !== SPACE) return nok(code);
      effects.consume(code);
      return nameStart;
    };
    return start;
  },
};

/** The syntax extension for attribute lists. */
export function attributeList(): Extension {
  return { text: { [OPEN]: beginsOften(construct) } };
}

function isLetter(code: Code): boolean {
  return code !== null && ((code >= 65 && code <= 90) || (code >= 97 && code <= 122));
}

function isNameUnit(code: Code): boolean {
  return (
    isLetter(code) || (code !== null && ((code >= 48 && code <= 57) || code === 45 || code === 95))
  );
}
