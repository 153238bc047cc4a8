import { mintDocId, mintFileId } from '@weft/shared/protocol/ids';
import { expect, test } from 'vitest';
import type { UploadRow, UploadStore } from './ports.ts';

const fill = (number: number) => (length: number) => new Uint8Array(length).fill(number);

/** The row that stands for `number`. */
export const uploadRow = (number: number, changes: Partial<UploadRow> = {}): UploadRow => ({
  id: mintFileId(fill(number)),
  doc: mintDocId(fill(1)),
  name: `file ${number}.txt`,
  blob: new Blob([`bytes of ${number}`], { type: 'text/plain' }),
  addedAt: number,
  ...changes,
});

/** A row in words, its bytes included. */
async function told(row: UploadRow | undefined): Promise<unknown> {
  if (!row) return undefined;
  const { blob, ...rest } = row;
  return { ...rest, type: blob.type, text: await blob.text() };
}

/**
 * What every storage of files that wait does.
 *
 * @param open an empty one; `another` opens the same one as another tab would
 */
export function uploadStoreContract(
  open: () => Promise<{ store: UploadStore; another: () => UploadStore }>,
): void {
  const numbers = async (store: UploadStore): Promise<number[]> =>
    (await store.rows()).map(({ addedAt }) => addedAt);

  test('FILE-13 uploads: a file is kept as it was given, and every tab has it', async () => {
    const { store, another } = await open();
    expect(await store.rows()).toEqual([]);
    await store.put(uploadRow(1));
    const expected = await told(uploadRow(1));
    expect(await told(await store.get(uploadRow(1).id))).toEqual(expected);
    expect(await told(await another().get(uploadRow(1).id))).toEqual(expected);
    expect(await told((await another().rows())[0])).toEqual(expected);
    expect(await store.get(uploadRow(2).id)).toBeUndefined();
  });

  test('FILE-13 uploads: the oldest comes first, whatever the order of writing', async () => {
    const { store } = await open();
    for (const number of [3, 1, 20, 2]) await store.put(uploadRow(number));
    expect(await numbers(store)).toEqual([1, 2, 3, 20]);
  });

  test('FILE-15 uploads: a file that is put again is replaced', async () => {
    const { store } = await open();
    await store.put(uploadRow(1));
    await store.put(uploadRow(1, { refused: 'forbidden' }));
    expect(await store.rows()).toMatchObject([{ refused: 'forbidden' }]);
    await store.put(uploadRow(1, { refused: undefined }));
    expect((await store.get(uploadRow(1).id))!.refused).toBeUndefined();
  });

  test('FILE-13 uploads: a file that is removed is gone, and removing it again is no failure', async () => {
    const { store, another } = await open();
    await Promise.all([1, 2].map((number) => store.put(uploadRow(number))));
    await store.remove(uploadRow(1).id);
    await store.remove(uploadRow(1).id);
    expect(await numbers(another())).toEqual([2]);
  });
}
