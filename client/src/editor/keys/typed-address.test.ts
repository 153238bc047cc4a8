import { blockRuns } from '@weft/shared/model/block';
import { INSERT_PARAGRAPH_COMMAND, UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { another, editorWith, send } from '../testing/editor-peer.ts';
import { text } from '../testing/shown.ts';
import { registerTypedAddresses } from './typed-address.ts';

/** Words, and where they lead. */
type Linked = [words: string, address: string | undefined];

function linked({ page, ids }: ReturnType<typeof editorWith>): Linked[] {
  const block = page.block(ids[0] ?? '');
  return (block ? blockRuns(block) : []).map((run) => {
    const { link } = run.marks;
    return ['text' in run ? run.text : '', typeof link === 'string' ? link : undefined];
  });
}

const typed: [string, Linked[]][] = [
  [
    'https://a.b/c ',
    [
      ['https://a.b/c', 'https://a.b/c'],
      [' ', undefined],
    ],
  ],
  [
    'see (http://a.b/c?d=e#f), ',
    [
      ['see (', undefined],
      ['http://a.b/c?d=e#f', 'http://a.b/c?d=e#f'],
      ['), ', undefined],
    ],
  ],
  [
    'www.a.b. ',
    [
      ['www.a.b', 'https://www.a.b'],
      ['. ', undefined],
    ],
  ],
  ['xhttps://a.b ', [['xhttps://a.b ', undefined]]],
  ['https:// ', [['https:// ', undefined]]],
  ['javascript:a ', [['javascript:a ', undefined]]],
  ['a https://a.b', [['a https://a.b', undefined]]],
];
test.each(typed)('LINK-1 of %j only an address becomes a link', (words, expected) => {
  const peer = editorWith('‸');
  peer.type(words);
  expect(linked(peer)).toEqual(expected);
  expect(peer.binding.strayChanges).toBe(0);
});

test('LINK-1 Enter behind an address links it, and what comes then is no link', () => {
  const peer = editorWith('‸');
  peer.type('to https://a.b');
  peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
  peer.type('next');
  expect(linked(peer)).toEqual([
    ['to ', undefined],
    ['https://a.b', 'https://a.b'],
  ]);
  expect(text(peer)).toEqual(['to https://a.b', 'next']);
});

test('LINK-1 one undo takes the link away and leaves the address', () => {
  const peer = editorWith('‸');
  peer.type('https://a.b ');
  peer.press(UNDO_COMMAND, undefined);
  expect(linked(peer)).toEqual([['https://a.b ', undefined]]);
});

test('LINK-1 code is no place for links, and a link that is there stays as it is', () => {
  const code = editorWith('[code] ‸');
  code.type('https://a.b ');
  expect(linked(code)).toEqual([['https://a.b ', undefined]]);
});

test('LINK-1 nobody links what a teammate typed', () => {
  const peer = editorWith('‸');
  const mate = another(peer);
  peer.select(peer.ids[0] ?? '', 0);
  mate.select(peer.ids[0] ?? '', 0);
  for (const key of 'https://a.b') mate.type(key);
  send(mate, peer);
  const stop = registerTypedAddresses(peer.binding);
  expect(linked(peer)).toEqual([['https://a.b', undefined]]);
  stop();
});
