import * as Y from 'yjs';
import { type PageLine, pageLines } from '@weft/shared/model/page-lines';
import { Page } from '@weft/shared/model/page';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';

/** Builds a document piece by piece to read its title and what is written in it. */
export interface DocumentReading {
  add(rows: readonly Uint8Array[]): void;
  finish(): {
    /** The title root's text on one line, cut to `MAX_TITLE_LENGTH` characters. */
    readonly title: string;
    /** Of a page of blocks. */
    readonly lines: readonly PageLine[];
  };
}

export function createDocumentReading(): DocumentReading {
  const doc = new Y.Doc();
  return {
    add(rows) {
      doc.transact(() => {
        for (const row of rows) Y.applyUpdate(doc, row);
      });
    },
    finish() {
      const title = doc.getText(TITLE_ROOT).toString().replace(/\s+/g, ' ').trim();
      const lines = linesOf(doc);
      doc.destroy();
      // Cut between characters, never inside of one.
      return { title: Array.from(title).slice(0, MAX_TITLE_LENGTH).join(''), lines };
    },
  };
}

function linesOf(doc: Y.Doc): readonly PageLine[] {
  try {
    const page = new Page(doc);
    const lines = pageLines(page);
    page.dispose();
    const former = doc.get(FORMER_ROOT, Y.XmlText);
    return lines.length > 0 ? lines : formerLines(former);
  } catch {
    // Somebody's own document may have anything under the names of ours.
    return [];
  }
}

/** Of pages of earlier versions, whose blocks have no ids. */
const FORMER_ROOT = 'root-v2';

function formerLines(root: Y.XmlText): PageLine[] {
  const text = lettersOf(root).replace(/\s+/g, ' ').trim();
  return text === '' ? [] : [{ block: '', text, pages: [] }];
}

function lettersOf(text: Y.XmlText): string {
  const parts = (text.toDelta() as readonly { readonly insert: unknown }[]).map(({ insert }) => {
    if (typeof insert === 'string') return insert;
    return insert instanceof Y.XmlText ? `${lettersOf(insert)}\n` : ' ';
  });
  return parts.join('');
}
