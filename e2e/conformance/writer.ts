import * as Y from 'yjs';
import { expect } from 'vitest';
import type { Frame } from '@weft/shared/codec/frames';

/** A person at a document of their own; every edit comes back as the update it makes. */
export interface Writer {
  readonly doc: Y.Doc;
  /** Runs the change as one transaction. */
  edit(change: (doc: Y.Doc) => void): Uint8Array;
  /** Appends to the root text `text`. */
  type(text: string): Uint8Array;
}

/** A writer under the given Yjs client id, so that the same test makes the same bytes. */
export function createWriter(client: number): Writer {
  const doc = new Y.Doc();
  doc.clientID = client;
  const edit = (change: (doc: Y.Doc) => void): Uint8Array => {
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array): void => void updates.push(update);
    doc.on('update', keep);
    doc.transact(() => change(doc));
    doc.off('update', keep);
    if (updates.length !== 1) throw new Error('an edit makes exactly one update');
    return updates[0]!;
  };
  return {
    doc,
    edit,
    type: (text) => edit(() => doc.getText('text').insert(doc.getText('text').length, text)),
  };
}

/** The document that frames add up to, which must wait for nothing. */
export function documentOf(frames: readonly Frame[]): Y.Doc {
  const doc = new Y.Doc();
  for (const { bytes } of frames) Y.applyUpdate(doc, bytes);
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  return doc;
}

/** The root text `text` of what frames add up to. */
export const textOf = (frames: readonly Frame[]): string =>
  documentOf(frames).getText('text').toString();
