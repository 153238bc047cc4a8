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

export interface OpenDocumentOptions {
  /** Whether files are on their way, so that a hidden page keeps its stream. */
  readonly isBusy?: () => boolean;
  /** Resolves once the server knows of the document; until then it is not asked for it. */
  readonly made?: Promise<void>;
}

/**
 * Opens a document and connects it. A chunk of its own, so that the list of pages is on screen before Yjs
 * has arrived. Whoever opens it calls `provider.destroy()`.
 */
export function openDocument(
  id: DocId,
  format: PageFormat,
  { isBusy, made = Promise.resolve() }: OpenDocumentOptions = {},
): OpenDocument {
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
  void made.then(() => provider.connect());
  return { id, format, provider, title: doc.getText(TITLE_ROOT) };
}
