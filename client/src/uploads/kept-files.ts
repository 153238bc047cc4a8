import type { NewFile, UploadRow, UploadStore } from './ports.ts';

/** A file that was added, and whether the device keeps it or this tab alone. */
export interface KeptFile {
  readonly row: UploadRow;
  readonly isOnDevice: boolean;
}

export interface KeptFilesPorts {
  readonly store: UploadStore;
  /** All files together. */
  readonly maxBytes: number;
  /** Files that only this tab has. */
  readonly inTab: () => readonly UploadRow[];
  readonly onFault: (error: unknown) => void;
}

/** Takes files in while there is room. `undefined` means that there is none. */
export type KeepFile = (file: NewFile, now: number) => Promise<KeptFile | undefined>;

export function createKeptFiles({ store, maxBytes, inTab, onFault }: KeptFilesPorts): KeepFile {
  // One after the other, so that two that come at once do not both find the same room.
  let last: Promise<unknown> = Promise.resolve();

  async function keptBytes(): Promise<number> {
    const rows = await store.rows();
    const known = new Set(rows.map(({ id }) => id));
    const others = inTab().filter(({ id }) => !known.has(id));
    return [...rows, ...others].reduce((sum, { blob }) => sum + blob.size, 0);
  }

  async function keep(file: NewFile, now: number): Promise<KeptFile | undefined> {
    const row: UploadRow = { ...file, addedAt: now };
    try {
      if ((await keptBytes()) + file.blob.size > maxBytes) return undefined;
      await store.put(row);
      // The device's own copy: the file that was dropped may change or go.
      const own = await store.get(row.id);
      return { row: own ?? row, isOnDevice: own !== undefined };
    } catch (error) {
      onFault(error);
      return { row, isOnDevice: false };
    }
  }

  return (file, now) => {
    const kept = last.then(() => keep(file, now));
    last = kept;
    return kept;
  };
}
