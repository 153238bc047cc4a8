import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
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
  let opening: Promise<IDBPDatabase<Schema>> | undefined;

  function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(name, VERSION, {
      upgrade(database) {
        database.createObjectStore('files', { keyPath: 'id' });
      },
      // A newer tab wants to change the layout: let it, and open anew when next asked.
      blocking: () => {
        void opening?.then((database) => database.close());
        opening = undefined;
      },
      terminated: () => (opening = undefined),
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

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
