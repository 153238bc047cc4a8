import { mintDocId, mintSessionId } from '@weft/shared/protocol/ids';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createIndexedDbOutbox } from './indexeddb-outbox.ts';
import { outboxContract } from './outbox.contract.ts';

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const DOC = mintDocId(randomBytes);
const ROW = { doc: DOC, session: mintSessionId(randomBytes), seq: 0, bytes: Uint8Array.of(1, 2) };

/** Names of databases that the tests of this page made. */
let made = 0;
const nextName = (): string => `outbox-${made++}-${mintDocId(randomBytes)}`;

/** Resolves once the request succeeds; rejects when it fails or has to wait for other tabs. */
function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
    request.addEventListener('blocked', () => reject(new Error('blocked')));
  });
}

outboxContract(async () => {
  const name = nextName();
  return { store: createIndexedDbOutbox(name), another: () => createIndexedDbOutbox(name) };
});

test('SYNC-2 SYNC-11 every write asks the browser for strict durability', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  onTestFinished(() => transaction.mockRestore());
  const store = createIndexedDbOutbox(nextName());
  await store.write({ put: [ROW] });
  await store.write({ remove: [ROW] });
  const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite');
  expect(writes).toHaveLength(2);
  for (const [, , options] of writes) expect(options).toEqual({ durability: 'strict' });
  const results = transaction.mock.results.map(({ value }) => value as IDBTransaction);
  expect(results.filter(({ mode }) => mode === 'readwrite').map((one) => one.durability)).toEqual([
    'strict',
    'strict',
  ]);
});

test('SYNC-2 SYNC-11 a write resolves only once its transaction is complete', async () => {
  const events: string[] = [];
  const { transaction } = IDBDatabase.prototype;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
  spy.mockImplementation(function (this: IDBDatabase, ...args) {
    const begun = transaction.apply(this, args);
    begun.addEventListener('complete', () => events.push('complete'));
    return begun;
  });
  onTestFinished(() => spy.mockRestore());
  const store = createIndexedDbOutbox(nextName());
  await store.write({ put: [ROW] }).then(() => events.push('resolved'));
  expect(events).toEqual(['complete', 'resolved']);
});

test('SYNC-11 rows are there for whoever opens the database next', async () => {
  const name = nextName();
  await createIndexedDbOutbox(name).write({ put: [ROW] });
  expect(await createIndexedDbOutbox(name).rows(DOC)).toEqual([ROW]);
});

test('SYNC-11 a newer tab may change the layout; meanwhile keeping fails, and later works again', async () => {
  const name = nextName();
  const store = createIndexedDbOutbox(name);
  await store.write({ put: [ROW] });
  const newer = await done(indexedDB.open(name, 99));
  await expect(store.write({ put: [ROW] })).rejects.toThrow(Error);
  newer.close();
  await done(indexedDB.deleteDatabase(name));
  await store.write({ put: [ROW] });
  expect(await store.rows(DOC)).toEqual([ROW]);
});
