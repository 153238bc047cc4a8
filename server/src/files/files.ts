import type { Clock } from '@weft/shared/clock';
import type { DocId, FileId } from '@weft/shared/protocol/ids';
import type { Blobs, OpenBlob, Received } from './blobs.ts';
import { fileName } from './file-name.ts';
import type { FileRecord, FileRecords } from './file-records.ts';
import { fileType } from './file-type.ts';
import { imageSize } from './image-size.ts';
import { createTurns } from './turns.ts';

export interface FilesPorts {
  readonly records: FileRecords;
  readonly blobs: Blobs;
  readonly clock: Clock;
}

export interface NewFile {
  readonly id: FileId;
  readonly doc: DocId;
  /** As its owner calls it; kept in a form that is safe to show and to save under. */
  readonly name: string;
}

export type PutOutcome =
  /** On disk now, or since an earlier try. */
  | { readonly kind: 'added' | 'known'; readonly record: FileRecord }
  /** The id stands for other bytes, or for a file of another document. */
  | { readonly kind: 'reused' }
  /** The document is deleted, or never was. */
  | { readonly kind: 'homeless' };

/** The files of all documents: records and bytes, which come and go together. */
export interface Files {
  /** Takes a file in; nothing of it remains unless the outcome says so. Rejects with what `bytes` throws, too. */
  put(file: NewFile, bytes: AsyncIterable<Uint8Array>): Promise<PutOutcome>;
  get(id: FileId): Promise<FileRecord | undefined>;
  /** Its bytes. Rejects where they are missing. */
  open(record: FileRecord): Promise<OpenBlob>;
  /** Forgets the files of a deleted document, and the bytes that no other file has. */
  removeOf(doc: DocId): Promise<void>;
  /** Removes what a crash has left: files of deleted documents, bytes that no file has. */
  sweep(): Promise<void>;
}

export function createFiles({ records, blobs, clock }: FilesPorts): Files {
  // Bytes that were just kept have no record for a moment: removing what has none waits until they do.
  const inTurn = createTurns();

  const removeUnnamed = async (hash: string): Promise<void> => {
    if ((await records.named([hash])).length === 0) await blobs.remove(hash);
  };

  function settle(file: NewFile, received: Received): Promise<PutOutcome> {
    const { hash } = received;
    return inTurn(hash, async () => {
      await received.keep();
      const kept = await records
        .add(recordOf(file, received, clock.now()))
        .catch(async (error: unknown) => {
          await removeUnnamed(hash).catch(() => undefined);
          throw error;
        });
      if (!kept || kept.record.hash !== hash) await removeUnnamed(hash);
      if (!kept) return { kind: 'homeless' };
      const { record, added } = kept;
      if (record.hash !== hash || record.doc !== file.doc) return { kind: 'reused' };
      return { kind: added ? 'added' : 'known', record };
    });
  }

  return {
    async put(file, bytes) {
      const received = await blobs.receive(bytes);
      try {
        return await settle(file, received);
      } finally {
        await received.discard();
      }
    },
    get: (id) => records.get(id),
    async open(record) {
      const blob = await blobs.open(record.hash);
      if (blob?.size === record.size) return blob;
      await blob?.close();
      throw new Error(`the bytes of file ${record.id} are not what was kept`);
    },
    async removeOf(doc) {
      for (const hash of await records.removeOf(doc)) {
        await inTurn(hash, () => removeUnnamed(hash));
      }
    },
    async sweep() {
      await records.prune();
      for await (const hashes of blobs.list()) {
        const named = new Set(await records.named(hashes));
        for (const hash of hashes) {
          if (!named.has(hash)) await inTurn(hash, () => removeUnnamed(hash));
        }
      }
    },
  };
}

function recordOf({ id, doc, name }: NewFile, received: Received, now: number): FileRecord {
  const { hash, size, head } = received;
  const type = fileType(head);
  const pixels = imageSize(type, head);
  return {
    id,
    doc,
    hash,
    name: fileName(name),
    type,
    size,
    width: pixels?.width,
    height: pixels?.height,
    createdAt: now,
  };
}
