import type { FileId } from '@weft/shared/protocol/ids';
import type { UploadLocks } from './ports.ts';

/** Locks within one process. */
export function createMemoryUploadLocks(): UploadLocks {
  const last = new Map<FileId, Promise<void>>();
  return {
    async hold(id, signal) {
      const before = last.get(id);
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const free = Promise.all([before, released]).then(() => undefined);
      last.set(id, free);
      try {
        const aborted = new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
        signal.throwIfAborted();
        await Promise.race([before, aborted]);
        return release;
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}
