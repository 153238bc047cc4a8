import type { FileInfo } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, FileId } from '@weft/shared/protocol/ids';
import type { Failure } from '../sync/ports.ts';

/** A file of a document, and what it is called. */
export interface NewFile {
  /** Made by whoever adds the file; the block that shows it names it from then on. */
  readonly id: FileId;
  readonly doc: DocId;
  readonly name: string;
  readonly blob: Blob;
}

/** A file on this device that the server does not have yet. */
export interface UploadRow extends NewFile {
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  /** Present once the server has refused it: from then on it is sent only when somebody asks for that. */
  readonly refused?: ErrorCode | undefined;
}

/** Port: files that survive the tab, shared by all tabs of this browser. */
export interface UploadStore {
  /** The oldest first. */
  rows(): Promise<UploadRow[]>;
  get(id: FileId): Promise<UploadRow | undefined>;
  /** Resolves when it would survive power loss; a row that is there is replaced. */
  put(row: UploadRow): Promise<void>;
  /** One that is not there is no failure. */
  remove(id: FileId): Promise<void>;
}

export interface Upload extends NewFile {
  /** Called with the part that is sent, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Takes the upload back. */
  readonly signal: AbortSignal;
}

export interface Uploaded {
  readonly ok: true;
  readonly info: FileInfo;
}

/** Port: the network. Neither method rejects; what went wrong is part of the answer. */
export interface FileUploader {
  upload(upload: Upload): Promise<Uploaded | Failure>;
  /** Where the file is once the server has it. */
  urlOf(id: FileId): string;
}

/** Port: which tab sends a file. A lock is let go by the system when its tab dies. */
export interface UploadLocks {
  /** Resolves once held, with the function that lets go; rejects when `signal` aborts before. */
  hold(id: FileId, signal: AbortSignal): Promise<() => void>;
}

/** Port: addresses of bytes on this device. */
export interface ObjectUrls {
  create(blob: Blob): string;
  revoke(url: string): void;
}
