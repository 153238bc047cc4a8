import * as Y from 'yjs';
import { type DocumentFormat, TITLE_ROOT } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import { pageConnection } from './page-connection.ts';
import { createWeftProvider, type Provider } from '../sync.ts';

/** Formats that this app has an editor for. Pages of earlier versions are `lexical-v2`. */
export type PageFormat = Extract<DocumentFormat, 'blocks' | 'lexical-v2'>;

/** A document while its page is open. */
export interface OpenDocument {
  readonly id: DocId;
  readonly format: PageFormat;
  readonly provider: Provider;
  readonly title: Y.Text;
}

/**
 * Opens a document and connects it. A chunk of its own, so that the list of pages is on screen before Yjs
 * has arrived. Whoever opens it calls `provider.destroy()`.
 *
 * @param isBusy whether files are on their way, so that a hidden page keeps its stream
 */
export function openDocument(id: DocId, format: PageFormat, isBusy?: () => boolean): OpenDocument {
  const doc = new Y.Doc();
  const connection = pageConnection();
  const provider = createWeftProvider({
    id,
    doc,
    format,
    connection,
    isBusy,
    onFault: reportError,
  });
  provider.connect();
  return { id, format, provider, title: doc.getText(TITLE_ROOT) };
}
