import { describe, expect, test, vi } from 'vitest';
import { outline } from '../../testing/page-outline.ts';
import { pageWith } from '../../testing/page-peer.ts';
import { blockRuns } from '../block.ts';
import { cellOf } from '../block-id.ts';
import { insertBlocks } from './insert.ts';
import { mergeBlocks } from './merge.ts';
import { formatRange, replaceRange } from './range.ts';
import { splitBlock } from './split.ts';
import { emptyTable, insertTablePart, moveTablePart, removeTablePart } from './table.ts';
import { deleteText, formatText, insertInline, insertLineBreak, insertText } from './text.ts';

describe('text', () => {
  test('BLOCK-38 typed letters have exactly the marks that they are typed with', () => {
    const { page, writer, ids } = pageWith('ab');
    const [a = ''] = ids;
    formatText(writer, a, 0, 2, { bold: true });
    insertText(writer, a, 2, [{ text: 'c', marks: {} }]);
    insertText(writer, a, 1, [{ text: '-', marks: { italic: true } }]);
    expect(blockRuns(page.block(a)!)).toEqual([
      { text: 'a', marks: { bold: true } },
      { text: '-', marks: { italic: true } },
      { text: 'b', marks: { bold: true } },
      { text: 'c', marks: {} },
    ]);
    formatText(writer, a, 0, 4, { bold: null, italic: null });
    expect(blockRuns(page.block(a)!)).toEqual([{ text: 'a-bc', marks: {} }]);
  });

  test('BLOCK-38 mentions, equations and line breaks go into the text, and count one', () => {
    const { page, writer, ids } = pageWith('ab');
    const [a = ''] = ids;
    insertInline(writer, a, 1, { kind: 'mention', page: 'p' }, { bold: true });
    insertLineBreak(writer, a, 2);
    expect(blockRuns(page.block(a)!)).toEqual([
      { text: 'a', marks: {} },
      { inline: { kind: 'mention', page: 'p' }, marks: { bold: true } },
      { text: '\nb', marks: {} },
    ]);
    deleteText(writer, a, 1, 3);
    expect(outline(page)).toEqual(['ab']);
  });

  test('BLOCK-38 BLOCK-5 editing and formatting reach over the pieces of a block', () => {
    const { page, writer, ids } = pageWith('abc', 'def', 'ghi');
    const [a = '', b = '', c = ''] = ids;
    mergeBlocks(writer, a, b);
    mergeBlocks(writer, a, c);
    formatText(writer, a, 2, 7, { bold: true });
    expect(blockRuns(page.block(a)!).filter(({ marks }) => 'bold' in marks)).toMatchObject([
      { text: 'c' },
      { text: 'def' },
      { text: 'g' },
    ]);
    deleteText(writer, a, 1, 8);
    insertText(writer, a, 1, [{ text: '|', marks: {} }]);
    expect(outline(page)).toEqual(['a|i']);
  });
});

