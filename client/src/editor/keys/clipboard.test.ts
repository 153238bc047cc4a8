import { COPY_COMMAND, CUT_COMMAND, PASTE_COMMAND } from 'lexical';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { another, editorPeer, editorWith, type EditorPeer, send } from '../testing/editor-peer.ts';
import { shown, text } from '../testing/shown.ts';

/** As much of a browser's clipboard event as the editor looks at. */
class Clipboard {
  readonly data = new Map<string, string>();
  prevented = false;
  readonly clipboardData = {
    getData: (type: string): string => this.data.get(type) ?? '',
    setData: (type: string, value: string): void => void this.data.set(type, value),
  };
  preventDefault(): void {
    this.prevented = true;
  }
}

beforeEach(() => void vi.stubGlobal('ClipboardEvent', Clipboard));
afterEach(() => void vi.unstubAllGlobals());

function paste(peer: EditorPeer, pasted: string): void {
  const event = new Clipboard();
  event.data.set('text/plain', pasted);
  peer.press(PASTE_COMMAND, event as unknown as ClipboardEvent);
  expect(event.prevented).toBe(true);
  expect(peer.binding.strayChanges).toBe(0);
}

function copy(peer: EditorPeer, command: typeof COPY_COMMAND): string | undefined {
  const event = new Clipboard();
  peer.press(command, event as unknown as ClipboardEvent);
  return event.data.get('text/plain');
}

describe('paste', () => {
  const cases: [string, string, string[], string[]][] = [
    ['a word', 'two ', ['one ‸three'], ['one two ‸three']],
    ['in the place of a selection', 'x', ['o«n»e'], ['ox‸e']],
    ['in the place of a selection over lines', 'x', ['o«ne', 'two', 'thr»ee'], ['ox‸ee']],
    ['several lines', 'a\nb\nc', ['one‸ two'], ['onea', 'b', 'c‸ two']],
    ['several lines over lines', 'a\nb', ['o«ne', 'two', 'thr»ee'], ['oa', 'b‸ee']],
    ['lines as Windows ends them', 'a\r\nb\rc', ['‸'], ['a', 'b', 'c‸']],
    ['a last line’s end makes no line', 'a\nb\n', ['‸'], ['a', 'b‸']],
    ['empty lines', 'a\n\n\nb', ['‸'], ['a', '', '', 'b‸']],
    ['a line’s end alone', '\n\n', ['one‸two'], ['one', '‸two']],
    ['into a list makes items', 'a\nb', ['[bulleted] ‸'], ['[bulleted] a', '[bulleted] b‸']],
    ['into a nested line', 'a\nb', ['one', '  ‸'], ['one', '  a', '  b‸']],
    ['what is nested goes with the last line', 'a\nb', ['one‸', '  two'], ['onea', 'b‸', '  two']],
    ['into code makes lines of code', 'a\n  b\n', ['[code] x‸y'], ['[code] xa⏎  b‸y']],
    ['into a caption', 'a', ['[image] x‸'], ['[image] xa‸']],
    ['into a cell', 'a\nb', ['[table]', '  | x‸ | y'], ['[table]', '  | xa / b‸ | y']],
    ['halves of pairs are no letters', 'a\ud83dc\ude42', ['‸'], ['a\ufffdc\ufffd‸']],
    ['whole pairs are', 'a🙂b', ['‸'], ['a🙂b‸']],
    ['tabs', 'a\tb', ['‸'], ['a\tb‸']],
    ['nothing', '', ['one‸'], ['one‸']],
  ];
  test.each(cases)('EDIT-16 %s', (_, pasted, sketch, seen) => {
    const peer = editorWith(...sketch);
    paste(peer, pasted);
    expect(shown(peer)).toEqual(seen);
  });

  test('EDIT-16 of 5,000 lines, in updates that are each small enough to send', () => {
    const peer = editorWith('one‸two');
    const reader = another(peer);
    const sizes: number[] = [];
    peer.doc.on('update', (update: Uint8Array) => sizes.push(update.length));
    const lines = Array.from({ length: 5000 }, (_, i) => `line ${i} of what was pasted`);
    paste(peer, lines.join('\n'));
    const [first, ...rest] = lines;
    const all = [`one${first}`, ...rest.slice(0, -1), `${rest.at(-1)}‸two`];
    expect(shown(peer)).toEqual(all);
    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
    send(peer, reader);
    expect(text(reader)).toEqual(all.map((line) => line.replace('‸', '')));
  }, 30_000);

  test('EDIT-16 without text does nothing', () => {
    const peer = editorWith('one‸');
    const before = encodeStateAsUpdate(peer.doc);
    peer.press(PASTE_COMMAND, new Clipboard() as unknown as ClipboardEvent);
    expect(encodeStateAsUpdate(peer.doc)).toEqual(before);
  });

  test('EDIT-16 where there is no caret does nothing', () => {
    const peer = editorPeer(1);
    paste(peer, 'one');
    expect(shown(peer)).toEqual(['']);
  });
});

describe('copy and cut', () => {
  const cases: [string, string[], string, string[]][] = [
    ['a word', ['one «two» three'], 'two', ['one ‸ three']],
    ['backward', ['one »two« three'], 'two', ['one ‸ three']],
    ['over lines', ['o«ne', '[bulleted] two', '  [todo] thr»ee'], 'ne\ntwo\nthr', ['o‸ee']],
    ['code', ['[code] a«⏎  b»c'], '\n  b', ['[code] a‸c']],
    ['over a divider', ['on«e', '[divider]', 't»wo'], 'e\nt', ['on‸wo']],
    ['faces', ['«🙂»🙃'], '🙂', ['‸🙃']],
  ];
  test.each(cases)('EDIT-16 %s', (_, sketch, taken, left) => {
    const peer = editorWith(...sketch);
    expect(copy(peer, COPY_COMMAND)).toBe(taken);
    expect(shown(peer)).toEqual(shown(editorWith(...sketch)));
    expect(copy(peer, CUT_COMMAND)).toBe(taken);
    expect(shown(peer)).toEqual(left);
    expect(peer.binding.strayChanges).toBe(0);
  });

  test('EDIT-16 of a caret takes nothing', () => {
    const peer = editorWith('one‸');
    expect(copy(peer, CUT_COMMAND)).toBeUndefined();
    expect(shown(peer)).toEqual(['one‸']);
  });

  test('EDIT-16 what was cut and is pasted again makes the page it was, letter for letter', () => {
    const sketch = ['o«ne', 'two', 'thr»ee'];
    const peer = editorWith(...sketch);
    const taken = copy(peer, CUT_COMMAND) ?? '';
    paste(peer, taken);
    expect(text(peer)).toEqual(['one', 'two', 'three']);
  });
});
