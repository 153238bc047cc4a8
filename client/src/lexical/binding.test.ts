import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  COLLABORATION_TAG,
  SKIP_COLLAB_TAG,
  TextNode,
} from 'lexical';
import { expect, test, vi } from 'vitest';
import { Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { bindLexical } from './binding.ts';
import { createWeftEditor } from './editor.ts';
import { createLink } from './testing/link.ts';
import { StubProvider } from './testing/peer.ts';
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

test('LEX-7 so is an editor that people could already type into', () => {
  const provider = new StubProvider(new Doc());
  const editor = createWeftEditor({ onError: (error) => expect.fail(error.message) });
  editor.setEditable(true);
  const unbind = bindLexical({
    editor,
    provider,
    caretsContainer: null,
    user: { name: 'Ada', color: 'teal' },
  });
  expect(editor.isEditable()).toBe(false);
  provider.catchUp();
  expect(editor.isEditable()).toBe(true);
  unbind();
  editor.dispose();
  provider.awareness.destroy();
});

test('LEX-8 what is typed here is not drawn a second time', () => {
  const { ada } = openPair();
  const drawn = vi.fn();
  ada.editor.registerUpdateListener(({ tags }) => {
    if (tags.has(COLLABORATION_TAG)) drawn();
  });
  ada.type('hello');
  ada.enter();
  expect(drawn).not.toHaveBeenCalled();
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
  ada.type('!');
  const failing = vi.spyOn(TextNode.prototype, 'setTextContent').mockImplementationOnce(() => {
    throw new Error('Not this time.');
  });
  link.settle();
  failing.mockRestore();
  expect(bob.errors.map((error) => error.message)).toEqual(['Not this time.']);
  await Promise.resolve();
  expect(bob.blocks()).toEqual(['one!']);
  bob.place(0);
  bob.type('?');
  link.settle();
  expect(ada.blocks()).toEqual(['one!?']);
});

test('LEX-9 an error while writing is reported, and the editor goes back to what was written', async () => {
  const { ada } = openPair();
  ada.type('one');
  const failing = vi.spyOn(XmlText.prototype, 'insert').mockImplementationOnce(() => {
    throw new Error('Not this time.');
  });
  ada.type('!');
  failing.mockRestore();
  expect(ada.errors.map((error) => error.message)).toEqual(['Not this time.']);
  await Promise.resolve();
  expect(ada.blocks()).toEqual(['one']);
  ada.place(0);
  ada.type('?');
  expect(open({ start: encodeStateAsUpdate(ada.doc) }).blocks()).toEqual(['one?']);
});

/** Adds a block that this version of the editor does not know. */
function addUnknownBlock(doc: Doc): void {
  doc.get('root-v2', XmlElement).insert(0, [new XmlElement('hologram')]);
}

test('LEX-10 a document that cannot be drawn is not written and stays read-only', () => {
  const newer = new Doc();
  addUnknownBlock(newer);
  const before = encodeStateAsUpdate(newer);
  const onUnreadable = vi.fn();
  const peer = open({ start: before, onUnreadable });
  expect(onUnreadable).toHaveBeenCalledOnce();
  expect(peer.editor.isEditable()).toBe(false);
  peer.edit(() => $getRoot().append($createParagraphNode()));
  expect(encodeStateAsUpdate(peer.doc)).toEqual(before);
});

test('LEX-10 nor is one that stops being drawable while it is open', async () => {
  const link = createLink();
  const newer = new Doc();
  link.join(newer);
  const onUnreadable = vi.fn();
  const peer = open({ link, onUnreadable });
  addUnknownBlock(newer);
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