describe('splitting', () => {
  test('BLOCK-34 the second half has the type, the props and the children, and no letter is new', () => {
    const { page, writer, doc, ids } = pageWith({
      type: 'todo',
      props: { checked: true },
      runs: [{ text: 'onetwo', marks: { bold: true } }],
      children: [{ type: 'text' }],
    });
    const [a = ''] = ids;
    const clock = doc.store.clients.get(doc.clientID)!.length;
    const b = splitBlock(writer, a, 3)!;
    expect(outline(page)).toEqual(['[todo] one', '[todo] two', '  ']);
    expect(page.block(b)?.props).toEqual({ checked: true });
    expect(blockRuns(page.block(b)!)).toEqual([{ text: 'two', marks: { bold: true } }]);
    expect(doc.store.clients.get(doc.clientID)!.length - clock).toBeLessThan(12);
  });

  test('BLOCK-34 at its end a block is followed by a new one with a strand of its own', () => {
    const { page, writer, ids } = pageWith('one', 'two');
    const b = splitBlock(writer, ids[0]!, 3, { type: 'quote' })!;
    expect(outline(page)).toEqual(['one', '[quote]', 'two']);
    expect(page.strand(b)?.length).toBe(0);
  });

  test('BLOCK-34 at its start a block leaves an empty one before it', () => {
    const { page, writer, ids } = pageWith('one');
    const b = splitBlock(writer, ids[0]!, 0)!;
    insertText(writer, ids[0]!, 0, [{ text: '<', marks: {} }]);
    insertText(writer, b, 0, [{ text: '>', marks: {} }]);
    expect(outline(page)).toEqual(['<', '>one']);
  });

  test('BLOCK-34 pieces after the cut go to the second half', () => {
    const { page, writer, ids } = pageWith('abc', 'def', 'ghi');
    const [a = '', b = '', c = ''] = ids;
    mergeBlocks(writer, a, c);
    mergeBlocks(writer, a, b);
    splitBlock(writer, a, 4);
    expect(outline(page)).toEqual(['abcg', 'hidef']);
  });

  test('BLOCK-34 a block without text is not split', () => {
    const { writer, ids } = pageWith({ type: 'divider' });
    expect(splitBlock(writer, ids[0]!, 0)).toBeUndefined();
    expect(splitBlock(writer, 'nobody', 0)).toBeUndefined();
  });
});

describe('merging', () => {
  test('BLOCK-35 halves of one text are joined by taking the marker away', () => {
    const { page, writer, ids } = pageWith('onetwo');
    const b = splitBlock(writer, ids[0]!, 3)!;
    expect(mergeBlocks(writer, ids[0]!, b)).toBe(true);
    expect(outline(page)).toEqual(['onetwo']);
    expect(page.block(ids[0]!)?.pieces).toHaveLength(1);
  });

  test('BLOCK-35 other texts are shown as one, in the order of merging, with the children of both', () => {
    const child = (name: string) => [{ type: 'text', runs: [{ text: name, marks: {} }] }];
    const { page, writer, ids } = pageWith(
      { type: 'quote', children: child('x') },
      { type: 'todo', runs: [{ text: 'b', marks: {} }], children: child('y') },
      'c',
    );
    const [a = '', b = '', c = ''] = ids;
    mergeBlocks(writer, a, b);
    mergeBlocks(writer, a, c);
    expect(outline(page)).toEqual(['[quote] bc', '  x', '  y']);
  });

  test('BLOCK-35 what has no text is not merged, nor a block with itself', () => {
    const { page, writer, ids } = pageWith('a', { type: 'divider' });
    const [a = '', d = ''] = ids;
    for (const [into, id] of [
      [a, d],
      [d, a],
      [a, a],
      [a, 'nobody'],
    ]) {
      expect(mergeBlocks(writer, into!, id!)).toBe(false);
    }
    expect(outline(page)).toEqual(['a', '[divider]']);
  });
});

