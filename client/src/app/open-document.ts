import * as Y from 'yjs';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import { createWeftProvider, type Provider } from '../sync.ts';

/** A document while its page is open. */
export interface OpenDocument {
  readonly id: DocId;
  readonly provider: Provider;
  readonly title: Y.Text;
}

/**
 * Opens a document and connects it. A chunk of its own, so that the list of pages is on screen before Yjs
 * has arrived. Whoever opens it calls `provider.destroy()`.
 */
export function openDocument(id: DocId): OpenDocument {
  const doc = new Y.Doc();
  const provider = createWeftProvider({ id, doc, format: 'lexical-v2', onFault: reportError });
  provider.connect();
  return { id, provider, title: doc.getText(TITLE_ROOT) };
}
