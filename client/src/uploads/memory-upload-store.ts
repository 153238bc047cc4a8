import type { FileId } from '@weft/shared/protocol/ids';
import type { UploadRow, UploadStore } from './ports.ts';

/** Files for as long as the tab lives: for tests, and for browsers that keep nothing. */
export function createMemoryUploadStore(): UploadStore {
  const rows = new Map<FileId, UploadRow>();
  return {
    rows: async () => [...rows.values()].sort((a, b) => a.addedAt - b.addedAt),
    get: async (id) => rows.get(id),
    put: async (row) => void rows.set(row.id, { ...row }),
    remove: async (id) => void rows.delete(id),
  };
}
