import * as Y from 'yjs';

/** One person's copy of a document, and the updates that their typing makes. */
export interface Writer {
  readonly doc: Y.Doc;
  readonly text: string;
  /** Types at the end; answers the update. */
  type(letters: string): Uint8Array;
  /** Deletes from the beginning; answers the update. */
  delete(count: number): Uint8Array;
  /** Takes over what others wrote. */
  apply(...updates: readonly Uint8Array[]): void;
}

/** @param client id, so that the order of concurrent letters is always the same */
export function createWriter(client: number): Writer {
  const doc = new Y.Doc();
  doc.clientID = client;
  const text = doc.getText('t');
  function record(change: () => void): Uint8Array {
    const made: Uint8Array[] = [];
    const keep = (update: Uint8Array): void => void made.push(update);
    doc.on('update', keep);
    change();
    doc.off('update', keep);
    return Y.mergeUpdates(made);
  }
  return {
    doc,
    get text() {
      return text.toString();
    },
    type: (letters) => record(() => text.insert(text.length, letters)),
    delete: (count) => record(() => text.delete(0, count)),
    apply(...updates) {
      for (const update of updates) Y.applyUpdate(doc, update);
    },
  };
}

/** The text that these updates make, in a document of their own. */
export function textOf(...updates: readonly Uint8Array[]): string {
  const reader = createWriter(1);
  reader.apply(...updates);
  return reader.text;
}
