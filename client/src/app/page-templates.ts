import type { DocId } from '@weft/shared/protocol/ids';
import type { Pages } from '../pages/pages.ts';
import type { Templates } from '../templates/page-template.ts';
import { blocksOf } from '../templates/template-blocks.ts';
import { templatesIn } from '../templates/templates.ts';
import { shownKeys } from '../widgets/keys.ts';
import { LANGUAGE } from '../words/messages.ts';
import { writeDocument } from './page-documents.ts';

/** Writes a template on a new page. */
export async function fillPage(pages: Pages, page: DocId, name: keyof Templates): Promise<void> {
  const { icon, title, text } = templatesIn(LANGUAGE)[name];
  pages.entitle(page, title);
  await Promise.all([
    pages.decorate(page, { icon }),
    writeDocument(page, { title, blocks: blocksOf(text, shownKeys) }),
  ]);
  pages.entitle(page, undefined);
}
