import { describe, expect, test } from 'vitest';
import { atOnce } from '../testing/page-at-once.ts';
import { outline } from '../testing/page-outline.ts';
import { giveAll, type PagePeer, pageWith, peersOf, textOf } from '../testing/page-peer.ts';
import { indentBlocks } from './operations/indent.ts';
import { insertBlocks } from './operations/insert.ts';
import { mergeBlocks } from './operations/merge.ts';
import { moveBlocks } from './operations/move.ts';
import { formatRange, replaceRange } from './operations/range.ts';
import { keepBlock, removeBlocks } from './operations/remove.ts';
import { splitBlock } from './operations/split.ts';
import { deleteText, insertText } from './operations/text.ts';
import { turnBlocksInto } from './operations/turn-into.ts';

const type =
  (index: number, offset: number, text: string) =>
  ({ writer }: PagePeer, ids: readonly string[]): void =>
    insertText(writer, ids[index]!, offset, [{ text, marks: {} }]);

describe('while a teammate types in it', () => {
  test('BLOCK-42 a dragged block takes the words along', () => {
    const { lines } = atOnce(
      ['one', 'two', 'three'],
      ({ writer }, [a = '']) => moveBlocks(writer, [a], '', 3),
      type(0, 3, '!'),
    );
    expect(lines).toEqual(['two', 'three', 'one!']);
  });

  test('BLOCK-42 a block that others are dragged past keeps its words', () => {
    const { lines } = atOnce(
      ['one', 'two', 'three'],
      ({ writer }, [a = '']) => moveBlocks(writer, [a], '', 3),
      type(1, 0, '>'),
    );
    expect(lines).toEqual(['>two', 'three', 'one']);
  });

  test('BLOCK-43 a block that is turned into another type has the words', () => {
    const { lines } = atOnce(
      ['one'],
      ({ writer }, ids) => turnBlocksInto(writer, ids, 'heading1'),
      type(0, 3, '!'),
    );
    expect(lines).toEqual(['[heading1] one!']);
  });

  test('BLOCK-43 a block that is indented has the words', () => {
    const { lines } = atOnce(
      ['one', 'two'],
      ({ writer }, [, b = '']) => indentBlocks(writer, [b]),
      type(1, 0, '>'),
    );
    expect(lines).toEqual(['one', '  >two']);
  });

  test('BLOCK-43 a block that is merged into the one before has the words there', () => {
    const { lines } = atOnce(
      ['one', 'two'],
      ({ writer }, [a = '', b = '']) => mergeBlocks(writer, a, b),
      type(1, 3, '!'),
    );
    expect(lines).toEqual(['onetwo!']);
  });

  test('BLOCK-43 a block that is split has the words in the half they were typed into', () => {
    const { lines } = atOnce(
      ['one two'],
      ({ writer }, [a = '']) => splitBlock(writer, a, 3),
      type(0, 7, '!'),
      type(0, 0, '>'),
    );
    expect(lines).toEqual(['>one', ' two!']);
  });

  test('BLOCK-43 bold letters have the words among them, once, in the right place', () => {
    const bold =
      (from: number, to: number) =>
      ({ writer }: PagePeer, [a = '']: readonly string[]) =>
        formatRange(
          writer,
          { from: { block: a, offset: from }, to: { block: a, offset: to } },
          { bold: true },
        );
    expect(atOnce(['Hello World'], bold(6, 11), type(0, 7, 'X')).lines).toEqual(['Hello WXorld']);
    expect(atOnce(['Hello World'], bold(0, 5), bold(6, 11)).lines).toEqual(['Hello World']);
  });

  test('BLOCK-44 a deleted block is shown whole, marked as edited, until somebody decides', () => {
    const { lines, ann, ids } = atOnce(
      ['one', 'two'],
      ({ writer }, [a = '']) => removeBlocks(writer, [a]),
      type(0, 3, '!'),
    );
    expect(lines).toEqual(['one! (edited)', 'two']);
    keepBlock(ann.writer, ids[0]!);
    expect(outline(ann.page)).toEqual(['one!', 'two']);
    removeBlocks(ann.writer, [ids[0]!]);
    expect(outline(ann.page)).toEqual(['two']);
  });

  test('BLOCK-44 text that was deleted stays deleted, what is typed in its midst stays', () => {
    const { lines } = atOnce(
      ['one two'],
      ({ writer }, [a = '']) => deleteText(writer, a, 0, 7),
      type(0, 3, 'X'),
    );
    expect(lines).toEqual(['X']);
  });

  test('BLOCK-44 a deleted range of blocks keeps what was typed into the midst of it', () => {
    const { lines } = atOnce(
      ['one', 'two', 'three'],
      ({ writer }, [a = '', , c = '']) =>
        replaceRange(writer, { from: { block: a, offset: 1 }, to: { block: c, offset: 4 } }, [
          { text: '…', marks: {} },
        ]),
      type(1, 3, '!'),
    );
    expect(lines).toEqual(['o…e', 'two! (edited)']);
  });

  test('BLOCK-44 the children of a deleted block that a teammate wrote in stay where it was', () => {
    const { lines } = atOnce(
      [
        { type: 'toggle', children: [{ type: 'text', runs: [{ text: 'in', marks: {} }] }] },
        'after',
      ],
      ({ writer }, [a = '']) => removeBlocks(writer, [a]),
      ({ writer, page }, [a = '']) =>
        insertText(writer, page.children(a)[0]!, 2, [{ text: '!', marks: {} }]),
    );
    expect(lines).toEqual(['in! (edited)', 'after']);
  });
});

