import * as Y from 'yjs';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';

/** The text of the title root after `rows`, on one line and cut to `MAX_TITLE_LENGTH`. */
export function readTitleOf(rows: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const row of rows) Y.applyUpdate(doc, row);
  });
  const title = doc.getText(TITLE_ROOT).toString().replace(/\s+/g, ' ').trim();
  doc.destroy();
  return [...title.slice(0, MAX_TITLE_LENGTH * 2)].slice(0, MAX_TITLE_LENGTH).join('');
}
