import type { DocId, FileId } from '@weft/shared/protocol/ids';

/** What is known of a file besides its bytes. */
export interface FileRecord {
  readonly id: FileId;
  /** The document it belongs to: who may read that may read the file. */
  readonly doc: DocId;
  /** SHA-256 of its bytes in hexadecimal, which is where they are. */
  readonly hash: string;
  readonly name: string;
  /** Media type as its content shows it. */
  readonly type: string;
  readonly size: number;
  /** Pixels of an image as it is shown. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Port: the files of this installation. Those of a deleted document are not there any more, from the same moment on. */
export interface FileRecords {
  /**
   * Makes the record durable; an id that exists keeps what it has. Resolves with what the id now stands for,
   * `undefined` where the document is deleted or never was.
   */
  add(fresh: FileRecord): Promise<{ record: FileRecord; added: boolean } | undefined>;
  get(id: FileId): Promise<FileRecord | undefined>;
  /** Those of `hashes` that some record names. */
  named(hashes: readonly string[]): Promise<string[]>;
  /** Forgets the files of a document; resolves with their hashes, each once. */
  removeOf(doc: DocId): Promise<string[]>;
  /** Forgets the files of every deleted document: what a crash right after a deletion has left. */
  prune(): Promise<void>;
}
