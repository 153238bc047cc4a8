import type { DocId } from '@weft/shared/protocol/ids';
import type { Exported, ExportOptions } from '../archive/export-pages.ts';

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
}
