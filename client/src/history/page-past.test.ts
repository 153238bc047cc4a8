import { expect, test } from 'vitest';
import { runsText, type BlockContent, type Run } from '@weft/shared/model/content';
import { PAGE } from '@weft/shared/model/block-id';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { mergeBlocks } from '@weft/shared/model/operations/merge';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { splitBlock } from '@weft/shared/model/operations/split';
import { deleteText, insertText } from '@weft/shared/model/operations/text';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { operate, uniqueLetters } from '@weft/shared/testing/page-operations';
import { give, pagePeer, type PagePeer } from '@weft/shared/testing/page-peer';
import { seededRandom } from '@weft/shared/testing/random';
import { createPagePast } from './page-past.ts';

/** People who write in turns: whatever one does is a row, and the other has it. */
function writers(count = 2) {
  const peers = Array.from({ length: count }, (_, i) => pagePeer(i + 1));
  const rows: Uint8Array[] = [];
  const authors: number[] = [];
  for (const [i, peer] of peers.entries()) {
    peer.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (peers.includes(origin as PagePeer)) return;
      rows.push(bytes);
      authors.push(i);
      for (const other of peers) if (other !== peer) give(peer, other);
    });
  }
  const past = () =>
    createPagePast(rows, { authors: ['Ann', 'Ben'], rows: authors.map((author) => [author, 1]) });
  return {
    peers: peers as [PagePeer, PagePeer],
    rows,
    past,
    since: (offset: number, isAttributed = false) =>
      past().show(rows.length, offset, isAttributed).blocks.map(told),
  };
}

const SIGNS = { added: '+', removed: '-', changed: '~', moved: '>', written: '=' };
const signOf = ({ change }: { change?: BlockContent['change'] }): string =>
  change ? `${SIGNS[change.kind]}${'AB'[change.author]}` : '';
const toldRun = (run: Run): string =>
  run.change ? `[${signOf(run)} ${runsText([run])}]` : runsText([run]);
/** A block as a line: what became of it, its letters, and what is in it. */
function told(block: BlockContent): string {
  const inside = (block.children ?? []).map(told);
  const text = (block.runs ?? []).map(toldRun).join('');
  return `${signOf(block)}${signOf(block) && ' '}${text}${inside.length > 0 ? ` (${inside.join('; ')})` : ''}`;
}
const text = (letters: string): BlockContent => ({
  type: 'text',
  runs: [{ text: letters, marks: {} }],
});
const type = ({ writer }: PagePeer, id: string, at: number, letters: string): void =>
  insertText(writer, id, at, [{ text: letters, marks: {} }]);

test('HISTORY-7 letters that were added and removed are where they were, by whoever did it', () => {
  const { peers, rows, since } = writers();
  const [ann, ben] = peers;
  const [id = ''] = insertBlocks(ann.writer, [text('one three')], PAGE, 0);
  const before = rows.length;
  type(ben, id, 4, 'two ');
  deleteText(ann.writer, id, 8, 13);
  expect(since(before)).toEqual(['one [+B two ][-A three]']);
  expect(since(before, true)).toEqual(['[=A one ][+B two ][-A three]']);
  expect(since(rows.length)).toEqual(['one two ']);
});

test('HISTORY-7 what came and went between the versions is in neither', () => {
  const { peers, rows, since } = writers();
  const [ann, ben] = peers;
  const [id = ''] = insertBlocks(ann.writer, [text('ab')], PAGE, 0);
  const before = rows.length;
  type(ben, id, 1, 'xyz');
  deleteText(ben.writer, id, 1, 4);
  expect(since(before)).toEqual(['ab']);
});

