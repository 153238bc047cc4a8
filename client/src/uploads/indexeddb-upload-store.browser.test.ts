import { mintFileId } from '@weft/shared/protocol/ids';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createIndexedDbUploadStore } from './indexeddb-upload-store.ts';
import { uploadRow, uploadStoreContract } from './upload-store.contract.ts';

const nextName = (): string =>
  `uploads-${mintFileId((length) => crypto.getRandomValues(new Uint8Array(length)))}`;

uploadStoreContract(async () => {
  const name = nextName();
  return {
    store: createIndexedDbUploadStore(name),
    another: () => createIndexedDbUploadStore(name),
  };
});

test('FILE-13 every write asks the browser for strict durability, and resolves once it is complete', async () => {
  const events: string[] = [];
  const { transaction } = IDBDatabase.prototype;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
  spy.mockImplementation(function (this: IDBDatabase, ...args) {
    const begun = transaction.apply(this, args);
    if (begun.mode === 'readwrite')
      begun.addEventListener('complete', () => events.push(`complete ${begun.durability}`));
    return begun;
  });
  onTestFinished(() => spy.mockRestore());
  const store = createIndexedDbUploadStore(nextName());
  await store.put(uploadRow(1)).then(() => events.push('put'));
  await store.remove(uploadRow(1).id).then(() => events.push('removed'));
  expect(events).toEqual(['complete strict', 'put', 'complete strict', 'removed']);
});

test('FILE-13 a large file is kept whole', async () => {
  const store = createIndexedDbUploadStore(nextName());
  const bytes = new Uint8Array(20_000_000).fill(7);
  await store.put(uploadRow(1, { blob: new Blob([bytes]) }));
  const kept = (await store.get(uploadRow(1).id))!.blob;
  expect(kept.size).toBe(bytes.length);
  expect(new Uint8Array(await kept.slice(-3).arrayBuffer())).toEqual(Uint8Array.of(7, 7, 7));
});

test('FILE-13 what cannot be kept rejects, and the next file is kept', async () => {
  const store = createIndexedDbUploadStore(nextName());
  const unstorable = { ...uploadRow(1), blob: (() => undefined) as unknown as Blob };
  await expect(store.put(unstorable)).rejects.toThrow(Error);
  await store.put(uploadRow(2));
  expect(await store.rows()).toHaveLength(1);
});
