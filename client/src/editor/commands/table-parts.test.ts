import { cellOf } from '@weft/shared/model/block-id';
import { UNDO_COMMAND } from 'lexical';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '../binding/outline.ts';
import { another, type EditorPeer, editorWith, sendAll } from '../testing/editor-peer.ts';
import { shown, text } from '../testing/shown.ts';
import {
  $caretCell,
  $clearPart,
  $duplicatePart,
  $insertParts,
  $movePart,
  $movePartTo,
  $removePart,
  $setTableProps,
  partOf,
  type TablePart,
} from './table-parts.ts';
import { $setWidths } from './widths.ts';

const TABLE = ['[table]', '  | a | b', '  | c‸ | d'];

type Command = (peer: EditorPeer, row: TablePart, column: TablePart) => void;
type Case = readonly [what: string, $command: Command, seen: string[]];

const CASES: readonly Case[] = [
  [
    'a row above',
    ({ binding }, row) => $insertParts(binding, row, 'before'),
    ['[table]', '  | a | b', '  | ‸ |', '  | c | d'],
  ],
  [
    'two rows below',
    ({ binding }, row) => $insertParts(binding, row, 'after', 2),
    ['[table]', '  | a | b', '  | c | d', '  | ‸ |', '  | |'],
  ],
  [
    'a column to the left',
    ({ binding }, _, column) => $insertParts(binding, column, 'before'),
    ['[table]', '  | | a | b', '  | ‸ | c | d'],
  ],
  [
    'a column to the right',
    ({ binding }, _, column) => $insertParts(binding, column, 'after'),
    ['[table]', '  | a | | b', '  | c | ‸ | d'],
  ],
  [
    'a copy of the row',
    ({ binding }, row) => $duplicatePart(binding, row),
    ['[table]', '  | a | b', '  | c | d', '  | c‸ | d'],
  ],
  [
    'a copy of the column',
    ({ binding }, _, column) => $duplicatePart(binding, column),
    ['[table]', '  | a | a | b', '  | c | c‸ | d'],
  ],
  [
    'an emptied row',
    ({ binding }, row) => $clearPart(binding, row),
    ['[table]', '  | a | b', '  | ‸ |'],
  ],
  ['a deleted row', ({ binding }, row) => $removePart(binding, row), ['[table]', '  | a‸ | b']],
  [
    'a deleted column',
    ({ binding }, _, column) => $removePart(binding, column),
    ['[table]', '  | b', '  | d‸'],
  ],
  [
    'a row that is moved up',
    ({ binding }, row) => $movePart(binding, row, -1),
    ['[table]', '  | c‸ | d', '  | a | b'],
  ],
  [
    'a column that is moved to the end',
    ({ binding }, _, column) => $movePartTo(binding, column, 2),
    ['[table]', '  | b | a', '  | d | c‸'],
  ],
];

function parts(peer: EditorPeer): [row: TablePart, column: TablePart] {
  const cell = peer.editor.read(() => $caretCell(peer.binding));
  if (!cell) throw new Error('The caret is in no cell.');
  return [partOf(cell, 'row'), partOf(cell, 'column')];
}

test.each(CASES)('TABLE-7 %s', (_, $command, seen) => {
  const peer = editorWith(...TABLE);
  const [row, column] = parts(peer);
  peer.edit(() => $command(peer, row, column));
  expect(shown(peer)).toEqual(seen);
  expect(peer.binding.strayChanges).toBe(0);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(['[table]', '  | a | b', '  | c | d']);
});

test('TABLE-7 the last row takes the table along', () => {
  const peer = editorWith('above', '[table]', '  | a‸ | b', 'below');
  const [row] = parts(peer);
  peer.edit(() => $removePart(peer.binding, row));
  expect(shown(peer)).toEqual(['above‸', 'below']);
});

test('TABLE-10 a row that two people empty while one writes in it has one line in each cell, with what was written', () => {
  const ann = editorWith(...TABLE);
  const bob = another(ann);
  const [row, column] = parts(ann);
  const cell = cellOf(row.id, column.id);
  const [line = ''] = ann.page.children(cell);
  ann.edit(() => $clearPart(ann.binding, row));
  bob.select(line, 1);
  bob.edit(() => $clearPart(bob.binding, row));
  bob.type('x');
  sendAll(ann, bob);
  for (const peer of [ann, bob]) {
    expect(text(peer)).toEqual(['[table]', '  | a | b', '  | x |']);
    expect(peer.page.children(cell)).toEqual([line]);
  }
});

describe('what a table looks like', () => {
  const facts = (peer: EditorPeer) => {
    const [table] = outlineOf(peer.page, '');
    const rows = table && 'items' in table ? table.items : [];
    return {
      widths: table?.facts.widths,
      cells: rows.map((row) =>
        'items' in row ? row.items.map(({ facts: { header, props } }) => ({ header, props })) : [],
      ),
    };
  };
  const setUp = () => {
    const peer = editorWith(...TABLE);
    const [row, column] = parts(peer);
    return { peer, row, column };
  };

  test('TABLE-7 a cell has the colours of its row, and else those of its column', () => {
    const { peer, row, column } = setUp();
    peer.edit(() => $setTableProps(peer.binding, column.id, { background: 'red', color: 'blue' }));
    peer.edit(() => $setTableProps(peer.binding, row.id, { background: 'green' }));
    expect(facts(peer).cells.map((cells) => cells.map(({ props }) => props))).toEqual([
      [{ background: 'red', color: 'blue' }, {}],
      [{ background: 'green', color: 'blue' }, { background: 'green' }],
    ]);
    shown(peer);
  });

  test('TABLE-8 the first row and the first column are headers', () => {
    const { peer, row } = setUp();
    const headers = () => facts(peer).cells.map((cells) => cells.map(({ header }) => header));
    peer.edit(() => $setTableProps(peer.binding, row.table, { headerColumn: true }));
    expect(headers()).toEqual([
      ['row', ''],
      ['row', ''],
    ]);
    peer.edit(() => $setTableProps(peer.binding, row.table, { headerRow: true }));
    expect(headers()).toEqual([
      ['column', 'column'],
      ['row', ''],
    ]);
  });

  test('TABLE-9 several widths are set in one step, and a letter leaves all of the table alone', () => {
    const { peer, row, column } = setUp();
    const [, other = ''] = peer.page.columns(row.table);
    peer.edit(() =>
      $setWidths(
        peer.binding,
        new Map([
          [column.id, 90],
          [other, 200],
        ]),
      ),
    );
    expect(facts(peer).widths).toEqual([90, 200]);
    peer.press(UNDO_COMMAND, undefined);
    expect(facts(peer).widths).toEqual([0, 0]);
    const touched = new Set<string>();
    const stop = peer.editor.registerUpdateListener(({ dirtyElements }) => {
      for (const [key, isMeant] of dirtyElements) if (isMeant) touched.add(key);
    });
    peer.type('x');
    stop();
    const layouts = [row.table, row.id, cellOf(row.id, column.id)];
    expect(layouts.filter((id) => touched.has(peer.binding.keys.get(id) ?? ''))).toEqual([]);
  });
});
