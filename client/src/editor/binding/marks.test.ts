import type { Json } from '@weft/shared/model/content';
import { insertInline } from '@weft/shared/model/operations/text';
import { formatRange } from '@weft/shared/model/operations/range';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { blockRuns } from '@weft/shared/model/block';
import {
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  FORMAT_TEXT_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type TextFormatType,
} from 'lexical';
import { describe, expect, test } from 'vitest';
import { another, editorWith, type EditorPeer, send, sendAll } from '../testing/editor-peer.ts';
import { lineOf } from '../testing/line-of.ts';
import { expectShown, runs, text, textKeys } from '../testing/shown.ts';

/** What the document has in a block, with the marks that no version here knows. */
function kept({ page }: EditorPeer, id: string): readonly (readonly [Json, Json])[] {
  const block = page.block(id);
  return (block ? blockRuns(block) : []).map((run) => [
    'text' in run ? run.text : run.inline,
    run.marks,
  ]);
}

function format(peer: EditorPeer, from: number, to: number, type: TextFormatType): void {
  const [id = ''] = peer.page.children('');
  peer.select(id, from, id, to);
  peer.press(FORMAT_TEXT_COMMAND, type);
}

describe('marks of two people', () => {
  test('EDIT-9 one word made bold, another italic, and letters typed between: all of it counts', () => {
    const ada = editorWith('one two three');
    const bob = another(ada);
    const cleo = another(bob);
    const [id = ''] = ada.ids;
    format(ada, 0, 3, 'bold');
    format(bob, 8, 13, 'italic');
    cleo.select(id, 5);
    cleo.type('--');
    sendAll(ada, bob, cleo);
    for (const peer of [ada, bob, cleo]) {
      expectShown(peer);
      expect(runs(peer, id)).toEqual([
        ['one', { bold: true }],
        [' t--wo ', {}],
        ['three', { italic: true }],
      ]);
    }
  });

  test('EDIT-9 letters typed inside a word that another makes bold are there once, also after undo', () => {
    const ada = editorWith('one two');
    const bob = another(ada);
    format(ada, 4, 7, 'bold');
    bob.select(ada.ids[0] ?? '', 5);
    bob.type('_');
    sendAll(ada, bob);
    expect(text(ada)).toEqual(['one t_wo']);
    ada.history.undo();
    sendAll(ada, bob);
    expectShown(bob);
    expect(runs(bob, ada.ids[0] ?? '')).toEqual([['one t_wo', {}]]);
  });

  test('EDIT-9 making letters bold writes no letter', () => {
    const ada = editorWith('one two');
    const bob = another(ada);
    const [id = ''] = ada.ids;
    const letters = ada.page.idsOf(ada.page.pieces(id)[0]!);
    format(ada, 0, 7, 'bold');
    expect(ada.page.idsOf(ada.page.pieces(id)[0]!)).toEqual(letters);
    send(ada, bob);
    expect(textKeys(bob, id)).toHaveLength(1);
  });
});

test('EDIT-9 every mark comes into the editor and goes out of it again as it was', () => {
  const all: Record<string, Json>[] = [
    { bold: true },
    { italic: true, underline: true },
    { strike: true, code: true },
    { color: 'red' },
    { background: 'blue', color: 'green' },
    { link: 'https://weft.test' },
    { link: 'https://weft.test', bold: true },
  ];
  const peer = lineOf(...all.map((marks, i) => ({ text: String(i), marks })));
  expectShown(peer);
  const before = kept(peer, peer.id);
  peer.select(peer.id, 7);
  peer.type('!');
  expect(kept(peer, peer.id).slice(0, 7)).toEqual(before);
  // Each letter in turn is typed behind, which makes the binding read and write the line.
  for (let at = 0; at < 7; at++) {
    peer.select(peer.id, 2 * at);
    peer.edit(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText('x');
    });
    expectShown(peer);
  }
  const numbers = kept(peer, peer.id).flatMap(([letters, marks]) => {
    const number = typeof letters === 'string' ? letters.replaceAll('x', '') : '';
    return /\d/.test(number) ? [[number, marks]] : [];
  });
  expect(numbers).toEqual(before);
});