describe('ranges', () => {
  const point = (block: string, offset: number) => ({ block, offset });

  test('BLOCK-39 what is between two points goes, the first block keeps its type and gets the rest', () => {
    const { page, writer, ids } = pageWith('one', { type: 'divider' }, 'two', {
      type: 'quote',
      runs: [{ text: 'three', marks: {} }],
    });
    replaceRange(writer, { from: point(ids[0]!, 1), to: point(ids[3]!, 4) }, [
      { text: '-', marks: {} },
    ]);
    expect(outline(page)).toEqual(['o-e']);
  });

  test('BLOCK-39 a range within one block replaces its letters', () => {
    const { page, writer, ids } = pageWith('one');
    replaceRange(writer, { from: point(ids[0]!, 1), to: point(ids[0]!, 2) }, [
      { text: 'MM', marks: {} },
    ]);
    expect(outline(page)).toEqual(['oMMe']);
  });

  test('BLOCK-39 a table that a range covers goes, one that it begins or ends in keeps its cells', () => {
    const whole = pageWith('one', emptyTable(2, 1), 'two');
    replaceRange(whole.writer, { from: point(whole.ids[0]!, 3), to: point(whole.ids[2]!, 0) });
    expect(outline(whole.page)).toEqual(['onetwo']);

    const { page, writer, ids } = pageWith('one', emptyTable(2, 1), 'two');
    const t = ids[1]!;
    const cells = page
      .children(t)
      .map((row) => page.children(cellOf(row, page.columns(t)[0]!))[0]!);
    for (const cell of cells) insertText(writer, cell, 0, [{ text: 'cell', marks: {} }]);
    replaceRange(writer, { from: point(ids[0]!, 1), to: point(cells[1]!, 2) });
    expect(outline(page)).toEqual(['o', '[table]', '  | ', '  | ll', 'two']);
  });

  test('BLOCK-39 a table that is partly in a range is walked through once, however many cells it has', () => {
    const walks = (rows: number): number => {
      const { page, writer, ids } = pageWith('one', emptyTable(rows, 1), 'two');
      const [a = '', t = ''] = ids;
      const column = page.columns(t)[0] ?? '';
      for (const row of page.children(t)) {
        insertBlocks(writer, [{ type: 'text' }], cellOf(row, column), 0);
      }
      const last = page.children(cellOf(page.children(t).at(-1) ?? '', column))[0] ?? '';
      const asked = vi.spyOn(page, 'columns');
      replaceRange(writer, { from: point(a, 1), to: point(last, 0) });
      return asked.mock.calls.length;
    };
    expect(walks(80)).toBeLessThan(2.5 * walks(40));
  });

  test('BLOCK-39 marks are set over blocks of rich text, and none in plain text', () => {
    const { page, writer, ids } = pageWith(
      'one',
      { type: 'code', runs: [{ text: 'two', marks: {} }] },
      'three',
    );
    formatRange(writer, { from: point(ids[0]!, 1), to: point(ids[2]!, 2) }, { bold: true });
    const bold = ids.map((id) =>
      blockRuns(page.block(id)!)
        .map((run) => ('text' in run && run.marks['bold'] ? run.text : ''))
        .join(''),
    );
    expect(bold).toEqual(['ne', '', 'th']);
  });
});

describe('tables', () => {
  test('BLOCK-40 a new row or column has an empty block in each of its cells', () => {
    const { page, writer, ids } = pageWith(emptyTable(1, 2));
    const [t = ''] = ids;
    const row = insertTablePart(writer, t, 'row', 0);
    const column = insertTablePart(writer, t, 'column', 1);
    expect(page.children(t)[0]).toBe(row);
    expect(page.columns(t)[1]).toBe(column);
    for (const r of page.children(t)) {
      for (const c of page.columns(t)) expect(page.children(cellOf(r, c))).toHaveLength(1);
    }
  });

  test('BLOCK-40 rows and columns are moved with what is in their cells, and deleted with it', () => {
    const cells = (...words: string[]) =>
      words.map((word) => [{ type: 'text', runs: [{ text: word, marks: {} }] }]);
    const { page, writer, ids } = pageWith({
      type: 'table',
      table: {
        columns: [{}, {}, {}],
        rows: [{ cells: cells('1', '2', '3') }, { cells: cells('4', '5', '6') }],
      },
    });
    const [t = ''] = ids;
    moveTablePart(writer, t, 'row', page.children(t)[1]!, 0);
    moveTablePart(writer, t, 'column', page.columns(t)[0]!, 3);
    expect(outline(page)).toEqual(['[table]', '  | 5 | 6 | 4', '  | 2 | 3 | 1']);
    removeTablePart(writer, t, 'column', page.columns(t)[1]!);
    removeTablePart(writer, t, 'row', page.children(t)[0]!);
    expect(outline(page)).toEqual(['[table]', '  | 2 | 1']);
    removeTablePart(writer, t, 'row', 'nobody');
    removeTablePart(writer, t, 'row', page.children(t)[0]!);
    expect(outline(page), 'the last one takes the table along').toEqual([]);
  });
});
