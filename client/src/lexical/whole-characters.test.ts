import { $getRoot, $isTextNode } from 'lexical';
import { expect, test } from 'vitest';
import { openPair } from './testing/peers.ts';

const cases = [
  ['🙂', 0, 2, '🙃', '🙃'],
  ['🙂', 0, 0, '😀', '😀🙂'],
  ['🙂🙃', 2, 2, '😀', '🙂😀🙃'],
  ['🙂🙃', 2, 4, '😀', '🙂😀'],
  ['🇩🇪', 0, 0, '🇫🇷', '🇫🇷🇩🇪'],
  ['👨‍👩‍👧', 0, 0, '👩', '👩👨‍👩‍👧'],
  ['a🙂b', 1, 3, '', 'ab'],
] as const;

test.each(cases)(
  'LEX-26 in %j, what replaces units %i to %i by %j reaches others whole',
  (start, from, to, typed, made) => {
    const { link, ada, bob } = openPair();
    ada.edit(() => $getRoot().selectStart().insertText(start));
    link.settle();
    ada.edit(() => {
      const text = $getRoot().getLastDescendant();
      if ($isTextNode(text)) text.select(from, to).insertText(typed);
    });
    link.settle();
    expect(ada.blocks()).toEqual([made]);
    expect(bob.content()).toEqual(ada.content());
  },
);
