/** Public entry `@weft/client/uploads`: files on their way to the server, for any editor. */
import { systemClock } from '@weft/shared/clock';
import { createFilesClient, type FilesClientOptions } from './transport/files.ts';
import { createIndexedDbUploadStore } from './uploads/indexeddb-upload-store.ts';
import { createMemoryUploadLocks } from './uploads/memory-upload-locks.ts';
import { createMemoryUploadStore } from './uploads/memory-upload-store.ts';
import type { UploadLocks, UploadStore } from './uploads/ports.ts';
import { createUploadQueue, type UploadQueue } from './uploads/upload-queue.ts';
import { createWebUploadLocks } from './uploads/web-upload-locks.ts';

export { createFilesClient, type FilesClientOptions } from './transport/files.ts';
export type {
  FileUploader,
  NewFile,
  UploadLocks,
  UploadRow,
  UploadStore,
} from './uploads/ports.ts';
export {
  createUploadQueue,
  type Kept,
  type UploadQueue,
  type UploadQueuePorts,
  type UploadState,
} from './uploads/upload-queue.ts';

export interface WeftUploadsOptions extends FilesClientOptions {
  /** Where files wait; by default IndexedDB where there is one, else memory. */
  readonly store?: UploadStore | undefined;
  readonly locks?: UploadLocks | undefined;
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** The uploads of this browser, with its clock, randomness and storage: one for each page, for all documents. */
export function createWeftUploads(options: WeftUploadsOptions = {}): UploadQueue {
  const { store, locks, onFault } = options;
  const hasStorage = typeof indexedDB !== 'undefined' && 'locks' in navigator;
  const queue = createUploadQueue({
    store: store ?? (hasStorage ? createIndexedDbUploadStore() : createMemoryUploadStore()),
    locks:
      locks ?? (hasStorage ? createWebUploadLocks(navigator.locks) : createMemoryUploadLocks()),
    uploader: createFilesClient(options),
    objectUrls: {
      create: (blob) => URL.createObjectURL(blob),
      revoke: (url) => URL.revokeObjectURL(url),
    },
    clock: systemClock,
    random: Math.random,
    onFault,
  });
  const { returned, close } = queue;
  window.addEventListener('online', returned);
  return {
    ...queue,
    close() {
      window.removeEventListener('online', returned);
      close();
    },
  };
}
