import type { DBSchema } from 'idb';
import { createDeviceDatabase } from '../device/device-database.ts';
import type { UploadRow, UploadStore } from './ports.ts';

interface Schema extends DBSchema {
  files: { key: string; value: UploadRow };
}

const VERSION = 1;

/**
 * The files of this browser that are on their way, shared by its tabs. As in the outbox, writes ask for strict
 * durability.
 *
 * @param name of the database; another one keeps another set of files
 */
export function createIndexedDbUploadStore(name = 'weft-uploads'): UploadStore {
  const open = createDeviceDatabase<Schema>(name, VERSION, (database) => {
    database.createObjectStore('files', { keyPath: 'id' });
  });

  async function write(change: (store: WritableStore) => Promise<unknown>): Promise<void> {
    const database = await open();
    const transaction = database.transaction('files', 'readwrite', { durability: 'strict' });
    await Promise.all([change(transaction.store), transaction.done]);
  }

  return {
    async rows() {
      const rows = await (await open()).getAll('files');
      return rows.sort((a, b) => a.addedAt - b.addedAt);
    },
    get: async (id) => (await open()).get('files', id),
    put: (row) => write((store) => store.put(row)),
    remove: (id) => write((store) => store.delete(id)),
  };
}

interface WritableStore {
  put(row: UploadRow): Promise<unknown>;
  delete(id: string): Promise<void>;
}
