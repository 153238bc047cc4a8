import { describe, expect, test } from 'vitest';
import type { Documents } from '../documents/documents.ts';
import { docIdOf, fileIdOf } from '../testing/numbered-ids.ts';
import type { FileRecord, FileRecords } from './file-records.ts';

const [doc, other] = [docIdOf(1), docIdOf(2)];
const hashOf = (letter: string): string => letter.repeat(64);

const fresh = (changes: Partial<FileRecord> = {}): FileRecord => ({
  id: fileIdOf(1),
  doc,
  hash: hashOf('a'),
  name: 'Überblick “2”.png',
  type: 'image/png',
  size: 2 ** 40,
  width: 3,
  height: 4,
  createdAt: 5,
  ...changes,
});

/**
 * What every keeper of file records promises.
 *
 * @param open one that holds nothing, beside documents that hold nothing
 */
export function fileRecordsContract(
  open: () => Promise<{ records: FileRecords; documents: Documents }>,
): void {
  async function subject() {
    const { records, documents } = await open();
    for (const id of [doc, other]) await documents.create({ id, format: 'raw', time: 1 });
    return { records, documents };
  }

  describe('file records', () => {
    test('FILE-1 a record is kept as it was given, with and without pixels', async () => {
      const { records } = await subject();
      const plain = fresh({ id: fileIdOf(2), width: undefined, height: undefined });
      expect(await records.add(fresh())).toEqual({ record: fresh(), added: true });
      expect(await records.add(plain)).toEqual({ record: plain, added: true });
      expect(await records.get(fileIdOf(1))).toEqual(fresh());
      expect(await records.get(fileIdOf(2))).toEqual(plain);
      expect(await records.get(fileIdOf(9))).toBeUndefined();
    });

    test('FILE-1 FILE-2 an id keeps what it has, also of many that come at once', async () => {
      const { records } = await subject();
      const changed = { hash: hashOf('b'), doc: other, name: 'other' };
      const added = await Promise.all([
        records.add(fresh()),
        records.add(fresh(changed)),
        records.add(fresh()),
      ]);
      expect(added.map((one) => one!.added)).toEqual([true, false, false]);
      for (const one of added) expect(one!.record).toEqual(fresh());
      expect(await records.get(fileIdOf(1))).toEqual(fresh());
    });

    test('FILE-3 a document that is deleted or never was takes no file', async () => {
      const { records, documents } = await subject();
      await documents.remove(doc, 7);
      expect(await records.add(fresh())).toBeUndefined();
      expect(await records.add(fresh({ doc: docIdOf(9) }))).toBeUndefined();
      expect(await records.named([hashOf('a')])).toEqual([]);
    });

    test('FILE-3 files are gone from the moment their document is deleted', async () => {
      const { records, documents } = await subject();
      await records.add(fresh());
      await records.add(fresh({ id: fileIdOf(2), doc: other }));
      await documents.remove(doc, 7);
      expect(await records.get(fileIdOf(1))).toBeUndefined();
      expect(await records.get(fileIdOf(2))).toMatchObject({ doc: other });
    });

    test('FILE-4 a hash is named while any file has it', async () => {
      const { records } = await subject();
      await records.add(fresh());
      await records.add(fresh({ id: fileIdOf(2), doc: other }));
      await records.add(fresh({ id: fileIdOf(3), hash: hashOf('b') }));
      await records.add(fresh({ id: fileIdOf(4), hash: hashOf('b') }));
      const asked = [hashOf('a'), hashOf('b'), hashOf('c')];
      expect((await records.named(asked)).toSorted()).toEqual([hashOf('a'), hashOf('b')]);
      expect(await records.named([])).toEqual([]);

      expect((await records.removeOf(doc)).toSorted()).toEqual([hashOf('a'), hashOf('b')]);
      expect(await records.removeOf(doc)).toEqual([]);
      expect(await records.named(asked)).toEqual([hashOf('a')]);
      expect(await records.get(fileIdOf(3))).toBeUndefined();
    });

    test('FILE-4 the files of deleted documents can be forgotten, those of others stay', async () => {
      const { records, documents } = await subject();
      await records.add(fresh());
      await records.add(fresh({ id: fileIdOf(2), doc: other, hash: hashOf('b') }));
      await documents.remove(doc, 7);
      await records.prune();
      await records.prune();
      expect(await records.named([hashOf('a'), hashOf('b')])).toEqual([hashOf('b')]);
      expect(await records.get(fileIdOf(2))).toMatchObject({ doc: other });
    });
  });
}
