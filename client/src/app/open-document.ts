import * as Y from 'yjs';
import { seedOf } from '@weft/shared/document/seed';
import { type DocumentFormat, TITLE_ROOT } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import { IDENTITY_KEY, parseIdentity } from './identity.ts';
import { pageConnection } from './page-connection.ts';
import { createIndexedDbCopies, createWeftProvider, type Provider } from '../sync.ts';

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
  /** Whether it was made here, and the server has not been told of it. */
  readonly isNew?: boolean;
}

/** Documents of the pages that this window shows. */
const shown = new Map<DocId, OpenDocument>();

/** The document of a page that is on screen: it has what was typed a moment ago. */
export function shownDocument(id: DocId): OpenDocument | undefined {
  return shown.get(id);
}

/** Opens a document for as long as its page is shown; `close` ends it. */
export function showDocument(
  ...args: Parameters<typeof openDocument>
): OpenDocument & { readonly close: () => void } {
  const opened = openDocument(...args);
  shown.set(opened.id, opened);
  return {
    ...opened,
    close() {
      if (shown.get(opened.id) === opened) shown.delete(opened.id);
      void opened.provider.destroy();
    },
  };
}

/** As it is now: it can be changed while a page is open. */
function ownName(): string | undefined {
  return parseIdentity(localStorage.getItem(IDENTITY_KEY) ?? '')?.name;
}

/** What this browser has of documents; a plain address that is not this machine has no locks, and keeps none. */
export const copies = 'locks' in navigator ? createIndexedDbCopies(navigator.locks) : undefined;

/**
 * Opens a document and connects it. A chunk of its own, so that the list of pages is on screen before Yjs
 * has arrived. Whoever opens it calls `provider.destroy()`.
 */
export function openDocument(
  id: DocId,
  format: PageFormat,
  { isBusy, made = Promise.resolve(), isNew = false }: OpenDocumentOptions = {},
): OpenDocument {
  const doc = new Y.Doc();
  const connection = pageConnection();
  const provider = createWeftProvider({
    id,
    doc,
    format,
    connection,
    isBusy,
    copies,
    author: ownName,
    beginning: isNew ? (seedOf(format) ?? 'empty') : undefined,
    onFault: reportError,
  });
  void made.then(() => provider.connect());
  return { id, format, provider, title: doc.getText(TITLE_ROOT) };
}
