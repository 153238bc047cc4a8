import type { Random } from '@weft/shared/testing/random';
import * as Y from 'yjs';

/** Three people's replicas after a while of editing, and every update that came of it in causal order. */
export interface EditedDocuments {
  readonly replicas: readonly Y.Doc[];
  readonly updates: readonly Uint8Array[];
}

/** Text, formats, maps, lists and elements, edited and deleted by three clients that sync now and then. */
export function editedDocuments(random: Random, edits: number): EditedDocuments {
  const updates: Uint8Array[] = [];
  const replicas = [1, 2, 3].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'sync') updates.push(update);
    });
    return doc;
  });
  for (let edit = 0; edit < edits; edit++) {
    const doc = random.pick(replicas);
    if (random.chance(0.2)) {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(random.pick(replicas)), 'sync');
    } else {
      random.pick(EDITS)(doc, random);
    }
  }
  return { replicas, updates };
}

const EDITS: readonly ((doc: Y.Doc, random: Random) => void)[] = [
  (doc, random) => {
    const text = doc.getText('text');
    text.insert(random.below(text.length + 1), 'añ😀'.slice(0, random.pick([1, 2, 4])));
  },
  (doc, random) => {
    const text = doc.getText('text');
    if (text.length > 0) text.delete(random.below(text.length), 1);
  },
  (doc, random) => {
    const text = doc.getText('text');
    if (text.length > 0)
      text.format(0, 1 + random.below(text.length), { bold: random.chance(0.5) || null });
  },
  (doc, random) => {
    doc
      .getMap('map')
      .set(random.pick(['a', 'b']), random.pick<unknown>([1, 'x', [1, { q: 2 }], null]));
  },
  (doc, random) => {
    const list = doc.getArray<unknown>('list');
    list.insert(random.below(list.length + 1), [Uint8Array.of(1, 2), random.next()]);
  },
  (doc, random) => {
    const body = doc.getXmlFragment('body');
    body.insert(random.below(body.length + 1), [new Y.XmlElement('p')]);
  },
  (doc, random) => {
    const body = doc.getXmlFragment('body');
    const element = body.length > 0 ? body.get(random.below(body.length)) : undefined;
    if (element instanceof Y.XmlElement) element.insert(0, [new Y.XmlText('hi')]);
  },
  // What a deleted element held is collected as garbage.
  (doc, random) => {
    const body = doc.getXmlFragment('body');
    if (body.length > 0) body.delete(random.below(body.length), 1);
  },
];
