import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/**
 * A database of this browser, opened when it is first asked for, and anew after it was lost: a newer tab may change its
 * layout, and the browser may end it. Calls that overlap share one opening.
 */
export function createDeviceDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: (database: IDBPDatabase<Schema>) => void,
): () => Promise<IDBPDatabase<Schema>> {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  return () => {
    opening ??= openDB<Schema>(name, version, {
      upgrade: (database) => upgrade(database),
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
  };
}
