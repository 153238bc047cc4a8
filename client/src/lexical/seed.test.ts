import { SEED_CLIENT, seedOf } from '@weft/shared/document/seed';
import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { open, openPair } from './testing/peers.ts';

const seed = seedOf('lexical-v2')!;

test('LEX-1 the seed is the bytes of one paragraph with an empty text, under the reserved client id', () => {
  const doc = new Doc();
  doc.clientID = SEED_CLIENT;
  const paragraph = new XmlElement('paragraph');
  paragraph.insert(0, [new XmlText()]);
  // One transaction, element and text together: other orders give other bytes for the same content.
  doc.get('root-v2', XmlElement).insert(0, [paragraph]);
  expect(seed).toEqual(encodeStateAsUpdate(doc));
});

test('LEX-2 a document seeded by everybody holds one paragraph', () => {
  const [server, client] = [new Doc(), new Doc()];
  for (const doc of [server, client]) applyUpdate(doc, seed);
  applyUpdate(client, encodeStateAsUpdate(server));
  applyUpdate(client, seed);
  const root = client.get('root-v2', XmlElement);
  expect(root.length).toBe(1);
  expect(encodeStateAsUpdate(client)).toEqual(seed);
});

test('LEX-2 applying the seed again later changes nothing', () => {
  const { ada } = openPair();
  ada.type('word');
  const before = encodeStateAsUpdate(ada.doc);
  applyUpdate(ada.doc, seed);
  expect(encodeStateAsUpdate(ada.doc)).toEqual(before);
});

test('LEX-3 two first visitors of a document that came without its seed see one paragraph', () => {
  const { link, ada, bob } = openPair({ start: undefined });
  link.settle();
  expect(ada.blocks()).toEqual(['']);
  ada.type('one');
  bob.type('two');
  link.settle();
  expect(ada.blocks()).toHaveLength(1);
  expect(bob.content()).toEqual(ada.content());
});

test('LEX-3 a client that has not caught up adds nothing to the document', () => {
  const peer = open({ start: undefined, synced: false });
  expect(peer.root.length).toBe(0);
  expect(encodeStateAsUpdate(peer.doc)).toEqual(encodeStateAsUpdate(new Doc()));
});
