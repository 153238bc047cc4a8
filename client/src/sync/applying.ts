import * as Y from 'yjs';

/**
 * Applies remote updates in one transaction, so that an editor is told once.
 *
 * @param origin transaction origin; how observers tell remote changes from typing
 * @param onFault hears of an error thrown by an observer. Yjs has the update by then: the editor's fault
 *   is not the document's, and must not stop the stream.
 */
export function applyUpdates(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: unknown,
  onFault: (error: unknown) => void,
): void {
  if (updates.length === 0) return;
  try {
    doc.transact(() => {
      for (const bytes of updates) Y.applyUpdate(doc, bytes, origin);
    }, origin);
  } catch (error) {
    onFault(error);
  }
}
