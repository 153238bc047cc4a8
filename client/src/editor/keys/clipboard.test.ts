import { removeBlocks } from '@weft/shared/model/operations/remove';
import { pageWith } from '@weft/shared/testing/page-peer';
import { $selectAll, COPY_COMMAND, CUT_COMMAND, PASTE_COMMAND, UNDO_COMMAND } from 'lexical';
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
    ['lines into a caption', 'a\nb', ['[image] x‸y'], ['[image] xa⏎b‸y']],
    ['lines into a heading', 'a\nb', ['[heading1] x‸y'], ['[heading1] xa', 'b‸y']],
    ['lines into a toggle', 'a\nb\nc', ['[toggle] x‸'], ['[toggle] xa', 'b', 'c‸']],
    ['lines into a callout', 'a\nb', ['[callout] x‸'], ['[callout] xa', 'b‸']],
    [
      'into to-dos makes unticked ones',
      'a\nb\nc',
      ['[todo checked] x‸'],
      ['[todo checked] xa', '[todo] b', '[todo] c‸'],
    ],
    ['into a quote', 'a\nb', ['[quote] x‸'], ['[quote] xa', '[quote] b‸']],
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

  const long = `a${'🙂'.repeat(600_000)}`;
  const longPastes: [string, string, string[]][] = [
    ['one line', long, ['one‸two']],
    ['a line between others', `x\n${long}\ny\n${long}`, ['one‸two']],
    ['lines of code', `${long}\n${long}`, ['[code] one‸two']],
    ['many lines', Array.from({ length: 40 }, () => 'x'.repeat(50_000)).join('\n'), ['one‸two']],
  ];
  test.each(longPastes)(
    'EDIT-7 EDIT-16 of %s with millions of letters, in updates that can be sent and one step of undo',
    (_, pasted, sketch) => {
      const peer = editorWith(...sketch);
      const [before] = [text(peer)];
      const sizes: number[] = [];
      peer.doc.on('update', (update: Uint8Array) => sizes.push(update.length));
      paste(peer, pasted);
      const isCode = sketch[0]?.startsWith('[code]') === true;
      const whole = `${isCode ? '[code] ' : ''}one${pasted}two`;
      const wanted = isCode ? [whole.replaceAll('\n', '⏎')] : whole.split('\n');
      // Not told letter by letter if it is wrong.
      expect(text(peer).length).toBe(wanted.length);
      expect(text(peer).every((line, i) => line === wanted[i])).toBe(true);
      expect(Math.max(...sizes)).toBeLessThan(2 * 1024 * 1024);
      peer.press(UNDO_COMMAND, undefined);
      expect(text(peer).join('\n') === before?.join('\n')).toBe(true);
    },
    30_000,
  );

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

  test('PASTE-15 objects in a line say what they are', () => {
    const runs = [
      { text: 'on ', marks: {} },
      { inline: { kind: 'mention', label: 'Monday' }, marks: {} },
      { text: ' we solve ', marks: {} },
      { inline: { kind: 'equation', text: 'x^2' }, marks: {} },
    ];
    const peer = editorPeer(1, encodeStateAsUpdate(pageWith({ type: 'text', runs }).doc));
    peer.edit(() => void $selectAll());
    expect(copy(peer, COPY_COMMAND)).toBe('on Monday we solve x^2');
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

test('EDIT-16 EDIT-19 pasted over all letters of a line that somebody has deleted, it is there', () => {
  const ada = editorWith('one', 'two‸', 'three');
  const bob = another(ada);
  const [, second = ''] = ada.ids;
  removeBlocks(bob.writer, [second]);
  ada.type('!');
  send(bob, ada);
  ada.select(second, 0, second, 4);
  paste(ada, 'a\nb');
  expect(shown(ada)).toEqual(['one', '[text edited] a', 'b‸', 'three']);
});

test('EDIT-16 EDIT-19 everything is cut and pasted over, with the blocks without text at its ends', () => {
  const sketch = ['[divider]', 'one', '[divider]'];
  const peer = editorWith(...sketch);
  peer.edit(() => void $selectAll());
  expect(copy(peer, CUT_COMMAND)).toBe('one');
  expect(shown(peer)).toEqual(['‸']);
  const other = editorWith(...sketch);
  other.edit(() => void $selectAll());
  paste(other, 'a\nb');
  expect(shown(other)).toEqual(['a', 'b‸']);
  expect(peer.binding.strayChanges).toBe(0);
});
