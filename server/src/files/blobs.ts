/** Bytes that have arrived and are on disk, but under no name yet. */
export interface Received {
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly size: number;
  /** The first `HEAD_BYTES` of them. */
  readonly head: Uint8Array;
  /** Puts them where their hash is looked for; resolves when that would survive power loss. */
  keep(): Promise<void>;
  /** Throws them away; after `keep` it does nothing. */
  discard(): Promise<void>;
}

/** A blob that is being read; it stays whole until `close`, also when it is removed meanwhile. */
export interface OpenBlob {
  readonly size: number;
  /** At least one byte from `at` on, at most `length`; none at the end. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What is handed out of the beginning: enough for the size of nearly every image. */
export const HEAD_BYTES = 512 * 1024;

/** The disk has no room left. */
export class StorageFullError extends Error {
  override name = 'StorageFullError';
}

/** Port: bytes by their hash, each once. */
export interface Blobs {
  /**
   * Takes bytes in at the pace at which they can be written. Rejects with what `bytes` throws, or with
   * `StorageFullError`, and then nothing of them remains.
   */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<Received>;
  open(hash: string): Promise<OpenBlob | undefined>;
  /** One that is not there is no failure. */
  remove(hash: string): Promise<void>;
  /** The hashes of all there are, some at a time. */
  list(): AsyncIterable<readonly string[]>;
}
