import { insertText } from '@weft/shared/model/operations/text';
import { $createParagraphNode, $createTextNode, $getRoot, $isElementNode } from 'lexical';
import { describe, expect, test } from 'vitest';
import { $createBlockNode, $isBlockNode } from '../nodes/block-node.ts';
import { another, editorWith, type EditorPeer, send } from '../testing/editor-peer.ts';
import { expectShown, text } from '../testing/shown.ts';

/** What is left of a change that no command has made, on the page and for a teammate. */
function adopted(peer: EditorPeer, change: () => void): string[] {
  const mate = another(peer);
  peer.edit(change);
  expect(peer.binding.strayChanges).toBeGreaterThan(0);
  send(peer, mate);
  expect(text(mate)).toEqual(text(peer));
  return text(peer);
}

describe('structure that changes by another way than a command', () => {
  test('EDIT-10 a foreign paragraph becomes a line with its text, where it stands', () => {
    const peer = editorWith('one', 'two');
    const seen = adopted(peer, () => {
      const paragraph = $createParagraphNode().append($createTextNode('new'));
      $getRoot().getFirstChild()?.insertAfter(paragraph);
    });
    expect(seen).toEqual(['one', 'new', 'two']);
    expect(peer.editor.read(() => $getRoot().getChildren().every($isBlockNode))).toBe(true);
  });

  test('EDIT-10 one that is put first comes first', () => {
    const peer = editorWith('one');
    const seen = adopted(peer, () => {
      $getRoot()
        .getFirstChild()
        ?.insertBefore($createParagraphNode().append($createTextNode('new')));
    });
    expect(seen).toEqual(['new', 'one']);
  });

  test('EDIT-10 a line that was taken out is deleted, and its letters are not lost to whoever types in it', () => {
    const peer = editorWith('one', 'two', 'three');
    const [, second = ''] = peer.ids;
    const mate = another(peer);
    expect(adopted(peer, () => peer.binding.$lineOf(second)?.remove())).toEqual(['one', 'three']);
    insertText(mate.writer, second, 3, [{ text: '!', marks: {} }]);
    send(mate, peer);
    expect(text(peer)).toEqual(['one', '[text edited] two!', 'three']);
  });

  test('EDIT-10 a copy of a line with the same id becomes a line of its own', () => {
    const peer = editorWith('one', 'two');
    const [first = ''] = peer.ids;
    const seen = adopted(peer, () => {
      const line = peer.binding.$lineOf(first);
      if (!line) return;
      const copy = $createBlockNode(line.facts).append($createTextNode('one'));
      $getRoot().append(copy);
    });
    expect(seen).toEqual(['one', 'two', 'one']);
    expect(new Set(peer.page.children('')).size).toBe(3);
  });

  test('EDIT-10 two lines that a browser has made one stay one', () => {
    const peer = editorWith('one', 'two');
    const [first = '', second = ''] = peer.ids;
    const seen = adopted(peer, () => {
      const [line, next] = [peer.binding.$lineOf(first), peer.binding.$lineOf(second)];
      line?.append(...(next?.getChildren() ?? []));
      next?.remove();
    });
    expect(seen).toEqual(['onetwo']);
  });

  test('EDIT-10 lines in another order are shown in that of the page', () => {
    const peer = editorWith('one', 'two', 'three');
    const seen = adopted(peer, () => {
      const last = $getRoot().getLastChild();
      if (last) $getRoot().getFirstChild()?.insertBefore(last);
    });
    expect(seen).toEqual(['one', 'two', 'three']);
  });

  test('EDIT-10 text beside the lines of a column becomes a line of the column', () => {
    const peer = editorWith('[columns]', '  [column]', '    one', '  [column]', '    two');
    const [first = ''] = peer.ids;
    const seen = adopted(peer, () => {
      const column = peer.binding.$lineOf(first)?.getParent();
      if ($isElementNode(column))
        column.append($createParagraphNode().append($createTextNode('new')));
    });
    expect(seen).toEqual([
      '[columns]',
      '  [column]',
      '    one',
      '    new',
      '  [column]',
      '    two',
    ]);
  });

  test('EDIT-10 an editor that was emptied shows an empty page, and can be typed in', () => {
    const peer = editorWith('one', 'two');
    expect(adopted(peer, () => void $getRoot().clear())).toEqual(['']);
    peer.select(peer.binding.emptyLine('').facts.id, 0);
    peer.type('three');
    expect(text(peer)).toEqual(['three']);
  });

  test('EDIT-10 a row that was taken out of a table is deleted with what is in it', () => {
    const peer = editorWith('[table]', '  | a | b', '  | c | d');
    const [first = ''] = peer.ids;
    const seen = adopted(peer, () =>
      peer.binding.$lineOf(first)?.getParent()?.getParent()?.remove(),
    );
    expect(seen).toEqual(['[table]', '  | c | d']);
  });
});

test('EDIT-10 nothing of a command counts as such a change', () => {
  const peer = editorWith('one‸', 'two');
  peer.type('x');
  peer.binding.writer.group(() =>
    insertText(peer.writer, peer.ids[1] ?? '', 0, [{ text: 'y', marks: {} }]),
  );
  expectShown(peer);
  expect(peer.binding.strayChanges).toBe(0);
});