describe('code and equations', () => {
  test.each(['code', 'equation'])(
    'EDIT-9 %s shows no mark, keeps those it had, and takes none',
    (type) => {
      const peer = lineOf({ text: 'one', marks: { bold: true } }, { text: ' two', marks: {} });
      turnBlocksInto(peer.writer, [peer.id], type);
      expectShown(peer);
      expect(runs(peer, peer.id)).toEqual([['one two', {}]]);
      peer.select(peer.id, 0, peer.id, 7);
      peer.press(FORMAT_TEXT_COMMAND, 'italic');
      expect(runs(peer, peer.id)).toEqual([['one two', {}]]);
      turnBlocksInto(peer.writer, [peer.id], 'text');
      expect(runs(peer, peer.id)).toEqual([
        ['one', { bold: true }],
        [' two', {}],
      ]);
    },
  );

  test('EDIT-9 code loses a mark that something else gave it', () => {
    const peer = editorWith('[code] one‸');
    const [id = ''] = peer.ids;
    peer.edit(() => peer.binding.$lineOf(id)?.append($createTextNode(' two').setFormat('bold')));
    expectShown(peer);
    expect(runs(peer, id)).toEqual([['one two', {}]]);
  });

  test('EDIT-9 a format over text and code is one of the text alone', () => {
    const peer = editorWith('o«ne', '[code] two', 'th»ree');
    peer.press(FORMAT_TEXT_COMMAND, 'bold');
    expectShown(peer);
    expect(peer.ids.map((id) => runs(peer, id))).toEqual([
      [
        ['o', {}],
        ['ne', { bold: true }],
      ],
      [['two', {}]],
      [
        ['th', { bold: true }],
        ['ree', {}],
      ],
    ]);
    expect(kept(peer, peer.ids[1] ?? '')).toEqual([['two', {}]]);
  });
});

describe('marks of a newer Weft', () => {
  const marks = { 'suggestion-7': { by: 'Ada' }, bold: true };

  test('EDIT-9 stay on their letters when somebody types and formats next to them', () => {
    const peer = lineOf({ text: 'new', marks }, { text: ' old', marks: {} });
    expect(runs(peer, peer.id)).toEqual([
      ['new', { bold: true }],
      [' old', {}],
    ]);
    peer.select(peer.id, 7);
    peer.type('!');
    peer.select(peer.id, 0);
    peer.type('>');
    format(peer, 5, 8, 'italic');
    expectShown(peer);
    const withMark = kept(peer, peer.id).filter(([, has]) =>
      Object.hasOwn(has as object, 'suggestion-7'),
    );
    expect(withMark).toEqual([['new', marks]]);
  });

  test('EDIT-9 stay on letters that lose or get another mark, and when the line is split', () => {
    const peer = lineOf({ text: 'new', marks });
    format(peer, 0, 3, 'bold');
    expect(kept(peer, peer.id)).toEqual([['new', { 'suggestion-7': { by: 'Ada' } }]]);
    peer.select(peer.id, 1);
    peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
    const [first = '', second = ''] = peer.page.children('');
    expect([kept(peer, first), kept(peer, second)].flat().map(([, has]) => has)).toEqual([
      { 'suggestion-7': { by: 'Ada' } },
      { 'suggestion-7': { by: 'Ada' } },
    ]);
  });

  test('EDIT-9 values that a mark cannot have here are shown as none, and kept', () => {
    const peer = lineOf(
      { text: 'a', marks: { color: 'ultraviolet' } },
      { text: 'b', marks: { bold: 'very' } },
    );
    expect(runs(peer, peer.id)).toEqual([['ab', {}]]);
    peer.select(peer.id, 2);
    peer.type('c');
    expect(kept(peer, peer.id).slice(0, 2)).toEqual([
      ['a', { color: 'ultraviolet' }],
      ['b', { bold: 'very' }],
    ]);
  });

  test('EDIT-9 objects of a kind nobody here knows are shown as a sign and kept', () => {
    const peer = editorWith('one‸ two');
    const [id = ''] = peer.ids;
    const inline = { kind: 'hologram', depth: 3 };
    insertInline(peer.writer, id, 3, inline, { bold: true });
    expectShown(peer);
    peer.type('!');
    formatRange(
      peer.writer,
      { from: { block: id, offset: 0 }, to: { block: id, offset: 3 } },
      { italic: true },
    );
    expectShown(peer);
    expect(kept(peer, id).find(([what]) => typeof what !== 'string')).toEqual([
      inline,
      { bold: true },
    ]);
  });
});

describe('typing next to a mark', () => {
  test('EDIT-9 goes on with bold and colours, and not with a link', () => {
    const typedAfter = (marks: Record<string, Json>): Json => {
      const peer = lineOf({ text: 'one', marks });
      peer.select(peer.id, 3);
      peer.type('!');
      expectShown(peer);
      return runs(peer, peer.id).at(-1) as Json;
    };
    expect(typedAfter({ bold: true })).toEqual(['one!', { bold: true }]);
    expect(typedAfter({ color: 'red' })).toEqual(['one!', { color: 'red' }]);
    expect(typedAfter({ link: 'https://weft.test' })).toEqual(['!', {}]);
  });
});
