import type { DBSchema } from 'idb';
import type { DocId } from '@weft/shared/protocol/ids';
import { createDeviceDatabase } from '../device/device-database.ts';
import type { OutboxRow, ListedOutbox } from '../sync/ports.ts';

interface Schema extends DBSchema {
  rows: { key: [doc: string, session: string, seq: number]; value: OutboxRow };
}

const VERSION = 1;

/**
 * The outbox of this browser, shared by its tabs. Writes ask for strict durability: without it a browser
 * reports a write as done while it is still in the system's memory.
 *
 * @param name of the database; another one keeps another set of rows
 */
export function createIndexedDbOutbox(name = 'weft-outbox'): ListedOutbox {
  const open = createDeviceDatabase<Schema>(name, VERSION, (database) => {
    database.createObjectStore('rows', { keyPath: ['doc', 'session', 'seq'] });
  });

  return {
    async rows(doc) {
      const database = await open();
      return database.getAll('rows', IDBKeyRange.bound([doc], [doc, []]));
    },
    async documents() {
      const database = await open();
      const found: DocId[] = [];
      let cursor = await database.transaction('rows').store.openKeyCursor();
      while (cursor) {
        const [doc] = cursor.key;
        found.push(doc as DocId);
        // Past all of this one's rows: an array is greater than any string.
        cursor = await cursor.continue([doc, []] as never);
      }
      return found;
    },
    async write({ put = [], remove = [] }) {
      const database = await open();
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
      const { store, done } = transaction;
      const requests: Promise<unknown>[] = [done];
      try {
        for (const { doc, session, seq } of remove)
          requests.push(store.delete([doc, session, seq]));
        for (const row of put) requests.push(store.put(row));
      } catch (error) {
        // A row that cannot be stored is refused before it is a request, and would end nothing by itself.
        transaction.abort();
        await Promise.allSettled(requests);
        throw error;
      }
      await Promise.all(requests);
    },
  };
}
