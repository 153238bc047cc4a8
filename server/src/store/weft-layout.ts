import type { Migration } from '../database/migration.ts';
import { DOCUMENT_MIGRATIONS } from '../documents/sqlite-documents.ts';
import { FILE_MIGRATIONS } from '../files/sqlite-file-records.ts';
import { NAME_MIGRATIONS } from '../history/sqlite-names.ts';
import { PAGE_MIGRATIONS } from '../pages/sqlite-pages.ts';

/** Every step of weft.db. Folders that are out there have taken the first ones: a new step goes to the very end. */
export const WEFT_MIGRATIONS: readonly Migration[] = [
  ...DOCUMENT_MIGRATIONS,
  ...FILE_MIGRATIONS,
  ...PAGE_MIGRATIONS,
  ...NAME_MIGRATIONS,
];