test('HISTORY-7 blocks say whether they were added, removed, moved or made something else', () => {
  const { peers, rows, since } = writers();
  const [ann, ben] = peers;
  const [one = '', two = '', three = '', four = ''] = insertBlocks(
    ann.writer,
    [text('one'), text('two'), text('three'), text('four')],
    PAGE,
    0,
  );
  const before = rows.length;
  removeBlocks(ben.writer, [two]);
  turnBlocksInto(ben.writer, [three], 'toggle');
  moveBlocks(ann.writer, [four], three, 0);
  insertBlocks(ben.writer, [text('five')], PAGE, 1);
  expect(since(before)).toEqual(['one', '-B [-B two]', '+B [+B five]', '~B three (>A four)']);
  expect(one).not.toBe('');
});

test('HISTORY-7 text that was split or merged is the same text', () => {
  const { peers, rows, since } = writers();
  const [ann] = peers;
  const [one = '', two = ''] = insertBlocks(ann.writer, [text('one'), text('two')], PAGE, 0);
  const before = rows.length;
  mergeBlocks(ann.writer, one, two);
  splitBlock(ann.writer, one, 1);
  expect(since(before)).toEqual(['o', '+A netwo']);
});

test('HISTORY-7 a table tells of its cells, also when it is gone', () => {
  const { peers, rows, since, past } = writers();
  const [ann, ben] = peers;
  const table = { columns: [{}, {}], rows: [{ cells: [[text('a')], [text('b')]] }] };
  const [id = ''] = insertBlocks(ann.writer, [{ type: 'table', table }], PAGE, 0);
  const before = rows.length;
  const [row = ''] = ann.page.children(id);
  const [column = ''] = ann.page.columns(id);
  type(ben, ben.page.children(`${row}~${column}`)[0]!, 1, '!');
  const [shown] = past().show(rows.length, before, false).blocks;
  expect(shown!.table!.rows[0]!.cells.map((cell) => cell.map(told))).toEqual([['a[+B !]'], ['b']]);
  removeBlocks(ben.writer, [id]);
  expect(since(before)).toEqual(['-B [-B a]', '-B [-B b]']);
});

test('HISTORY-7 whatever was done, a version shows what its page shows, and since the beginning all is new', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seededRandom(seed);
    const { peers, rows, past } = writers();
    const [ann] = peers;
    insertBlocks(ann.writer, [text('one'), text('two')], PAGE, 0);
    const alphabet = uniqueLetters();
    for (let i = 0; i < 40; i++) {
      const peer = random.pick(peers);
      const operation = random.pick(OPERATIONS);
      operate(
        peer,
        operation,
        random,
        alphabet,
        () => {},
        () => {},
      );
    }
    const all = contentsOf(ann.page, ann.page.children(PAGE));
    const middle = random.below(rows.length);
    const shown = past().show(rows.length, middle, true).blocks;
    expect(lettersIn(shown.flatMap(withoutRemoved)), `seed ${seed}`).toBe(lettersIn(all));
    const fresh = past().show(rows.length, 0, false).blocks;
    expect(
      fresh.every(({ change }) => change?.kind === 'added'),
      `seed ${seed}`,
    ).toBe(true);
  }
});

const OPERATIONS = [
  ...(['type', 'type', 'type', 'format', 'turnInto', 'indent', 'move', 'split', 'merge'] as const),
  ...(['deleteBlock', 'deleteText', 'replaceRange', 'duplicate', 'insert', 'undo'] as const),
];

function withoutRemoved(block: BlockContent): BlockContent[] {
  if (block.change?.kind === 'removed') return [];
  return [
    {
      ...block,
      ...(block.runs && { runs: block.runs.filter(({ change }) => change?.kind !== 'removed') }),
      ...(block.children && { children: block.children.flatMap(withoutRemoved) }),
    },
  ];
}

function lettersIn(blocks: readonly BlockContent[]): string {
  return blocks
    .map(({ runs, children, table }) => {
      const cells = table?.rows.flatMap((row) => row.cells.flat()) ?? [];
      return runsText(runs ?? []) + lettersIn(children ?? []) + lettersIn(cells);
    })
    .join('');
}
