import * as Y from 'yjs';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';

/** Builds a document piece by piece to read its title. */
export interface TitleBuilder {
  add(rows: readonly Uint8Array[]): void;
  /** The title root's text on one line, cut to `MAX_TITLE_LENGTH` characters. */
  finish(): string;
}

export function createTitleBuilder(): TitleBuilder {
  const doc = new Y.Doc();
  return {
    add(rows) {
      doc.transact(() => {
        for (const row of rows) Y.applyUpdate(doc, row);
      });
    },
    finish() {
      const title = doc.getText(TITLE_ROOT).toString().replace(/\s+/g, ' ').trim();
      doc.destroy();
      // Cut between characters, never inside of one.
      return Array.from(title).slice(0, MAX_TITLE_LENGTH).join('');
    },
  };
}
