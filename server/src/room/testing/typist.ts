import * as Y from 'yjs';

/** One who types into the root text `title`, and never loses an update. */
export interface Typist {
  /** Types at the end; the update that it makes. */
  type(text: string): Uint8Array;
}

export function typist(client: number): Typist {
  const doc = new Y.Doc();
  doc.clientID = client;
  let last = new Uint8Array();
  doc.on('update', (update: Uint8Array) => (last = update as Uint8Array<ArrayBuffer>));
  return {
    type(text) {
      const title = doc.getText('title');
      title.insert(title.length, text);
      return last;
    },
  };
}

/** What rows, applied in order, add up to in the root text `title`. Fails where something waits for more. */
export function titleAfter(rows: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row);
  if (doc.store.pendingStructs ?? doc.store.pendingDs) throw new Error('something waits');
  return doc.getText('title').toString();
}
