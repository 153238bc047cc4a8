import { INSERT_CHECK_LIST_COMMAND } from '@lexical/list';
import { $createHeadingNode } from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import { $getRoot, $getSelection, type ParagraphNode } from 'lexical';
import { expect, test } from 'vitest';
import { XmlElement } from 'yjs';
import { openPair } from './testing/peers.ts';

/** What people typed, in either order: nothing lost, nothing doubled, no word torn. */
function bothWords(one: string, two: string): unknown {
  return expect.toSatisfy((text: string) => text === one + two || text === two + one);
}

test('LEX-4 first words typed at once into the first paragraph are neither lost nor doubled', () => {
  const { link, ada, bob } = openPair();
  ada.type('AAA');
  bob.type('BBB');
  link.settle();
  expect(ada.blocks()).toEqual([bothWords('AAA', 'BBB')]);
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-4 letters that cross on the way are neither lost nor doubled', () => {
  const { link, ada, bob } = openPair();
  for (const [a, b] of [
    ['a', 'x'],
    ['b', 'y'],
    ['c', 'z'],
  ] as const) {
    ada.type(a);
    bob.type(b);
    link.exchange();
  }
  link.settle();
  expect([...ada.blocks().join('|')].toSorted().join('')).toBe('abcxyz');
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-4 the same goes for a paragraph that was emptied again', () => {
  const { link, ada, bob } = openPair();
  ada.type('x');
  link.settle();
  ada.edit(() => $getRoot().getFirstChildOrThrow<ParagraphNode>().clear().select());
  link.settle();
  expect(bob.blocks()).toEqual(['']);
  ada.type('AAA');
  bob.place(0);
  bob.type('BBB');
  link.settle();
  expect(ada.blocks()).toEqual([bothWords('AAA', 'BBB')]);
});

test('LEX-5 first words typed at once into a new empty block are neither lost nor doubled', () => {
  const { link, ada, bob } = openPair();
  ada.type('above');
  ada.enter();
  link.settle();
  bob.place(1);
  ada.type('AAA');
  bob.type('BBB');
  link.settle();
  expect(ada.blocks()).toEqual(['above', bothWords('AAA', 'BBB')]);
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-5 the same goes for an empty heading', () => {
  const { link, ada, bob } = openPair();
  ada.edit(() => $setBlocksType($getSelection(), () => $createHeadingNode('h2')));
  link.settle();
  bob.place(0);
  ada.type('AAA');
  bob.type('BBB');
  link.settle();
  expect(ada.blocks()).toEqual([bothWords('AAA', 'BBB')]);
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-5 the same goes for an empty list item', () => {
  const { link, ada, bob } = openPair();
  ada.press(INSERT_CHECK_LIST_COMMAND, undefined);
  ada.type('first');
  ada.enter();
  link.settle();
  bob.place(0);
  ada.type('AAA');
  bob.type('BBB');
  link.settle();
  const [list] = ada.blocks();
  expect(list?.split(/\n+/)).toEqual(['first', bothWords('AAA', 'BBB')]);
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-5 an empty block and its text reach others in one update', () => {
  const { link, ada, bob } = openPair();
  ada.type('above');
  link.settle();
  const before = link.sent;
  ada.enter();
  expect(link.sent).toBe(before + 1);
  link.settle();
  const block = bob.root.get(1);
  expect(block).toBeInstanceOf(XmlElement);
  expect((block as XmlElement).length).toBe(1);
});

test('LEX-6 what is typed into an empty block survives that a neighbour is removed', () => {
  const { link, ada, bob } = openPair();
  ada.type('above');
  ada.enter();
  ada.enter();
  ada.type('below');
  link.settle();
  bob.place(1);
  bob.type('new');
  ada.edit(() => $getRoot().getFirstChildOrThrow().remove());
  link.settle();
  expect(ada.blocks()).toEqual(['new', 'below']);
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-6 what is typed into an empty block stays there when one is added before it', () => {
  const { link, ada, bob } = openPair();
  ada.type('above');
  ada.enter();
  link.settle();
  bob.place(1);
  bob.type('below');
  ada.place(0);
  ada.enter();
  ada.type('between');
  link.settle();
  expect(ada.blocks()).toEqual(['above', 'between', 'below']);
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-6 an empty block that was only drawn anew is recognized as well', () => {
  const { link, ada, bob } = openPair();
  for (const text of ['first', 'second', '', 'last']) {
    ada.type(text);
    ada.enter();
  }
  link.settle();
  // Drawing what Ada puts after the empty block makes a copy of that block at Bob's.
  ada.place(2);
  ada.enter();
  link.settle();
  ada.place(2);
  ada.type('new');
  bob.edit(() => $getRoot().getFirstChildOrThrow().remove());
  link.settle();
  expect(ada.blocks()).toEqual(['second', 'new', '', 'last', '']);
  expect(bob.content()).toEqual(ada.content());
});
