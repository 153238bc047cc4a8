import { formatText, insertText } from '@weft/shared/model/operations/text';
import { CONTROLLED_TEXT_INSERTION_COMMAND, DELETE_CHARACTER_COMMAND } from 'lexical';
import { describe, expect, test } from 'vitest';
import { $pasteText } from './clipboard.ts';
import { another, editorWith, send } from '../testing/editor-peer.ts';
import { runs, shown, text } from '../testing/shown.ts';

function typed(text: string, ...sketch: readonly string[]): string[] {
  const peer = editorWith(...(sketch.length > 0 ? sketch : ['‸']));
  peer.type(text);
  expect(peer.binding.strayChanges).toBe(0);
  return shown(peer);
}

describe('at the start of a line', () => {
  const cases: [string, string[]][] = [
    ['- a', ['[bulleted] a‸']],
    ['* a', ['[bulleted] a‸']],
    ['+ a', ['[bulleted] a‸']],
    ['1. a', ['[numbered 1.] a‸']],
    ['1) a', ['[numbered 1.] a‸']],
    ['7. a', ['[numbered start=7 7.] a‸']],
    ['a. a', ['[numbered style=letters a.] a‸']],
    ['i. a', ['[numbered style=roman i.] a‸']],
    ['[] a', ['[todo] a‸']],
    ['[ ] a', ['[todo] a‸']],
    ['[x] a', ['[todo checked] a‸']],
    ['- [ ] a', ['[todo] a‸']],
    ['- [x] a', ['[todo checked] a‸']],
    ['# a', ['[heading1] a‸']],
    ['## a', ['[heading2] a‸']],
    ['### a', ['[heading3] a‸']],
    ['#### a', ['#### a‸']],
    ['> a', ['[toggle] a‸']],
    ['" a', ['[quote] a‸']],
    ['```a', ['[code] a‸']],
    ['---', ['[divider]', '‸']],
    ['1000000000. a', ['1000000000. a‸']],
    ['b. a', ['b. a‸']],
    ['-a', ['-a‸']],
  ];
  test.each(cases)('EDIT-15 %j becomes what it stands for', (text, seen) => {
    expect(typed(text)).toEqual(seen);
  });

  const places: [string, string, string[], string[]][] = [
    ['in front of a text that is there', '# ', ['‸one'], ['[heading1] ‸one']],
    ['not inside a line', ' - ', ['one‸'], ['one - ‸']],
    ['not in code', '# ', ['[code] ‸'], ['[code] # ‸']],
    ['not in a heading', '- ', ['[heading1] ‸'], ['[heading1] - ‸']],
    ['an item becomes a to-do', '[] ', ['[bulleted] ‸one'], ['[todo] ‸one']],
    ['an item is no item twice', '- ', ['[bulleted] ‸one'], ['[bulleted] - ‸one']],
    [
      'an item begins with another number',
      '3. ',
      ['[numbered] ‸one'],
      ['[numbered start=3 3.] ‸one'],
    ],
    ['what is nested stays nested', '# ', ['one', '  ‸two'], ['one', '  [heading1] ‸two']],
    [
      'a heading that holds nothing lets go of what is nested',
      '# ',
      ['‸one', '  two'],
      ['[heading1] ‸one', 'two'],
    ],
    ['a heading becomes a toggle', '> ', ['[heading2] ‸one'], ['[heading2 toggle] ‸one']],
    [
      'a heading is no toggle twice',
      '> ',
      ['[heading2 toggle] ‸one'],
      ['[heading2 toggle] > ‸one'],
    ],
    [
      'a toggle becomes a toggle heading and keeps what is in it',
      '# ',
      ['[toggle] ‸one', '  two'],
      ['[heading1 toggle] ‸one', '  two'],
    ],
    ['a toggle keeps it', '> ', ['‸one', '  two'], ['[toggle] ‸one', '  two']],
    ['a divider goes above what is in the line', '---', ['‸one'], ['[divider]', '‸one']],
    [
      'a divider goes above a line that holds others',
      '---',
      ['‸one', '  two'],
      ['[divider]', '‸one', '  two'],
    ],
    [
      'a divider leaves what is nested in an empty line',
      '---',
      ['‸', '  two'],
      ['[divider]', '‸', '  two'],
    ],
    ['a divider goes between lines', '---', ['one', '‸', 'two'], ['one', '[divider]', '‸two']],
    ['in a cell', '- ', ['[table]', '  | ‸one'], ['[table]', '  | [bulleted] ‸one']],
  ];
  test.each(places)('EDIT-15 %s', (_, text, sketch, seen) => {
    expect(typed(text, ...sketch)).toEqual(seen);
  });
});

