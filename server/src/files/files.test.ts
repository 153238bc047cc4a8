import { expect, test } from 'vitest';
import { manualClock } from '@weft/shared/testing/clock';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { docIdOf, fileIdOf } from '../testing/numbered-ids.ts';
import type { Blobs } from './blobs.ts';
import type { FileRecords } from './file-records.ts';
import { createFiles } from './files.ts';
import { createMemoryBlobs } from './memory-blobs.ts';
import { createMemoryFileRecords } from './memory-file-records.ts';
import { bytesInPieces } from './testing/bytes-in-pieces.ts';
import { png } from './testing/sample-files.ts';

const [doc, other] = [docIdOf(1), docIdOf(2)];
const bytes = png(30, 20);

async function subject(change: { records?: Partial<FileRecords>; blobs?: Partial<Blobs> } = {}) {
  const documents = createMemoryDocuments();
  for (const id of [doc, other]) await documents.create({ id, format: 'raw', time: 1 });
  const kept = createMemoryBlobs();
  const known = createMemoryFileRecords(documents);
  const files = createFiles({
    records: { ...known, ...change.records },
    blobs: { ...kept, ...change.blobs },
    clock: manualClock(5),
  });
  return {
    files,
    documents,
    records: known,
    blobs: kept,
    put: (number: number, changes: { doc?: typeof doc; bytes?: Uint8Array; name?: string } = {}) =>
      files.put(
        { id: fileIdOf(number), doc: changes.doc ?? doc, name: changes.name ?? 'a.png' },
        bytesInPieces(changes.bytes ?? bytes),
      ),
    async kept(): Promise<number> {
      let count = 0;
      for await (const hashes of kept.list()) count += hashes.length;
      return count;
    },
  };
}

test('FILE-1 FILE-7 FILE-9 FILE-10 a file is recorded as its content shows it', async () => {
  const { files, put } = await subject();
  const outcome = await put(1, { name: '../x\u202e.html' });
  expect(outcome).toEqual({
    kind: 'added',
    record: {
      id: fileIdOf(1),
      doc,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      name: 'x .html',
      type: 'image/png',
      size: bytes.length,
      width: 30,
      height: 20,
      createdAt: 5,
    },
  });
  const record = (await files.get(fileIdOf(1)))!;
  const blob = await files.open(record);
  expect(Buffer.from(await blob.read(0, blob.size))).toEqual(bytes);
});

test('FILE-1 the same again is the same file', async () => {
  const { put, kept } = await subject();
  const first = await put(1);
  expect(await put(1, { name: 'renamed' })).toEqual({ ...first, kind: 'known' });
  const kinds = (await Promise.all([put(2), put(2), put(2)])).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['added', 'known', 'known']);
  expect(await kept()).toBe(1);
});

test('FILE-2 an id that stands for something else is told apart, and nothing changes', async () => {
  const { files, put, kept } = await subject();
  await put(1);
  const before = await files.get(fileIdOf(1));
  expect(await put(1, { bytes: Buffer.from('other') })).toEqual({ kind: 'reused' });
  expect(await put(1, { doc: other })).toEqual({ kind: 'reused' });
  expect(await files.get(fileIdOf(1))).toEqual(before);
  expect(await kept()).toBe(1);
});

test('FILE-3 FILE-6 a document that is deleted while a file arrives gets none, and nothing remains', async () => {
  const { documents, files, kept } = await subject();
  const outcome = await files.put(
    { id: fileIdOf(1), doc, name: 'x' },
    (async function* () {
      yield bytes;
      await documents.remove(doc, 9);
      await files.removeOf(doc);
    })(),
  );
  expect(outcome).toEqual({ kind: 'homeless' });
  expect(await kept()).toBe(0);
});

test('FILE-4 bytes go with the last document that has them', async () => {
  const { files, documents, put, kept } = await subject();
  await put(1);
  await put(2);
  await put(3, { doc: other });
  await put(4, { bytes: Buffer.from('alone') });
  expect(await kept()).toBe(2);
  await documents.remove(doc, 9);
  await files.removeOf(doc);
  expect(await kept()).toBe(1);
  expect(await files.get(fileIdOf(1))).toBeUndefined();
  await files.open((await files.get(fileIdOf(3)))!);
  await documents.remove(other, 9);
  await files.removeOf(other);
  expect(await kept()).toBe(0);
});

test('FILE-4 what comes while the same bytes are removed stays', async () => {
  const { files, documents, put } = await subject();
  await put(1);
  await documents.remove(doc, 9);
  const [, outcome] = await Promise.all([
    files.removeOf(doc),
    put(2, { doc: other }),
    files.sweep(),
  ]);
  expect(outcome).toMatchObject({ kind: 'added' });
  await files.open((await files.get(fileIdOf(2)))!);
});

test('FILE-4 FILE-6 bytes that were kept before their record could be are never swept in between', async () => {
  let recorded = (): void => undefined;
  const held = new Promise<void>((resolve) => (recorded = resolve));
  const { files, records, put } = await subject({
    records: {
      async add(fresh) {
        await held;
        return records.add(fresh);
      },
    },
  });
  const putting = put(1);
  await new Promise((resolve) => setImmediate(resolve));
  const sweeping = files.sweep();
  await new Promise((resolve) => setImmediate(resolve));
  recorded();
  await Promise.all([putting, sweeping]);
  await files.open((await files.get(fileIdOf(1)))!);
});

test('FILE-4 a start removes what a crash has left', async () => {
  const { files, documents, blobs, put, kept } = await subject();
  await put(1);
  await put(2, { doc: other, bytes: Buffer.from('stays') });
  await (await blobs.receive(bytesInPieces(Buffer.from('no record')))).keep();
  await documents.remove(doc, 9);
  expect(await kept()).toBe(3);
  await files.sweep();
  expect(await kept()).toBe(1);
  await files.open((await files.get(fileIdOf(2)))!);
});

test('FILE-6 a record that cannot be written leaves no bytes', async () => {
  const { put, kept } = await subject({
    records: { add: () => Promise.reject(new Error('full')) },
  });
  await expect(put(1)).rejects.toThrow('full');
  expect(await kept()).toBe(0);
});

test('FILE-1 bytes that are not what was kept are an error, never another file', async () => {
  const { files, blobs, put } = await subject();
  await put(1);
  const record = (await files.get(fileIdOf(1)))!;
  await expect(files.open({ ...record, size: record.size + 1 })).rejects.toThrow('not what');
  await blobs.remove(record.hash);
  await expect(files.open(record)).rejects.toThrow('not what');
});
