import { describe, expect, test } from 'vitest';
import { atOnce } from '../testing/page-at-once.ts';
import type { PagePeer } from '../testing/page-peer.ts';
import { cellOf } from './block-id.ts';
import { moveBlocks } from './operations/move.ts';
import { removeBlocks } from './operations/remove.ts';
import { emptyTable, insertTablePart, removeTablePart } from './operations/table.ts';
import { insertText } from './operations/text.ts';

describe('tables', () => {
  const table = emptyTable(1, 1);

  test('BLOCK-46 a row and a column that are added at once make a whole table', () => {
    const { lines, ann, ids } = atOnce(
      [table],
      ({ writer }, [t = '']) => insertTablePart(writer, t, 'row', 1),
      ({ writer }, [t = '']) => insertTablePart(writer, t, 'column', 1),
    );
    expect(lines).toEqual(['[table]', '  |  | ', '  |  | ']);
    const [t = ''] = ids;
    expect([ann.page.children(t).length, ann.page.columns(t).length]).toEqual([2, 2]);
  });

  const typeInCell = ({ writer, page }: PagePeer, [t = '']: readonly string[]): void => {
    const cell = cellOf(page.children(t)[0]!, page.columns(t)[0]!);
    insertText(writer, page.children(cell)[0]!, 0, [{ text: 'typed', marks: {} }]);
  };

  test.each(['row', 'column'] as const)(
    'BLOCK-46 a %s that is deleted while a cell is typed in is back with it',
    (axis) => {
      const { lines, ann, ids } = atOnce(
        [emptyTable(2, 2), 'after'],
        ({ writer, page }, [t = '']) =>
          removeTablePart(
            writer,
            t,
            axis,
            (axis === 'row' ? page.children(t) : page.columns(t))[0]!,
          ),
        typeInCell,
      );
      expect(lines[1]).toMatch(/^ {2}\| typed \(edited\) \|/);
      expect([ann.page.children(ids[0]!).length, ann.page.columns(ids[0]!).length]).toEqual([2, 2]);
    },
  );

  test('BLOCK-46 a table that is deleted while a cell is typed in is back', () => {
    const { lines } = atOnce(
      [emptyTable(1, 1), 'after'],
      ({ writer }, [t = '']) => removeBlocks(writer, [t]),
      typeInCell,
    );
    expect(lines).toEqual(['[table] (edited)', '  | typed (edited)', 'after']);
  });

  test('BLOCK-46 a row that is moved while a cell is typed in takes the words along', () => {
    const { lines } = atOnce(
      [emptyTable(2, 1)],
      ({ writer, page }, [t = '']) => moveBlocks(writer, [page.children(t)[0]!], '', 0),
      typeInCell,
    );
    expect(lines, 'a row stands in tables only, so it stays').toEqual([
      '[table]',
      '  | typed',
      '  | ',
    ]);
  });
});
