import type { ErrorCode } from '@weft/shared/protocol/errors';
import { ERRORS } from '@weft/shared/protocol/errors';
import { manualClock } from '@weft/shared/testing/clock';
import type { Failure } from '../../sync/ports.ts';
import { createMemoryUploadLocks } from '../memory-upload-locks.ts';
import { createMemoryUploadStore } from '../memory-upload-store.ts';
import type { FileUploader, Upload, Uploaded } from '../ports.ts';
import { createUploadQueue, type UploadQueuePorts } from '../upload-queue.ts';

/** An upload that a test decides about. */
export interface ScriptedUpload extends Upload {
  accept(): Promise<void>;
  fail(code: ErrorCode | 'unreachable', retryAfterMs?: number): Promise<void>;
}

/** Lets everything run that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** A browser: its storage, its locks, and the network of each of its tabs. */
export function scriptedUploads() {
  const store = createMemoryUploadStore();
  const locks = createMemoryUploadLocks();
  const clock = manualClock(1_000);
  const uploads: ScriptedUpload[] = [];
  const urls = { made: 0, revoked: [] as string[] };
  const faults: unknown[] = [];

  const uploader: FileUploader = {
    urlOf: (id) => `server:${id}`,
    upload: (upload) =>
      new Promise<Uploaded | Failure>((resolve) => {
        const cut = (): void => resolve(unreachable);
        const answer = (given: Uploaded | Failure): Promise<void> => {
          upload.signal.removeEventListener('abort', cut);
          resolve(given);
          return settled();
        };
        const { id, name, blob } = upload;
        const unreachable: Failure = { ok: false, code: 'unreachable', retry: 'same' };
        upload.signal.addEventListener('abort', cut);
        uploads.push({
          ...upload,
          accept: () =>
            answer({ ok: true, info: { id, name, type: 'text/plain', size: blob.size } }),
          fail: (code, retryAfterMs) =>
            answer({
              ok: false,
              code,
              retry: code === 'unreachable' ? 'same' : ERRORS[code].retry,
              retryAfterMs,
            }),
        });
      }),
  };

  return {
    store,
    clock,
    uploads,
    urls,
    faults,
    /** Another tab; what was on the device is found by the time it resolves. */
    async tab(changes: Partial<UploadQueuePorts> = {}) {
      const queue = createUploadQueue({
        store,
        uploader,
        locks,
        clock,
        objectUrls: {
          create: () => `local:${urls.made++}`,
          revoke: (url) => void urls.revoked.push(url),
        },
        random: () => 0.5,
        onFault: (error) => void faults.push(error),
        ...changes,
      });
      await settled();
      return queue;
    },
  };
}
