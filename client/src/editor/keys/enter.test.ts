import {
  CONTROL_OR_META,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  KEY_ENTER_COMMAND,
} from 'lexical';
import { describe, expect, test } from 'vitest';
import { editorWith } from '../testing/editor-peer.ts';
import { shown } from '../testing/shown.ts';

function enter(sketch: readonly string[], times = 1): string[] {
  const peer = editorWith(...sketch);
  for (let i = 0; i < times; i++) peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
  expect(peer.binding.strayChanges).toBe(0);
  return shown(peer);
}

describe('Enter', () => {
  const cases: [string, string[], string[]][] = [
    ['splits a text', ['one‸ two'], ['one', '‸ two']],
    ['at its end begins another', ['one‸'], ['one', '‸']],
    ['at its start puts one above', ['‸one'], ['', '‸one']],
    ['in an empty text begins another', ['‸', 'two'], ['', '‸', 'two']],
    ['in an empty nested text takes it out', ['one', '  ‸', '  two'], ['one', '‸', '  two']],
    ['keeps a text nested', ['one', '  t‸wo'], ['one', '  t', '  ‸wo']],
    ['takes what is nested along with the second part', ['o‸ne', '  two'], ['o', '‸ne', '  two']],
    [
      'at the end of a text with nested ones begins the first of them',
      ['one‸', '  two'],
      ['one', '  ‸', '  two'],
    ],
    ['in a heading makes text of the tail', ['[heading1] one‸ two'], ['[heading1] one', '‸ two']],
    ['at a heading’s end begins a text', ['[heading2] one‸'], ['[heading2] one', '‸']],
    ['before a heading begins a text above', ['[heading3] ‸one'], ['', '[heading3] ‸one']],
    ['in an empty heading makes it text', ['[heading1] ‸'], ['‸']],
    ['goes on with a bulleted list', ['[bulleted] one‸'], ['[bulleted] one', '[bulleted] ‸']],
    ['splits an item', ['[bulleted] on‸e'], ['[bulleted] on', '[bulleted] ‸e']],
    ['in an empty item ends the list', ['[bulleted] one', '[bulleted] ‸'], ['[bulleted] one', '‸']],
    [
      'in an empty nested item takes it out of the nest first',
      ['[bulleted] one', '  [bulleted] ‸'],
      ['[bulleted] one', '[bulleted] ‸'],
    ],
    [
      'goes on with numbers',
      ['[numbered start=4] one‸'],
      ['[numbered start=4 4.] one', '[numbered 5.] ‸'],
    ],
    ['leaves a new to-do unticked', ['[todo checked] one‸'], ['[todo checked] one', '[todo] ‸']],
    [
      'leaves the second part of a to-do unticked',
      ['[todo checked] on‸e'],
      ['[todo checked] on', '[todo] ‸e'],
    ],
    ['goes into an open toggle', ['[toggle] one‸', '  two'], ['[toggle] one', '  ‸', '  two']],
    ['puts the tail of a toggle into it', ['[toggle] one‸ two'], ['[toggle] one', '  ‸ two']],
    ['goes into a toggle heading', ['[heading1 toggle] one‸'], ['[heading1 toggle] one', '  ‸']],
    ['in an empty toggle makes it text', ['[toggle] ‸', '  two'], ['‸', '  two']],
    ['goes into a callout', ['[callout] one‸'], ['[callout] one', '  ‸']],
    ['in an empty quote makes it text', ['[quote] ‸'], ['‸']],
    ['goes on with a quote', ['[quote] one‸'], ['[quote] one', '[quote] ‸']],
    [
      'begins a line of code, as far in as the last',
      ['[code] if (a) {⏎  b();‸'],
      ['[code] if (a) {⏎  b();⏎  ‸'],
    ],
    ['in the middle of an indentation goes in only so far', ['[code]  ‸  x'], ['[code]  ⏎ ‸  x']],
    ['on a third empty line leaves code', ['[code] a⏎⏎‸'], ['[code] a', '‸']],
    ['in an empty code begins a line', ['[code] ‸'], ['[code] ⏎‸']],
    ['after a caption begins a text', ['[image] ca‸ption', 'x'], ['[image] caption', '‸', 'x']],
    ['after an equation begins a text', ['[equation] x^2‸'], ['[equation] x^2', '‸']],
    [
      'in a cell goes to the cell below',
      ['[table]', '  | one‸', '  | two'],
      ['[table]', '  | one', '  | ‸two'],
    ],
    ['replaces what is selected', ['o«n»e'], ['o', '‸e']],
  ];
  test.each(cases)('EDIT-12 %s', (_, sketch, seen) => {
    expect(enter(sketch)).toEqual(seen);
  });

  test('EDIT-12 twice at the end of a list ends it', () => {
    expect(enter(['[todo] one‸'], 2)).toEqual(['[todo] one', '‸']);
    expect(enter(['one', '  [bulleted] two‸'], 3)).toEqual(['one', '  [bulleted] two', '‸']);
  });

  const colours: [string, string[], string[]][] = [
    ['both parts', ['[text red] one‸ two'], ['[text color=red] one', '[text color=red] ‸ two']],
    ['the next item', ['[todo red] one‸'], ['[todo color=red] one', '[todo color=red] ‸']],
    ['the line above', ['[quote red] ‸one'], ['[quote color=red] ', '[quote color=red] ‸one']],
    ['a heading alone', ['[heading1 red] one‸ two'], ['[heading1 color=red] one', '‸ two']],
  ];
  test.each(colours)('EDIT-12 keeps the colour of a line for %s', (_, sketch, seen) => {
    expect(enter(sketch)).toEqual(seen.map((line) => line.trimEnd()));
  });
});

describe('Shift+Enter', () => {
  const cases: [string, string[], string[]][] = [
    ['breaks a line', ['one‸ two'], ['one⏎‸ two']],
    ['breaks a line of a list', ['[bulleted] one‸'], ['[bulleted] one⏎‸']],
    ['breaks a line in a cell', ['[table]', '  | o‸ne'], ['[table]', '  | o⏎‸ne']],
    ['in the place of a selection', ['o«ne t»wo'], ['o⏎‸wo']],
    ['in the place of several lines', ['o«ne', 'two', 'th»ree'], ['o⏎‸ree']],
    ['in the place of several lines, selected backward', ['o»ne', 'two', 'th«ree'], ['o⏎‸ree']],
  ];
  test.each(cases)('EDIT-12 %s', (_, sketch, seen) => {
    const peer = editorWith(...sketch);
    peer.press(INSERT_LINE_BREAK_COMMAND, false);
    expect(shown(peer)).toEqual(seen);
    expect(peer.binding.strayChanges).toBe(0);
  });
});

describe('Mod+Enter', () => {
  const cases: [string, string[], string[]][] = [
    ['ticks a to-do', ['[todo] one‸'], ['[todo checked] one‸']],
    ['takes the tick away', ['[todo checked] one‸'], ['[todo] one‸']],
    ['leaves code', ['[code] a‸b'], ['[code] ab', '‸']],
  ];
  test.each(cases)('EDIT-12 %s', (_, sketch, seen) => {
    const peer = editorWith(...sketch);
    const event = { ...CONTROL_OR_META, shiftKey: false, preventDefault() {} };
    peer.press(KEY_ENTER_COMMAND, event as unknown as KeyboardEvent);
    expect(shown(peer)).toEqual(seen);
  });
});
