import type { BlockId } from '@weft/shared/model/block-id';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { insertText } from '@weft/shared/model/operations/text';
import { REDO_COMMAND, UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { another, editorWith, type EditorPeer, sendAll } from '../testing/editor-peer.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { text } from '../testing/shown.ts';
import { $drop, type DropTarget, mayDrop } from './drop.ts';

type Named = EditorPeer & {
  /** The block whose text this is, or the n-th column for `#n`. */
  readonly at: (name: string) => BlockId;
};

function page(...sketch: readonly string[]): Named {
  const peer = editorWith(...sketch);
  const columns = peer.page
    .children('')
    .flatMap((id) => peer.page.children(id))
    .filter((id) => peer.page.block(id)?.type === 'column');
  const at = (name: string): BlockId => {
    if (name === '') return '';
    const id = name.startsWith('#')
      ? columns[Number(name.slice(1))]
      : peer.ids.find((line) =>
          peer.editor.read(() => peer.binding.$lineOf(line)?.getTextContent() === name),
        );
    if (id === undefined) throw new Error(`There is no ${name}.`);
    return id;
  };
  return { ...peer, at };
}

type Where = readonly [into: string, index: number] | `${'before' | 'after'} ${string}`;

function targetOf({ at }: Named, where: Where): DropTarget {
  if (typeof where !== 'string') return { kind: 'in', container: at(where[0]), index: where[1] };
  const [side, name = ''] = where.split(' ');
  return { kind: 'beside', block: at(name), side: side === 'before' ? 'start' : 'end' };
}

function drop(peer: Named, names: readonly string[], where: Where, copy = false): string[] {
  const target = targetOf(peer, where);
  const blocks = names.map(peer.at);
  peer.edit(() => $drop(peer.binding, blocks, target, copy));
  expect(peer.binding.strayChanges).toBe(0);
  return text(peer);
}

const FOUR = ['a', 'b', 'c', 'd'];
const NESTED = ['a', '  b', '    c', 'd'];
const TWO = ['[columns]', '  [column]', '    a', '    b', '  [column]', '    c', 'd'];

type Case = [what: string, sketch: string[], names: string[], where: Where, after: string[]];

const moves: Case[] = [
  ['down', FOUR, ['a'], ['', 3], ['b', 'c', 'a', 'd']],
  ['up', FOUR, ['c'], ['', 0], ['c', 'a', 'b', 'd']],
  ['to the end', FOUR, ['a'], ['', 4], ['b', 'c', 'd', 'a']],
  ['with what is in them', NESTED, ['b'], ['', 2], ['a', 'd', 'b', '  c']],
  ['into another', FOUR, ['c'], ['a', 0], ['a', '  c', 'b', 'd']],
  ['to the end of another', NESTED, ['d'], ['a', 1], ['a', '  b', '    c', '  d']],
  ['out of another', NESTED, ['c'], ['', 1], ['a', '  b', 'c', 'd']],
  ['several in order', FOUR, ['c', 'a'], ['', 4], ['b', 'd', 'a', 'c']],
  ['one that is in another of them once', NESTED, ['b', 'c'], ['', 2], ['a', 'd', 'b', '  c']],
  ['into a toggle', ['[toggle] a', '  b', 'c'], ['c'], ['a', 0], ['[toggle] a', '  c', '  b']],
  [
    'into a column',
    TWO,
    ['d'],
    ['#1', 1],
    ['[columns]', '  [column]', '    a', '    b', '  [column]', '    c', '    d'],
  ],
  [
    'out of a column',
    TWO,
    ['a'],
    ['', 1],
    ['[columns]', '  [column]', '    b', '  [column]', '    c', 'a', 'd'],
  ],
];

const columns: Case[] = [
  [
    'beside another at its end',
    FOUR,
    ['d'],
    'after b',
    ['a', '[columns]', '  [column]', '    b', '  [column]', '    d', 'c'],
  ],
  [
    'beside another at its start',
    FOUR,
    ['d'],
    'before b',
    ['a', '[columns]', '  [column]', '    d', '  [column]', '    b', 'c'],
  ],
  [
    'several beside another in order',
    FOUR,
    ['c', 'a'],
    'after b',
    ['[columns]', '  [column]', '    b', '  [column]', '    a', '    c', 'd'],
  ],
  [
    'one more column after one',
    TWO,
    ['d'],
    'after a',
    ['[columns]', '  [column]', '    a', '    b', '  [column]', '    d', '  [column]', '    c'],
  ],
  [
    'one more column before one',
    TWO,
    ['d'],
    'before c',
    ['[columns]', '  [column]', '    a', '    b', '  [column]', '    d', '  [column]', '    c'],
  ],
  [
    'a column of its own out of one of two',
    TWO,
    ['b'],
    'after c',
    ['[columns]', '  [column]', '    a', '  [column]', '    c', '  [column]', '    b', 'd'],
  ],
  ['the last one of one of two columns', TWO, ['c'], ['', 0], ['c', 'a', 'b', 'd']],
  ['the last one into the other column', TWO, ['c'], ['#0', 0], ['c', 'a', 'b', 'd']],
  ['all of one of two columns', TWO, ['a', 'b'], ['', 2], ['c', 'd', 'a', 'b']],
  ['all of both columns', TWO, ['a', 'b', 'c'], ['', 2], ['d', 'a', 'b', 'c']],
  [
    'the last one to where its column is',
    TWO,
    ['c'],
    'before a',
    ['[columns]', '  [column]', '    c', '  [column]', '    a', '    b', 'd'],
  ],
];

function expectOneStep(peer: Named, sketch: readonly string[], after: readonly string[]): void {
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(sketch);
  peer.press(REDO_COMMAND, undefined);
  expect(text(peer)).toEqual(after);
}

test.each(moves)('DRAG-1 blocks are moved %s, in one step', (_, sketch, names, where, after) => {
  const peer = page(...sketch);
  expect(drop(peer, names, where)).toEqual(after);
  expectOneStep(peer, sketch, after);
});

test.each(columns)('DRAG-2 columns: %s, in one step', (_, sketch, names, where, after) => {
  const peer = page(...sketch);
  expect(drop(peer, names, where)).toEqual(after);
  expectOneStep(peer, sketch, after);
});

const nowhere: Case[] = [
  ['itself', NESTED, ['a'], ['a', 0], NESTED],
  ['what is in it', NESTED, ['a'], ['c', 0], NESTED],
  ['its own side', FOUR, ['b'], 'after b', FOUR],
  ['the side of what is in it', NESTED, ['a'], 'after b', NESTED],
  ['one of several of them', FOUR, ['a', 'b'], ['b', 0], FOUR],
];

test.each(nowhere)('DRAG-1 a block is never dropped into %s', (_, sketch, names, where) => {
  const peer = page(...sketch);
  expect(mayDrop(peer.binding, names.map(peer.at), targetOf(peer, where))).toBe(false);
  expect(drop(peer, names, where)).toEqual(sketch);
});

test('DRAG-1 blocks that are dropped where they are write nothing', () => {
  for (const index of [1, 2, 3]) {
    const peer = page(...FOUR);
    const before = encodeStateAsUpdate(peer.doc);
    expect(drop(peer, ['b', 'c'], ['', index])).toEqual(FOUR);
    expect(encodeStateAsUpdate(peer.doc)).toEqual(before);
    expect(peer.editor.read($selectedBlocks)).toEqual(['b', 'c'].map(peer.at));
  }
});

test('DRAG-2 there are five columns at most', () => {
  const peer = page('a', 'b', 'c', 'd', 'e', 'f');
  drop(peer, ['b'], 'after a');
  for (const name of ['c', 'd', 'e']) drop(peer, [name], 'after a');
  const before = text(peer);
  expect(before.filter((line) => line === '  [column]').length).toBe(5);
  expect(mayDrop(peer.binding, [peer.at('f')], targetOf(peer, 'after a'))).toBe(false);
  expect(drop(peer, ['f'], 'after a')).toEqual(before);
});

const copies: Case[] = [
  ['elsewhere', NESTED, ['b'], ['', 2], ['a', '  b', '    c', 'd', 'b', '  c']],
  ['several in order', FOUR, ['b', 'a'], ['', 3], ['a', 'b', 'c', 'a', 'b', 'd']],
  ['into itself', ['a', '  b'], ['a'], ['a', 1], ['a', '  b', '  a', '    b']],
  [
    'beside itself',
    ['a'],
    ['a'],
    'after a',
    ['[columns]', '  [column]', '    a', '  [column]', '    a'],
  ],
  ['and leaves its column', TWO, ['c'], ['', 1], [...TWO.slice(0, 6), 'c', 'd']],
];

test.each(copies)(
  'DRAG-3 with Alt a copy goes %s, in one step',
  (_, sketch, names, where, after) => {
    const peer = page(...sketch);
    expect(drop(peer, names, where, true)).toEqual(after);
    expectOneStep(peer, sketch, after);
  },
);

test('DRAG-1 what was dropped is selected, of copies the copies', () => {
  const peer = page(...FOUR);
  const selected = (): BlockId[] => peer.editor.read($selectedBlocks);
  drop(peer, ['c', 'a'], ['', 4]);
  expect(selected()).toEqual([peer.at('a'), peer.at('c')]);
  drop(peer, ['b'], ['', 4], true);
  expect(selected()).toEqual(peer.page.children('').slice(-1));
});

test('DRAG-4 what others type in a block meanwhile goes with it, and stays when it is undone', () => {
  for (const where of [['d', 0], 'after d'] as const) {
    const peer = page(...NESTED);
    const other = another(peer);
    drop(peer, ['b'], where);
    insertText(other.writer, peer.at('c'), 1, [{ text: 'xyz', marks: {} }]);
    insertText(other.writer, peer.at('d'), 0, [{ text: 'xyz', marks: {} }]);
    sendAll(peer, other);
    expect(text(peer)).toEqual(text(other));
    expect(text(peer).map((line) => line.trim())).toContain('cxyz');
    peer.press(UNDO_COMMAND, undefined);
    sendAll(peer, other);
    expect(text(peer)).toEqual(['a', '  b', '    cxyz', 'xyzd']);
    expect(text(other)).toEqual(text(peer));
  }
});

test('DRAG-4 what others delete meanwhile is not dropped, and nothing is dropped at it', () => {
  const rest = ['a', 'b', 'c'];
  for (const [names, where] of [
    [['d'], 'after a'],
    [['d'], ['a', 0]],
    [['a'], 'after d'],
    [['a'], ['d', 0]],
  ] as [string[], Where][]) {
    for (const copy of [false, true]) {
      const peer = page(...FOUR);
      const [target, blocks] = [targetOf(peer, where), names.map(peer.at)];
      removeBlocks(peer.writer, [peer.at('d')]);
      peer.edit(() => $drop(peer.binding, blocks, target, copy));
      expect(text(peer)).toEqual(rest);
      expect(peer.page.children('').length).toBe(3);
    }
  }
});
