import { formatText, insertText } from '@weft/shared/model/operations/text';
import { $isElementNode, $isTextNode } from 'lexical';
import { expect, test } from 'vitest';
import { $createLinkNode, $isLinkNode } from '../nodes/link-node.ts';
import { another, editorWith, send } from '../testing/editor-peer.ts';
import { lineOf } from '../testing/line-of.ts';
import { expectShown, runs } from '../testing/shown.ts';

const link = { link: 'https://weft.test' };

test('EDIT-9 links that the editor makes are marks in the document, and links for others', () => {
  const ada = editorWith('one two');
  const bob = another(ada);
  const [id = ''] = ada.ids;
  ada.edit(() => {
    const words = ada.binding.$lineOf(id)?.getFirstChild();
    const [, word] = $isTextNode(words) ? words.splitText(4) : [];
    const made = $createLinkNode('https://weft.test');
    word?.insertBefore(made);
    if (word) made.append(word);
  });
  expect(runs(ada, id)).toEqual([
    ['one ', {}],
    ['two', link],
  ]);
  expectShown(ada);
  send(ada, bob);
  const inside = bob.editor.read(() => {
    const line = bob.binding.$lineOf(id);
    return line
      ?.getChildren()
      .map((node) => ($isLinkNode(node) ? node.getURL() : node.getTextContent()));
  });
  expect(inside).toEqual(['one ', 'https://weft.test']);
  ada.edit(() => {
    const made = ada.binding.$lineOf(id)?.getLastChild();
    if (!$isLinkNode(made)) return;
    for (const letters of made.getChildren()) made.insertBefore(letters);
    made.remove();
  });
  expect(runs(ada, id)).toEqual([['one two', {}]]);
});

test('EDIT-9 links hold bold words, and letters that others type in them', () => {
  const peer = lineOf({ text: 'one two', marks: link });
  formatText(peer.writer, peer.id, 4, 7, { bold: true });
  insertText(peer.writer, peer.id, 3, [{ text: '!', marks: link }]);
  expectShown(peer);
  const links = peer.editor.read(() =>
    peer.binding
      .$lineOf(peer.id)
      ?.getChildren()
      .map((node) => ($isElementNode(node) ? node.getChildrenSize() : 0)),
  );
  expect(links).toEqual([2]);
});

test('EDIT-9 links lie side by side, and one takes the place of another', () => {
  const peer = lineOf(
    { text: 'one', marks: link },
    { text: 'two', marks: { link: 'https://other.test' } },
  );
  expectShown(peer);
  formatText(peer.writer, peer.id, 0, 6, link);
  expectShown(peer);
  expect(runs(peer, peer.id)).toEqual([['onetwo', link]]);
  formatText(peer.writer, peer.id, 0, 3, { link: null });
  expectShown(peer);
  expect(runs(peer, peer.id)).toEqual([
    ['one', {}],
    ['two', link],
  ]);
});
