import type { BlockContent } from '@weft/shared/model/content';

/** What was pasted: blocks, and pictures among them whose files have yet to be uploaded. */
export interface Pasted {
  readonly blocks: readonly BlockContent[];
  readonly files: readonly PendingFile[];
}

/**
 * An image block that has no `source` yet. The caller inserts the blocks, uploads the file, and then sets the
 * `source` of the block that stands at `path`.
 */
export interface PendingFile {
  /**
   * The way to the block: its index among `blocks`, then an index among the children of each. Into a table go
   * three numbers at once: row, column, and the index among the cell's blocks.
   */
  readonly path: readonly number[];
  readonly name: string;
  /**
   * What a `data:` address held. Absent for a file on the disk of who copied: it is among the clipboard's own files or
   * nowhere.
   */
  readonly blob?: Blob;
}
