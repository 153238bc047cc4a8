import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import type { DocumentRecord, Documents } from './documents.ts';

/** What the fake holds, for whoever shares it. */
export type DocumentRecords = Map<DocId, DocumentRecord>;

/** A document that nobody has written in. */
export function newDocumentRecord(id: DocId, format: DocumentFormat, time: number): DocumentRecord {
  return {
    id,
    format,
    title: '',
    projected: 0,
    createdAt: time,
    updatedAt: time,
    deletedAt: undefined,
  };
}

/** The fake of `Documents`: the same answers, gone with the process. */
export function createMemoryDocuments(records: DocumentRecords = new Map()): Documents {
  return {
    async create({ id, format, time }) {
      const known = records.get(id);
      if (known) return { record: known, created: false };
      const record = newDocumentRecord(id, format, time);
      records.set(id, record);
      return { record, created: true };
    },
    get: async (id) => records.get(id),
    async list({ limit, after }) {
      const newestFirst = [...records.values()].reverse();
      const start = after === undefined ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
      if (after !== undefined && start === 0) return [];
      return newestFirst
        .slice(start)
        .filter(({ deletedAt }) => deletedAt === undefined)
        .slice(0, limit);
    },
    async remove(id, time) {
      const known = records.get(id);
      if (!known || known.deletedAt !== undefined) return false;
      records.set(id, { ...known, deletedAt: time });
      return true;
    },
    async project(found) {
      for (const { id, title, updatedAt, offset } of found) {
        const known = records.get(id);
        if (known && offset > known.projected)
          records.set(id, { ...known, title, updatedAt, projected: offset });
      }
    },
  };
}
