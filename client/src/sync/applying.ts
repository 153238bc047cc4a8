import * as Y from 'yjs';

/**
 * Applies remote updates in one transaction, so that an editor is told once.
 *
 * @param origin transaction origin; how observers tell remote changes from typing
 * @param onFault hears of an error thrown by an observer: Yjs has the updates by then, and the editor's
 *   fault is not the document's. Hears also of an update that cannot be read; the others are applied.
 *   Neither stops the stream.
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
      for (const bytes of updates) {
        try {
          Y.applyUpdate(doc, bytes, origin);
        } catch (error) {
          onFault(error);
        }
      }
    }, origin);
  } catch (error) {
    onFault(error);
  }
}
