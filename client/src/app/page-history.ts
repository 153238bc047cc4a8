import { restorePage } from '@weft/shared/model/operations/restore';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { createPagePast } from '../history/page-past.ts';
import type { PageHistory } from '../pages/page-history.ts';
import { createDocumentHistory } from '../transport/document-history.ts';
import type { UploadQueue } from '../uploads.ts';
import { fileIn } from './file-source.ts';
import { diffText } from './title-text.ts';

/** What a page was, over the page as it is open: restoring it writes as the person who has it open. */
export function createPageHistory(
  id: DocId,
  bindingOf: () => BlockBinding | undefined,
  uploads: UploadQueue,
): PageHistory {
  const history = createDocumentHistory();
  return {
    list: (before) => history.versions(id, before),
    call: (offset, name) => history.call(id, offset, name),
    async past(to) {
      const [rows, authors] = await Promise.all([history.rows(id, to), history.authors(id)]);
      return createPagePast(rows, authors);
    },
    restore(past, offset) {
      const binding = bindingOf();
      if (!binding?.editor.isEditable()) return;
      const { page, title } = past.at(offset);
      const write = (): void => binding.$run(() => restorePage(binding.writer, page));
      binding.editor.update(write, { discrete: true });
      page.doc.destroy();
      const text = binding.page.doc.getText(TITLE_ROOT);
      const edit = diffText(text.toString(), title);
      if (!edit) return;
      binding.page.doc.transact(() => {
        text.delete(edit.index, edit.remove);
        text.insert(edit.index, edit.insert);
      });
    },
    urlOf(source) {
      const file = fileIn(source);
      return file ? uploads.urlOf(file) : source;
    },
  };
}
