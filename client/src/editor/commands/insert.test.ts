import type { BlockContent } from '@weft/shared/model/content';
import { emptyTable } from '@weft/shared/model/operations/table';
import { REDO_COMMAND, UNDO_COMMAND } from 'lexical';
import { describe, expect, test } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { editorPeer, editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { shown, text } from '../testing/shown.ts';
import { BLOCK_KINDS, type BlockKindName } from './block-kinds.ts';
import { addLine, insertAt } from './insert.ts';

const COLUMN = { type: 'column', children: [{ type: 'text' }] };
const COLUMNS: BlockContent = { type: 'columns', children: [COLUMN, COLUMN] };

/** A page into which something was put where its caret is. */
function insert(sketch: readonly string[], content: BlockContent): EditorPeer {
  const peer = editorWith(...sketch);
  const at = peer.ends()?.focus.block ?? '';
  peer.edit(() => peer.binding.$run(() => insertAt(peer.binding, at, content)));
  return peer;
}

const KINDS = Object.keys(BLOCK_KINDS) as BlockKindName[];

/** Lines to put something at, and how deep the caret stands then. */
const PLACES: readonly (readonly [string, readonly string[]])[] = [
  ['an empty page', ['‸']],
  ['an empty line', ['one', '‸', 'two']],
  ['a line with text', ['one', 't‸wo', 'three']],
  ['an empty nested line', ['one', '  ‸', '  two']],
  ['a nested line with text', ['[bulleted] one', '  [bulleted] tw‸o', 'three']],
  ['a line with lines in it', ['on‸e', '  two']],
  ['an empty line with lines in it', ['‸', '  two']],
  ['an empty cell', ['[table]', '  | ‸ | b']],
  ['a cell', ['[table]', '  | a‸ | b']],
  ['an empty column', ['[columns]', '  [column]', '    ‸', '  [column]', '    b']],
  ['a column', ['[columns]', '  [column]', '    a‸', '  [column]', '    b']],
  ['an open toggle', ['[toggle] a', '  ‸']],
  ['a toggle', ['[toggle] a‸', '  b']],
  ['a callout', ['[callout] a‸', '  b']],
  ['a line in a callout', ['[callout] a', '  ‸']],
  ['code', ['[code] a‸', 'b']],
];

describe.each(PLACES)('%s', (_, sketch) => {
  const lines = text(editorWith(...sketch));

  test.each(KINDS)('SLASH-4 takes %s, with the caret in it, in one step', (kind) => {
    const { type, props } = BLOCK_KINDS[kind];
    const peer = insert(sketch, { type, props });
    const caret = peer.ends()?.focus;
    const block = peer.page.block(caret?.block ?? '');
    expect(block?.type).toBe(type);
    expect(block?.props['toggle'] === true).toBe('toggle' in props && props.toggle);
    expect(block?.pieces.reduce((sum, { length }) => sum + length, 0)).toBe(0);
    expect(caret?.offset).toBe(0);
    expectOneStep(peer, lines);
  });

  test.each([
    ['a divider', { type: 'divider' }],
    ['a table', emptyTable(2, 2)],
    ['columns', COLUMNS],
    ['a table of contents', { type: 'contents' }],
  ] as [string, BlockContent][])('SLASH-4 takes %s, in one step', (_name, content) => {
    const peer = insert(sketch, content);
    expect(shown(peer).join('\n')).toContain(`[${content.type}]`);
    expect(shown(peer).join('\n')).toContain('‸');
    expectOneStep(peer, lines);
  });
});

function expectOneStep(peer: EditorPeer, before: readonly string[]): void {
  expect(peer.binding.strayChanges).toBe(0);
  const after = text(peer);
  // Turning what is that already is no step at all.
  if (after.join('\n') === before.join('\n')) return;
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(before);
  peer.press(REDO_COMMAND, undefined);
  expect(text(peer)).toEqual(after);
}

const results: [string, string[], BlockContent, string[]][] = [
  ['takes the place of an empty line', ['‸', 'b'], { type: 'heading1' }, ['[heading1] ‸', 'b']],
  ['goes below a line with text', ['a‸', 'b'], { type: 'todo' }, ['a', '[todo] ‸', 'b']],
  ['goes below what is in it', ['a‸', '  b'], { type: 'quote' }, ['a', '  b', '[quote] ‸']],
  ['leaves what is in an empty line', ['‸', '  b'], { type: 'quote' }, ['[quote] ‸', '  b']],
  ['lifts what it cannot hold', ['‸', '  b'], { type: 'code' }, ['[code] ‸', 'b']],
  [
    'stays in its cell',
    ['[table]', '  | ‸ | b'],
    { type: 'todo' },
    ['[table]', '  | [todo] ‸ | b'],
  ],
  ['of no text has the next line below it', ['‸', 'b'], { type: 'divider' }, ['[divider]', '‸b']],
  [
    'of no text at the end has a new line below it',
    ['a', '‸'],
    { type: 'divider' },
    ['a', '[divider]', '‸'],
  ],
  [
    'of no text before another such has a new line between',
    ['a‸', '[divider]'],
    { type: 'contents' },
    ['a', '[contents]', '‸', '[divider]'],
  ],
  ['of cells has the caret in the first', ['‸'], emptyTable(2, 2), ['[table]', '  | ‸ |', '  | |']],
  [
    'of columns has the caret in the first',
    ['a‸'],
    COLUMNS,
    ['a', '[columns]', '  [column]', '    ‸', '  [column]', ''],
  ],
];

test.each(results)('SLASH-4 what is put in %s', (_, sketch, content, after) => {
  const peer = insert(sketch, content);
  expect(shown(peer)).toEqual(after);
});

test('SLASH-4 what is made a toggle is open, and nothing else is remembered as one', () => {
  const stored: string[] = [];
  const store = {
    get: () => [],
    set: (open: readonly string[]) => void stored.splice(0, Infinity, ...open),
  };
  const peer = editorPeer(7, encodeStateAsUpdate(editorWith('a', '').doc), store);
  for (const type of ['toggle', 'quote', 'divider']) {
    for (const at of peer.page.children('').slice(0, 2)) {
      peer.edit(() => peer.binding.$run(() => insertAt(peer.binding, at, { type })));
    }
  }
  const toggles = peer.page.children('').filter((id) => peer.page.block(id)?.type === 'toggle');
  expect(toggles.length).toBe(2);
  expect(stored.toSorted()).toEqual(toggles.toSorted());
});

const added: [string, string[], boolean, string[]][] = [
  ['below', ['a‸', 'b'], false, ['a', '‸', 'b']],
  ['above', ['a', 'b‸'], true, ['a', '‸', 'b']],
  ['below what is in it', ['a‸', '  b', 'c'], false, ['a', '  b', '‸', 'c']],
  ['nested as it is', ['a', '  b‸'], false, ['a', '  b', '  ‸']],
  ['nowhere beside an empty one', ['‸', 'b'], false, ['‸', 'b']],
  [
    'in the column of an empty one',
    ['[columns]', '  [column]', '    ‸', '  [column]', '    b'],
    false,
    ['[columns]', '  [column]', '    ‸', '  [column]', '    b'],
  ],
  ['on an empty page', ['‸'], true, ['‸']],
];

test.each(added)('HANDLE-2 a line is added %s', (_, sketch, above, after) => {
  const peer = editorWith(...sketch);
  const at = peer.ends()?.focus.block ?? '';
  peer.edit(() => peer.binding.$run(() => addLine(peer.binding, at, above)));
  expect(shown(peer)).toEqual(after);
  expect(peer.binding.strayChanges).toBe(0);
});

test('HANDLE-2 the line that an empty page or column shows is the one that is added', () => {
  const peer = editorWith('[columns]', '  [column]', '  [column]', '    b');
  const [columns = ''] = peer.page.children('');
  const [column = ''] = peer.page.children(columns);
  expect(peer.page.children(column)).toEqual([]);
  const line = peer.binding.emptyLine(column).facts.id;
  peer.edit(() => peer.binding.$run(() => addLine(peer.binding, line, false)));
  expect(shown(peer)).toEqual(['[columns]', '  [column]', '    ‸', '  [column]', '    b']);
  expect(peer.page.children('')).toEqual([columns]);
});
