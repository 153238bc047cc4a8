import type { Clock } from '@weft/shared/clock';
import type { FileId } from '@weft/shared/protocol/ids';
import type { ObjectUrls } from './ports.ts';

/** An address is good for this long after it was given up: what shows it may still be reading. */
const OUTDATED_MS = 60_000;

/** Addresses of files whose bytes are on this device. */
export interface LocalUrls {
  /** The same for each call until it is given up. */
  of(id: FileId, blob: Blob): string;
  giveUp(id: FileId): void;
  close(): void;
}

export function createLocalUrls(objectUrls: ObjectUrls, clock: Clock): LocalUrls {
  const urls = new Map<FileId, string>();
  const outdated = new Map<string, () => void>();
  return {
    of(id, blob) {
      const url = urls.get(id) ?? objectUrls.create(blob);
      urls.set(id, url);
      return url;
    },
    giveUp(id) {
      const url = urls.get(id);
      urls.delete(id);
      if (url === undefined) return;
      const revoke = (): void => {
        outdated.delete(url);
        objectUrls.revoke(url);
      };
      outdated.set(url, clock.after(OUTDATED_MS, revoke));
    },
    close() {
      for (const stop of outdated.values()) stop();
      for (const url of [...urls.values(), ...outdated.keys()]) objectUrls.revoke(url);
      urls.clear();
      outdated.clear();
    },
  };
}
