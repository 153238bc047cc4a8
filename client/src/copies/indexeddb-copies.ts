import type { DBSchema, IDBPObjectStore } from 'idb';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import { createDeviceDatabase } from '../device/device-database.ts';
import type { CopyStore, CopyWriter } from '../sync/ports.ts';

interface Schema extends DBSchema {
  states: {
    key: string;
    value: { doc: DocId; state: Uint8Array; cursor: Cursor; at: number };
    indexes: { at: number };
  };
  tails: {
    key: number;
    value: { doc: DocId; updates: readonly Uint8Array[]; cursor: Cursor };
    indexes: { doc: string };
  };
}

type Names = ['states', 'tails'];
type Tails = IDBPObjectStore<Schema, Names, 'tails', 'readwrite'>;

interface Parts {
  readonly states: IDBPObjectStore<Schema, Names, 'states', 'readwrite'>;
  readonly tails: Tails;
}

const VERSION = 1;
const NAME = 'weft-copies';

/** Documents that one browser keeps; the one that was written longest ago makes room for another. */
const MAX_COPIES = 5_000;

/**
 * Copies of documents in this browser, for all of its tabs. Of each one tab is the keeper, by a lock that the browser lets
 * go of when the tab dies. A write that the browser has no room for is tried once more without the oldest copies.
 *
 * @param name of the database; another one keeps other copies
 * @param now the time, in milliseconds since 1970
 */
export function createIndexedDbCopies(
  locks: LockManager,
  name = NAME,
  now: () => number = Date.now,
  most = MAX_COPIES,
): CopyStore {
  const open = createDeviceDatabase<Schema>(name, VERSION, (database) => {
    database.createObjectStore('states', { keyPath: 'doc' }).createIndex('at', 'at');
    database.createObjectStore('tails', { autoIncrement: true }).createIndex('doc', 'doc');
  });

  async function change(work: (parts: Parts) => Promise<unknown>): Promise<void> {
    const transaction = (await open()).transaction(['states', 'tails'], 'readwrite');
    const parts = {
      states: transaction.objectStore('states'),
      tails: transaction.objectStore('tails'),
    };
    await Promise.all([work(parts), transaction.done]);
  }

  /** Without the oldest copies, all but `left` of them. */
  async function thin(left: number): Promise<void> {
    await change(async ({ states, tails }) => {
      let over = (await states.count()) - left;
      let cursor = over > 0 ? await states.index('at').openKeyCursor() : null;
      for (; cursor && over > 0; over--) {
        const doc = cursor.primaryKey;
        await Promise.all([states.delete(doc), removeTail(tails, doc)]);
        cursor = await cursor.continue();
      }
    });
  }

  async function roomy(work: (parts: Parts) => Promise<unknown>): Promise<void> {
    try {
      await change(work);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
      await thin((await (await open()).count('states')) >> 1);
      await change(work);
    }
  }

  const writerOf = (doc: DocId, release: () => void): CopyWriter => ({
    async replace(state, cursor) {
      await roomy(async ({ states, tails }) => {
        await Promise.all([states.put({ doc, state, cursor, at: now() }), removeTail(tails, doc)]);
      });
      await thin(most);
    },
    append: (updates, cursor) =>
      roomy(async ({ states, tails }) => {
        // Forgotten meanwhile, a tail alone would be no document.
        if (await states.getKey(doc)) await tails.add({ doc, updates, cursor });
      }),
    release,
  });

  return {
    async load(doc) {
      const transaction = (await open()).transaction(['states', 'tails']);
      const [state, tail] = await Promise.all([
        transaction.objectStore('states').get(doc),
        transaction.objectStore('tails').index('doc').getAll(doc),
      ]);
      if (!state) return undefined;
      return {
        updates: [state.state, ...tail.flatMap(({ updates }) => updates)],
        cursor: tail.at(-1)?.cursor ?? state.cursor,
      };
    },
    keep(doc, signal) {
      return new Promise((resolve, reject) => {
        locks
          .request(`${name}-${doc}`, { signal }, () => {
            return new Promise<void>((release) => resolve(writerOf(doc, release)));
          })
          .catch((error: Error) => {
            if (!signal.aborted) reject(error);
          });
      });
    },
    async remove(doc) {
      await change(({ states, tails }) =>
        Promise.all([states.delete(doc), removeTail(tails, doc)]),
      );
    },
  };
}

async function removeTail(tails: Tails, doc: string): Promise<void> {
  const keys = await tails.index('doc').getAllKeys(doc);
  await Promise.all(keys.map((key) => tails.delete(key)));
}