describe('when two people do the same thing', () => {
  test('BLOCK-45 a block that both drag is there once', () => {
    const { lines } = atOnce(
      ['one', 'two', 'three'],
      ({ writer }, [a = '']) => moveBlocks(writer, [a], '', 2),
      ({ writer }, [a = '']) => moveBlocks(writer, [a], '', 3),
    );
    expect(lines.toSorted()).toEqual(['one', 'three', 'two']);
  });

  test('BLOCK-45 a block that both split has each letter once', () => {
    const both = atOnce(
      ['abcdef'],
      ({ writer }, [a = '']) => splitBlock(writer, a, 2),
      ({ writer }, [a = '']) => splitBlock(writer, a, 4),
    );
    expect(both.lines.toSorted()).toEqual(['ab', 'cd', 'ef']);
    const same = atOnce(
      ['abcdef'],
      ({ writer }, [a = '']) => splitBlock(writer, a, 3),
      ({ writer }, [a = '']) => splitBlock(writer, a, 3),
    );
    expect(same.lines.join('')).toBe('abcdef');
  });

  test('BLOCK-45 two blocks that both merge are one', () => {
    const merge = ({ writer }: PagePeer, [a = '', b = '']: readonly string[]): unknown =>
      mergeBlocks(writer, a, b);
    expect(atOnce(['one', 'two'], merge, merge).lines).toEqual(['onetwo']);
  });

  test('BLOCK-45 two blocks that are merged into each other are one', () => {
    const { lines } = atOnce(
      ['one', 'two'],
      ({ writer }, [a = '', b = '']) => mergeBlocks(writer, a, b),
      ({ writer }, [a = '', b = '']) => mergeBlocks(writer, b, a),
    );
    expect(lines).toHaveLength(1);
    expect([...lines[0]!].toSorted().join('')).toBe('enootw');
  });

  test('BLOCK-45 two blocks that are moved into each other are both there', () => {
    const { lines } = atOnce(
      ['one', 'two'],
      ({ writer }, [a = '', b = '']) => moveBlocks(writer, [a], b, 0),
      ({ writer }, [a = '', b = '']) => moveBlocks(writer, [b], a, 0),
    );
    expect(lines.map((line) => line.trim()).toSorted()).toEqual(['one', 'two']);
  });

  test('BLOCK-45 the first words of an empty block, typed by two people, are both there', () => {
    const { lines } = atOnce([''], type(0, 0, 'AAA'), type(0, 0, 'BBB'));
    expect(['AAABBB', 'BBBAAA']).toContain(lines[0]);
  });

  test('BLOCK-45 one splits what the other merges, and nothing is lost', () => {
    const { lines } = atOnce(
      ['one', 'two'],
      ({ writer }, [a = '', b = '']) => mergeBlocks(writer, a, b),
      ({ writer }, [, b = '']) => splitBlock(writer, b, 1),
    );
    expect(lines.toSorted()).toEqual(['onet', 'wo']);
  });

  test('BLOCK-15 paragraphs that two people write in one place do not interleave', () => {
    const write =
      (word: string) =>
      ({ writer, page }: PagePeer, [a = '']: readonly string[]) => {
        for (let i = 1; i <= 4; i++) {
          const index = page.children('').indexOf(a) + i;
          insertBlocks(
            writer,
            [{ type: 'text', runs: [{ text: word + i, marks: {} }] }],
            '',
            index,
          );
        }
      };
    const { lines } = atOnce(['top', 'end'], write('a'), write('b'));
    const [first, second] = lines[1]!.startsWith('a')
      ? (['a', 'b'] as const)
      : (['b', 'a'] as const);
    const run = (word: string): string[] => [1, 2, 3, 4].map((i) => word + i);
    expect(lines).toEqual(['top', ...run(first), ...run(second), 'end']);
  });
});

test('BLOCK-41 what is typed into a block that a teammate has not seen yet arrives in it', () => {
  const start = pageWith('one');
  const [ann, bob] = peersOf(start, 2) as [PagePeer, PagePeer];
  const [id = ''] = insertBlocks(ann.writer, [{ type: 'quote' }], '', 1);
  insertText(ann.writer, id, 0, [{ text: 'new', marks: {} }]);
  moveBlocks(bob.writer, start.ids, '', 1);
  giveAll([ann, bob]);
  expect(textOf(bob.page, id)).toBe('new');
});
