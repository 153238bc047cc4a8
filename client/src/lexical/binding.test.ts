import { $createParagraphNode, $createTextNode, $getRoot, SKIP_COLLAB_TAG, TextNode } from 'lexical';
import { expect, test, vi } from 'vitest';
import { Doc, encodeStateAsUpdate, XmlElement } from 'yjs';
import { createLink } from './testing/link.ts';
import { open, openPair } from './testing/peers.ts';

test('LEX-7 the editor is empty and read-only until the provider has caught up', () => {
  const peer = open({ synced: false });
  expect(peer.editor.isEditable()).toBe(false);
  expect(peer.blocks()).toEqual([]);
  peer.provider.catchUp();
  expect(peer.editor.isEditable()).toBe(true);
  expect(peer.blocks()).toEqual(['']);
});

test('LEX-7 what an editor holds before that is never written', () => {
  const peer = open({ synced: false });
  const before = encodeStateAsUpdate(peer.doc);
  peer.edit(() => $getRoot().append($createParagraphNode().append($createTextNode('mine'))));
  peer.provider.catchUp();
  expect(encodeStateAsUpdate(peer.doc)).toEqual(before);
  expect(peer.blocks()).toEqual(['']);
});

test('LEX-8 a remote update is drawn and not sent back', () => {
  const { link, ada, bob } = openPair();
  ada.type('hello');
  const sent = link.sent;
  link.settle();
  expect(bob.blocks()).toEqual(['hello']);
  expect(link.sent).toBe(sent);
});

test('LEX-8 two editors show the same after both have typed, split and removed', () => {
  const { link, ada, bob } = openPair();
  ada.type('one');
  ada.enter();
  ada.type('two');
  link.settle();
  bob.place(0);
  bob.type(' more');
  ada.enter();
  ada.type('three');
  link.exchange();
  bob.place(1);
  bob.enter();
  bob.type('between');
  ada.edit(() => $getRoot().getFirstChildOrThrow().remove());
  link.settle();
  expect(ada.blocks()).toEqual(['two', 'between', 'three']);
  expect(bob.content()).toEqual(ada.content());
  expect(open({ start: encodeStateAsUpdate(ada.doc) }).content()).toEqual(ada.content());
});

test('LEX-8 an update that is not for others stays here', () => {
  const { ada } = openPair();
  const before = encodeStateAsUpdate(ada.doc);
  ada.editor.update(
    () => void $getRoot().getFirstChildOrThrow().insertAfter($createParagraphNode()),
    { discrete: true, tag: SKIP_COLLAB_TAG },
  );
  expect(ada.blocks()).toHaveLength(2);
  expect(encodeStateAsUpdate(ada.doc)).toEqual(before);
});

test('LEX-9 an error while drawing costs no teammate a letter', async () => {
  const { link, ada, bob } = openPair();
  ada.type('one');
  link.settle();
  ada.type(' two');
  const failing = vi.spyOn(TextNode.prototype, 'setTextContent').mockImplementationOnce(() => {
    throw new Error('Not this time.');
  });
  link.settle();
  failing.mockRestore();
  expect(bob.errors.map((error) => error.message)).toEqual(['Not this time.']);
  await Promise.resolve();
  expect(bob.blocks()).toEqual(['one two']);
  bob.place(0);
  bob.type('!');
  link.settle();
  expect(ada.blocks()).toEqual(['one two!']);
});

/** A document with a block that no version of this editor knows. */
function alien(): Uint8Array {
  const doc = new Doc();
  doc.get('root-v2', XmlElement).insert(0, [new XmlElement('hologram')]);
  return encodeStateAsUpdate(doc);
}

test('LEX-10 a document that cannot be drawn is not written and stays read-only', () => {
  const onUnreadable = vi.fn();
  const peer = open({ start: alien(), onUnreadable });
  expect(onUnreadable).toHaveBeenCalledOnce();
  expect(peer.editor.isEditable()).toBe(false);
  peer.edit(() => $getRoot().append($createParagraphNode()));
  expect(encodeStateAsUpdate(peer.doc)).toEqual(alien());
});

test('LEX-10 nor is one that stops being drawable while it is open', async () => {
  const link = createLink();
  const newer = new Doc();
  link.join(newer);
  const onUnreadable = vi.fn();
  const peer = open({ link, onUnreadable });
  newer.get('root-v2', XmlElement).insert(0, [new XmlElement('hologram')]);
  link.settle();
  await Promise.resolve();
  expect(onUnreadable).toHaveBeenCalledOnce();
  expect(peer.editor.isEditable()).toBe(false);
  const before = encodeStateAsUpdate(peer.doc);
  peer.edit(() => $getRoot().append($createParagraphNode()));
  expect(encodeStateAsUpdate(peer.doc)).toEqual(before);
});

test('LEX-11 an editor and a document that were parted leave each other alone', () => {
  const { link, ada, bob } = openPair();
  ada.type('before');
  link.settle();
  bob.unbind();
  ada.type(' after');
  link.settle();
  expect(bob.blocks()).toEqual(['before']);
  expect(bob.editor.isEditable()).toBe(false);
  bob.edit(() => $getRoot().append($createParagraphNode()));
  link.settle();
  expect(ada.blocks()).toEqual(['before after']);
});
