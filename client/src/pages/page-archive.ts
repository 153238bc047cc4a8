import type { DocId } from '@weft/shared/protocol/ids';
import type { Imported, ImportOptions } from '../archive/import-pages.ts';
import type { Exported, ExportOptions } from '../archive/export-pages.ts';

export interface ImportWanted extends ImportOptions {
  /** As the person chose them, with the way to each where it was in a folder. */
  readonly files: readonly { readonly path: string; readonly file: Blob }[];
}

export interface ExportWanted extends ExportOptions {
  /** The page to take along; all of them where it is left out. */
  readonly page: DocId | undefined;
  /** Whether what lies in the page goes along. */
  readonly isWhole: boolean;
}

/** Port: pages as files. */
export interface PageArchive {
  /** Writes pages into an archive, and gives it to the person as a file. Resolves with what could not be had. */
  export(wanted: ExportWanted): Promise<Exported['missing']>;
  /** Makes pages of files, at the end of all pages; rejects with `ArchiveTooLarge`, or where the server cannot be reached. */
  import(wanted: ImportWanted): Promise<Imported>;
}
