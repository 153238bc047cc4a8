import type { Clock } from '@weft/shared/clock';
import type { FileInfo } from '@weft/shared/protocol/down';
import { parseDocId, parseFileId, type DocId } from '@weft/shared/protocol/ids';
import type { Documents } from '../documents/documents.ts';
import { StorageFullError } from '../files/blobs.ts';
import type { FileRecord } from '../files/file-records.ts';
import type { Files, NewFile, PutOutcome } from '../files/files.ts';
import { Refusal } from '../room/refusal.ts';
import { arriving } from './arriving.ts';
import type { WeftContext } from './context.ts';
import type { UploadBerths } from './upload-berths.ts';

export interface UploadPorts {
  readonly files: Files;
  readonly documents: Documents;
  readonly berths: UploadBerths;
  readonly clock: Clock;
  /** Bytes of one file. */
  readonly maxBytes: number;
}

/**
 * `POST /files?id=&doc=&name=`: the body is the file. 201 once it is on disk, 200 when the same id, document and
 * bytes were before.
 */
export function uploadFile({ files, documents, berths, clock, maxBytes }: UploadPorts) {
  return async (c: WeftContext): Promise<Response> => {
    const file = namedFile(c);
    c.get('allow')('document.write', file.doc);
    await assertLives(documents, file.doc);
    const leave = berths.take();
    try {
      const body = arriving(c.env.incoming, maxBytes, clock);
      const outcome = await files.put(file, body).catch(refuse);
      if (outcome.kind === 'reused') throw new Refusal('file-reused');
      if (outcome.kind === 'homeless') throw new Refusal('document-deleted');
      return c.json(toInfo(outcome.record), outcome.kind === 'added' ? 201 : 200);
    } finally {
      leave();
    }
  };
}

function namedFile(c: WeftContext): NewFile {
  const id = parseFileId(c.req.query('id') ?? '');
  const doc = parseDocId(c.req.query('doc') ?? '');
  if (!id || !doc) throw new Refusal('id-malformed');
  return { id, doc, name: c.req.query('name') ?? '' };
}

/** Before the body is read; a document that is deleted while it arrives is noticed when the file is recorded. */
async function assertLives(documents: Documents, doc: DocId): Promise<void> {
  const record = await documents.get(doc).catch(() => {
    throw new Refusal('unavailable');
  });
  if (!record) throw new Refusal('document-unknown');
  if (record.deletedAt !== undefined) throw new Refusal('document-deleted');
}

function refuse(error: unknown): PutOutcome {
  if (error instanceof Refusal) throw error;
  const code = error instanceof StorageFullError ? 'storage-full' : 'unavailable';
  throw new Refusal(code, {}, { cause: error });
}

function toInfo({ id, name, type, size, width, height }: FileRecord): FileInfo {
  if (width === undefined || height === undefined) return { id, name, type, size };
  return { id, name, type, size, width, height };
}
