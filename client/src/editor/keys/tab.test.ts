import { KEY_TAB_COMMAND } from 'lexical';
import { describe, expect, test } from 'vitest';
import { editorWith } from '../testing/editor-peer.ts';
import { shown } from '../testing/shown.ts';

function tab(sketch: readonly string[], shiftKey = false): string[] {
  const peer = editorWith(...sketch);
  const keys = { shiftKey, ctrlKey: false, altKey: false, metaKey: false, preventDefault() {} };
  peer.press(KEY_TAB_COMMAND, keys as unknown as KeyboardEvent);
  expect(peer.binding.strayChanges).toBe(0);
  return shown(peer);
}

describe('Tab', () => {
  const cases: [string, string[], string[]][] = [
    ['nests a line under the one above', ['one', 't‸wo'], ['one', '  t‸wo']],
    ['does nothing to the first line', ['on‸e', 'two'], ['on‸e', 'two']],
    ['nests with what is nested', ['one', 'two‸', '  three'], ['one', '  two‸', '    three']],
    [
      'goes after what is nested there already',
      ['one', '  two', 'three‸'],
      ['one', '  two', '  three‸'],
    ],
    ['does nothing below a block that holds none', ['[code] one', 'two‸'], ['[code] one', 'two‸']],
    ['does nothing below a divider', ['[divider]', 'two‸'], ['[divider]', 'two‸']],
    ['nests a heading', ['one', '[heading1] two‸'], ['one', '  [heading1] two‸']],
    ['nests all lines of a selection', ['one', 't«wo', 'thre»e'], ['one', '  t«wo', '  thre»e']],
    [
      'nests what is nested in them only once',
      ['one', 't«wo', '  thre»e'],
      ['one', '  t«wo', '    thre»e'],
    ],
    ['types a tab in code', ['[code] a‸b'], ['[code] a\t‸b']],
    ['types a tab in the place of selected code', ['[code] a«b»c'], ['[code] a\t‸c']],
    ['indents lines of code', ['[code] a⏎b«c⏎⏎d»e⏎f'], ['[code] a⏎\tb«c⏎⏎\td»e⏎f']],
    ['indents no line that is not selected', ['[code] «a⏎»b'], ['[code] «\ta⏎»b']],
    ['goes to the next cell', ['[table]', '  | o‸ne | two'], ['[table]', '  | one | ‸two']],
    [
      'goes to the next row',
      ['[table]', '  | one | t‸wo', '  | three | four'],
      ['[table]', '  | one | two', '  | ‸three | four'],
    ],
    [
      'adds a row after the last cell',
      ['[table]', '  | one | t‸wo'],
      ['[table]', '  | one | two', '  | ‸ |'],
    ],
  ];
  test.each(cases)('EDIT-14 %s', (_, sketch, seen) => {
    expect(tab(sketch)).toEqual(seen);
  });
});

describe('Shift+Tab', () => {
  const cases: [string, string[], string[]][] = [
    ['takes a line out of the nest', ['one', '  t‸wo'], ['one', 't‸wo']],
    ['does nothing to a line that is in none', ['one', 't‸wo'], ['one', 't‸wo']],
    [
      'keeps the lines below where they stand',
      ['one', '  two‸', '  three'],
      ['one', 'two‸', '  three'],
    ],
    [
      'takes all lines of a selection out',
      ['one', '  t«wo', '  thre»e'],
      ['one', 't«wo', 'thre»e'],
    ],
    [
      'leaves a line in its column',
      ['[columns]', '  [column]', '    on‸e'],
      ['[columns]', '  [column]', '    on‸e'],
    ],
    ['goes to the cell before', ['[table]', '  | one | two‸'], ['[table]', '  | ‸one | two']],
    ['stays in the first cell', ['[table]', '  | on‸e | two'], ['[table]', '  | on‸e | two']],
    ['types nothing in code', ['[code] a‸b'], ['[code] a‸b']],
    ['takes a line of code outwards', ['[code] a⏎\tb‸'], ['[code] a⏎b‸']],
    ['takes lines of code outwards', ['[code] \t\t«a⏎   b⏎c»'], ['[code] \t«a⏎ b⏎c»']],
  ];
  test.each(cases)('EDIT-14 %s', (_, sketch, seen) => {
    expect(tab(sketch, true)).toEqual(seen);
  });
});

test('EDIT-14 Tab with another key is the browser’s', () => {
  const peer = editorWith('one', 'two‸');
  const keys = {
    shiftKey: false,
    ctrlKey: true,
    altKey: false,
    metaKey: false,
    preventDefault() {},
  };
  peer.press(KEY_TAB_COMMAND, keys as unknown as KeyboardEvent);
  expect(shown(peer)).toEqual(['one', 'two‸']);
});
