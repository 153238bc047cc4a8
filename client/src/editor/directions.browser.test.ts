import type { BlockContent } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { insertText } from '@weft/shared/model/operations/text';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { pageWith } from '@weft/shared/testing/page-peer';
import { expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { encodeStateAsUpdate } from 'yjs';
import { openEditor } from './testing/open-editor.ts';
import './editor.css';

const line = (type: string, words: string, ...children: readonly BlockContent[]): BlockContent => ({
  type,
  runs: [{ text: words, marks: {} }],
  children,
});

function open(blocks: readonly BlockContent[], dir = '') {
  const root = document.createElement('div');
  const page = document.createElement('div');
  page.dir = dir;
  page.append(root);
  document.body.append(page);
  onTestFinished(() => page.remove());
  const state = encodeStateAsUpdate(pageWith(...blocks).doc);
  const { bound } = openEditor({ root, state, seed: 2 });
  return { root, writer: bound.binding!.writer, page: bound.binding!.page };
}

/** `r` or `l` for each line that is on the page. */
const directions = (root: HTMLElement): string =>
  [...root.querySelectorAll('.block:not([data-layout])')]
    .map((element) => getComputedStyle(element).direction[0])
    .join('');

test('RTL-1 a block has the direction of its first letter, and without letters that of the line above, else of the page', async () => {
  const lines = ['', '1. 2', 'שלום abc', '', '(3)', 'abc שלום', '', '12 مرحبا', ''];
  const { root, writer, page } = open(
    lines.map((words) => line('text', words)),
    'rtl',
  );
  expect(directions(root)).toBe('rrrrrllrr');
  const ids = page.children('');
  insertText(writer, ids[2]!, 0, [{ text: 'x', marks: {} }]);
  expect(directions(root)).toBe('rrlllllrr');
  removeBlocks(writer, [ids[7]!]);
  expect(directions(root)).toBe('rrllllll');
  insertBlocks(writer, [line('text', ''), line('text', 'עוד'), line('text', '')], '', 6);
  expect(directions(root)).toBe('rrlllllrrrr');
  await userEvent.click(root.lastElementChild!);
  await userEvent.keyboard('a');
  expect(directions(root)).toBe('rrlllllrrrl');
  await userEvent.keyboard('{Backspace}');
  expect(directions(root)).toBe('rrlllllrrrr');
  await userEvent.keyboard('שורה{Enter}');
  expect(directions(root)).toBe('rrlllllrrrrr');
});

test('RTL-1 code and equations are written from left to right, and turn nothing below', () => {
  const { root, writer, page } = open([
    line('text', 'שלום'),
    line('code', 'שלום'),
    line('equation', 'ש'),
    line('text', ''),
    {
      type: 'text',
      runs: [
        { inline: { kind: 'equation', text: 'abc' }, marks: {} },
        { text: ' = שלום', marks: {} },
      ],
    },
  ]);
  expect(directions(root)).toBe('rllrr');
  turnBlocksInto(writer, [page.children('')[1]!], 'text');
  expect(directions(root)).toBe('rrlrr');
});

test('RTL-1 a table stands as its first words are written, and what is in a cell as its own', () => {
  const cell = (words: string): BlockContent[] => [line('text', words)];
  const { root, writer, page } = open([
    {
      type: 'table',
      table: {
        columns: [{}, {}],
        rows: [
          { cells: [cell(''), cell('راحة')] },
          { cells: [cell('abc'), [line('todo', 'מטלה'), line('todo', '')]] },
        ],
      },
    },
    line('text', ''),
  ]);
  const table = root.querySelector<HTMLElement>('[data-layout="table"]')!;
  expect([table.dir, directions(root)]).toEqual(['rtl', 'rrlrrr']);
  const [first, second] = [...root.querySelectorAll('td')].map((td) => td.getBoundingClientRect());
  expect(first!.left).toBeGreaterThan(second!.left);
  const [row] = page.children(page.children('')[0]!);
  const [column] = page.columns(page.children('')[0]!);
  const [empty] = page.children(`${row}~${column}`);
  insertText(writer, empty!, 0, [{ text: 'City', marks: {} }]);
  expect([table.dir, directions(root)]).toEqual(['ltr', 'lrlrrl']);
});

test('RTL-2 what reaches over nested blocks stays at the side of the block whose it is', () => {
  const { root } = open([
    line('quote', 'اقتباس', line('text', 'English'), line('quote', 'inner', line('text', 'عربي'))),
    line('callout', 'A note', line('text', 'نص')),
  ]);
  const shown = [...root.querySelectorAll<HTMLElement>('.block')].map((element) => {
    const [bar = '', , , box = ''] = getComputedStyle(element).backgroundPositionX.split(', ');
    return [element.dataset['bar'] === undefined ? '' : bar, box].map((x) => x.split(' ')[0]);
  });
  // A gradient that ends at the right is placed from there.
  expect(
    shown.map(([bar]) => (bar === '' ? '' : bar === 'right' || bar === '100%' ? 'r' : 'l')),
  ).toEqual(['', 'r', 'r', 'l', '', '']);
  const child = root.lastElementChild as HTMLElement;
  expect([child.dir, child.dataset['boxFrom']]).toEqual(['rtl', 'ltr']);
  const { paddingLeft, paddingRight } = getComputedStyle(child);
  expect(Number.parseFloat(paddingLeft)).toBeGreaterThan(0);
  expect(Number.parseFloat(paddingRight)).toBeGreaterThan(Number.parseFloat(paddingLeft));
});
