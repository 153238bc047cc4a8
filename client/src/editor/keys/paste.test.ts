import {
  COMMAND_PRIORITY_EDITOR,
  COPY_COMMAND,
  CUT_COMMAND,
  PASTE_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OWN_TYPE, readOwnClipboard } from '../paste/own-clipboard.ts';
import { editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { readSketch } from '../testing/page-sketch.ts';
import { pressKey } from '../testing/press-key.ts';
import { runs, shown, text } from '../testing/shown.ts';
import { $pasteBlocks } from './paste.ts';
import {
  $pastedToBlock,
  $pastedToInline,
  PASTED_ADDRESS_COMMAND,
  type PastedAddress,
  placeOfPasted,
} from './pasted-address.ts';

/** As much of a browser's clipboard event as the editor looks at. */
class Clipboard {
  readonly data = new Map<string, string>();
  readonly clipboardData = {
    files: [],
    getData: (type: string): string => this.data.get(type) ?? '',
    setData: (type: string, value: string): void => void this.data.set(type, value),
  };
  preventDefault(): void {}
}

beforeEach(() => void vi.stubGlobal('ClipboardEvent', Clipboard));
afterEach(() => void vi.unstubAllGlobals());

function copied(peer: EditorPeer, command: typeof COPY_COMMAND): Map<string, string> {
  const event = new Clipboard();
  peer.press(command, event as unknown as ClipboardEvent);
  return event.data;
}

function paste(peer: EditorPeer, data: { readonly [type: string]: string }): void {
  const event = new Clipboard();
  for (const [type, words] of Object.entries(data)) event.data.set(type, words);
  peer.press(PASTE_COMMAND, event as unknown as ClipboardEvent);
}

const cases: [string, string[], string[], string[]][] = [
  ['a line goes on with the line', ['x'], ['one‸two'], ['onex‸two']],
  ['lines split the line', ['x', 'y'], ['one‸two'], ['onex', 'y‸', 'two']],
  [
    'an empty line is taken by them',
    ['[quote] x', '  y'],
    ['a', '‸', 'b'],
    ['a', '[quote] x', '  y‸', 'b'],
  ],
  [
    'what is nested stays nested',
    ['[bulleted] x', '  [todo] y'],
    ['one‸'],
    ['one', '[bulleted] x', '  [todo] y‸'],
  ],
  [
    'items go on in a list',
    ['[bulleted] x', '[bulleted] y'],
    ['[bulleted] one‸'],
    ['[bulleted] onex', '[bulleted] y‸'],
  ],
  [
    'another kind begins a block of its own',
    ['[heading2] x'],
    ['one‸two'],
    ['one', '[heading2] x‸', 'two'],
  ],
  ['they take the place of a selection', ['x', 'y'], ['o«ne', 'tw»o'], ['ox', 'y‸', 'o']],
  ['a divider comes between', ['[divider]', 'x'], ['one‸two'], ['one', '[divider]', 'x‸', 'two']],
  ['into a nested line they come nested', ['x', 'y'], ['a', '  one‸'], ['a', '  onex', '  y‸']],
];
test.each(cases)('PASTE-14 blocks that are pasted: %s', (_, blocks, sketch, after) => {
  const peer = editorWith(...sketch);
  peer.edit(() => $pasteBlocks(peer.binding, { blocks: readSketch(blocks).blocks, files: [] }));
  expect(shown(peer)).toEqual(after);
  expect(peer.binding.strayChanges).toBe(0);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(sketch.map((line) => line.replaceAll(/[‸«»]/g, '')));
});

const selections: [string, string[], string[]][] = [
  ['some letters', ['[heading1] o«n»e'], ['n']],
  [
    'several blocks, cut off at both ends',
    ['[todo checked] o«ne', '  two', '[quote] thr»ee'],
    ['[todo checked] ne', '  two', '[quote] thr'],
  ],
  ['a divider between', ['o«ne', '[divider]', 'tw»o'], ['ne', '[divider]', 'tw']],
  [
    'a table as a whole',
    ['o«ne', '[table]', '  | a | b', 'tw»o'],
    ['ne', '[table]', '  | a | b', 'tw'],
  ],
];
test.each(selections)(
  'PASTE-15 %s come back from the clipboard as they were',
  (_, sketch, blocks) => {
    const own = copied(editorWith(...sketch), COPY_COMMAND).get(OWN_TYPE) ?? '';
    const peer = editorWith('‸');
    peer.edit(() => $pasteBlocks(peer.binding, { blocks: readOwnClipboard(own) ?? [], files: [] }));
    expect(text(peer)).toEqual(blocks);
  },
);

test('PASTE-15 blocks that are selected are copied and cut with all that is in them', () => {
  const peer = editorWith('on‸e', '  two', 'three');
  pressKey(peer, 'Escape');
  const data = copied(peer, CUT_COMMAND);
  expect(readOwnClipboard(data.get(OWN_TYPE) ?? '')).toHaveLength(1);
  expect(data.get('text/html')).toContain('one');
  expect(text(peer)).toEqual(['three']);
});

test('PASTE-16 an address that is pasted over letters becomes their link', () => {
  const peer = editorWith('one «two» three');
  paste(peer, { 'text/plain': 'https://example.com/a ' });
  expect(runs(peer, peer.ids[0] ?? '')).toEqual([
    ['one ', {}],
    ['two', { link: 'https://example.com/a' }],
    [' three', {}],
  ]);
});

test('PASTE-16 what would run something is pasted as letters', () => {
  const peer = editorWith('«two»');
  paste(peer, { 'text/plain': 'javascript:alert(1)' });
  expect(text(peer)).toEqual(['javascript:alert(1)']);
});

/** The addresses that whoever asks what they are to be is told of, from now on. */
function pastedAddresses({ editor }: EditorPeer): readonly PastedAddress[] {
  const told: PastedAddress[] = [];
  editor.registerCommand(
    PASTED_ADDRESS_COMMAND,
    (pasted) => {
      told.push(pasted);
      return true;
    },
    COMMAND_PRIORITY_EDITOR,
  );
  return told;
}

test('PASTE-19 an address by itself is pasted as a link, and told to whoever asks what it is to be', () => {
  const peer = editorWith('see ‸');
  const told = pastedAddresses(peer);
  paste(peer, { 'text/plain': ' https://a.b/c\n', 'text/html': '<a href="https://a.b/c">A</a>' });
  expect(runs(peer, peer.ids[0] ?? '')).toEqual([
    ['see ', {}],
    ['https://a.b/c', { link: 'https://a.b/c' }],
  ]);
  peer.type('!');
  expect(told.map((one) => placeOfPasted(peer.binding, one))).toEqual([
    { block: peer.ids[0], from: 4, to: 17 },
  ]);
  expect(text(peer)).toEqual(['see https://a.b/c!']);
  pressKey(peer, 'Mod+Shift+v');
  paste(peer, { 'text/plain': 'https://a.b/c' });
  expect(told).toHaveLength(1);
});

const pastedTo: [string, string[], string[]][] = [
  ['takes the place of its line', ['‸'], ['[bookmark address=https://a.b]', '‸']],
  ['stands below what else is in it', ['see ‸'], ['see', '[bookmark address=https://a.b]', '‸']],
  [
    'leaves an empty line below for the caret',
    ['‸', '', 'x'],
    ['[bookmark address=https://a.b]', '‸', 'x'],
  ],
];
test.each(pastedTo)('PASTE-19 a pasted address that is to be a block %s', (_, sketch, after) => {
  const peer = editorWith(...sketch);
  const told = pastedAddresses(peer);
  paste(peer, { 'text/plain': 'https://a.b' });
  const before = text(peer);
  peer.edit(() => {
    const content = { type: 'bookmark', props: { address: 'https://a.b' } };
    const [pasted] = told;
    if (pasted) $pastedToBlock(peer.binding, pasted, content);
  });
  expect(shown(peer)).toEqual(after);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(before);
});

test('PASTE-19 an address that somebody has changed meanwhile stays what it is', () => {
  const peer = editorWith('‸');
  const told = pastedAddresses(peer);
  paste(peer, { 'text/plain': 'https://a.b' });
  peer.select(peer.ids[0] ?? '', 9);
  peer.type('x');
  peer.edit(() => {
    const [pasted] = told;
    if (pasted) $pastedToInline(peer.binding, pasted, { kind: 'mention', page: 'p' });
  });
  expect(text(peer)).toEqual(['https://ax.b']);
});

test('PASTE-17 Mod+Shift+V and code take the letters alone', () => {
  const plain = '# one\n- two';
  const line = editorWith('‸');
  pressKey(line, 'Mod+Shift+v');
  paste(line, { 'text/plain': plain, 'text/html': '<h1>one</h1>' });
  expect(text(line)).toEqual(['# one', '- two']);
  const code = editorWith('[code] ‸');
  paste(code, { 'text/plain': plain, 'text/html': '<h1>one</h1>' });
  expect(text(code)).toEqual(['[code] # one⏎- two']);
});

/** The reader of clipboards is loaded with the first paste. */
const PATIENCE = { timeout: 30_000 };

test('PASTE-18 HTML, Markdown and a spreadsheet’s cells become blocks once they are read', async () => {
  const markdown = editorWith('‸');
  paste(markdown, { 'text/plain': '# one\n\n- two\n- three' });
  await vi.waitFor(
    () => expect(text(markdown)).toEqual(['[heading1] one', '[bulleted] two', '[bulleted] three']),
    PATIENCE,
  );
  const cells = editorWith('‸');
  paste(cells, { 'text/plain': 'a\tb\nc\td' });
  await vi.waitFor(
    () => expect(text(cells)).toEqual(['[table]', '  | a | b', '  | c | d']),
    PATIENCE,
  );
}, 60_000);