describe('a closing sign', () => {
  const cases: [string, readonly unknown[]][] = [
    ['**b**', [['b', { bold: true }]]],
    ['__b__', [['b', { bold: true }]]],
    ['*b*', [['b', { italic: true }]]],
    ['_b_', [['b', { italic: true }]]],
    ['~b~', [['b', { strike: true }]]],
    ['~~b~~', [['b', { strike: true }]]],
    ['`b`', [['b', { code: true }]]],
    [
      'a **b c** d',
      [
        ['a ', {}],
        ['b c', { bold: true }],
        [' d', {}],
      ],
    ],
    ['$$x^2$$', [[{ kind: 'equation', text: 'x^2' }, {}]]],
    ['`a b`', [['a b', { code: true }]]],
    ['****', [['****', {}]]],
    ['** **', [['** **', {}]]],
    ['* b*', [['b*', {}]]],
    ['snake_case_name', [['snake_case_name', {}]]],
    [
      '2*3*4',
      [
        ['2', {}],
        ['3', { italic: true }],
        ['4', {}],
      ],
    ],
  ];
  test.each(cases)('EDIT-15 %j', (text, marked) => {
    const peer = editorWith('‸');
    peer.type(text);
    expect(runs(peer, peer.ids[0] ?? '')).toEqual(marked);
  });

  test('EDIT-15 what is typed after it has no mark', () => {
    const peer = editorWith('‸');
    peer.type('**b**c');
    expect(runs(peer, peer.ids[0] ?? '')).toEqual([
      ['b', { bold: true }],
      ['c', {}],
    ]);
    expect(shown(peer)).toEqual(['bc‸']);
  });

  test.each(['**b**', '_b_', '$$b$$', '~b~'])('EDIT-15 %s inside inline code stays', (signs) => {
    const peer = editorWith('ab‸');
    const [id = ''] = peer.ids;
    formatText(peer.writer, id, 0, 2, { code: true });
    peer.select(id, 1);
    peer.type(signs);
    expect(runs(peer, id)).toEqual([[`a${signs}b`, { code: true }]]);
  });

  test('EDIT-15 inside code is a sign like any other', () => {
    expect(typed('**b** `c` $$d$$', '[code] ‸')).toEqual(['[code] **b** `c` $$d$$‸']);
  });

  test('EDIT-15 of letters that a teammate has made italic keeps them so', () => {
    const peer = editorWith('a **b*‸ c');
    peer.type('*');
    expect(shown(peer)).toEqual(['a b‸ c']);
  });
});

describe('while an input method composes', () => {
  const cases: [string, string, string, string[]][] = [
    ['a block', '#‸', ' ', ['[heading1] ‸']],
    ['a mark', 'a **b*‸ c', '*', ['a b‸ c']],
    ['nothing it ends with', '#‸', ' に', ['# に‸']],
    ['nothing it did not write', '# ‸', '', ['# ‸']],
  ];
  test.each(cases)(
    'EDIT-15 nothing is taken for a sign before its end: %s',
    (_, line, written, seen) => {
      const peer = editorWith(line);
      peer.compose();
      peer.recompose('', 'k');
      peer.recompose('k', written);
      expect(text(peer)).toEqual([line.replace('‸', written)]);
      peer.endComposition();
      expect(shown(peer)).toEqual(seen);
      expect(peer.binding.strayChanges).toBe(0);
    },
  );

  test('EDIT-15 signs that were there before are left alone when the caret is put behind them', () => {
    const peer = editorWith('one‸', 'a **b** rest', '# x');
    const [, second = '', third = ''] = peer.ids;
    for (const [line, offset] of [
      [second, 7],
      [third, 2],
    ] as const) {
      peer.select(peer.ids[0] ?? '', 3);
      peer.compose();
      peer.select(line, offset);
      peer.endComposition();
    }
    peer.select(second, 12);
    peer.compose();
    peer.select(second, 7);
    peer.endComposition();
    expect(text(peer)).toEqual(['one', 'a **b** rest', '# x']);
  });

  test('EDIT-15 signs are found where a teammate has moved them meanwhile', () => {
    const peer = editorWith('one **b*‸');
    const other = another(peer);
    peer.compose();
    peer.recompose('', '*');
    insertText(other.writer, peer.ids[0] ?? '', 0, [{ text: 'zero ', marks: {} }]);
    send(other, peer);
    peer.endComposition();
    expect(shown(peer)).toEqual(['zero one b‸']);
  });
});

test('EDIT-15 what is pasted or comes from a teammate stays as it is', () => {
  const peer = editorWith('‸');
  peer.edit(() => $pasteText(peer.binding, '# one **two**'));
  expect(shown(peer)).toEqual(['# one **two**‸']);
  const other = editorWith('‸');
  other.press(CONTROLLED_TEXT_INSERTION_COMMAND, '- ');
  expect(shown(other)).toEqual(['- ‸']);
});

describe('Backspace right after a rule', () => {
  const cases: [string, string[], string[]][] = [
    ['- ', ['‸'], ['- ‸']],
    ['# ', ['‸one', '  two'], ['# ‸one', '  two']],
    ['```', ['‸'], ['```‸']],
    ['---', ['‸'], ['---‸']],
    ['---', ['‸one', '  two'], ['---‸one', '  two']],
    ['**b**', ['a ‸c'], ['a **b**‸c']],
    ['$$x$$', ['‸'], ['$$x$$‸']],
  ];
  test.each(cases)('EDIT-15 EDIT-6 %s gives the signs back', (signs, sketch, seen) => {
    const peer = editorWith(...sketch);
    peer.type(signs);
    expect(shown(peer)).not.toEqual(seen);
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(seen);
    expect(peer.binding.strayChanges).toBe(0);
  });

  test('EDIT-15 EDIT-6 does so only once, and not after anything else was done', () => {
    const moved = editorWith('one', '‸two');
    moved.type('- ');
    moved.select(moved.ids[0] ?? '', 0);
    moved.select(moved.ids[1] ?? '', 0);
    moved.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(moved)).toEqual(['one', '‸two']);
    const changed = editorWith('one', '‸two');
    changed.type('- ');
    insertText(changed.writer, changed.ids[0] ?? '', 0, [{ text: 'x', marks: {} }]);
    changed.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(changed)).toEqual(['xone', '‸two']);
  });

  test('EDIT-15 EDIT-6 gives them back though a teammate wrote elsewhere', () => {
    const ada = editorWith('one', '‸two');
    const bob = another(ada);
    ada.type('- ');
    insertText(bob.writer, ada.ids[0] ?? '', 0, [{ text: 'x', marks: {} }]);
    send(bob, ada);
    ada.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(ada)).toEqual(['xone', '- ‸two']);
  });
});
