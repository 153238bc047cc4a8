import type { DocId, FileId } from '@weft/shared/protocol/ids';
import type { Documents } from '../documents/documents.ts';
import type { FileRecord, FileRecords } from './file-records.ts';

/** The fake of `FileRecords`, over the documents that its files belong to. */
export function createMemoryFileRecords(documents: Documents): FileRecords {
  const records = new Map<FileId, FileRecord>();
  const lives = async (doc: DocId): Promise<boolean> => {
    const known = await documents.get(doc);
    return known !== undefined && known.deletedAt === undefined;
  };
  function removeOf(doc: DocId): string[] {
    const gone = [...records.values()].filter((record) => record.doc === doc);
    for (const { id } of gone) records.delete(id);
    return [...new Set(gone.map(({ hash }) => hash))];
  }
  return {
    async add(fresh) {
      if (!(await lives(fresh.doc))) return undefined;
      const known = records.get(fresh.id);
      if (known) return { record: known, added: false };
      records.set(fresh.id, fresh);
      return { record: fresh, added: true };
    },
    async get(id) {
      const record = records.get(id);
      return record && (await lives(record.doc)) ? record : undefined;
    },
    async named(hashes) {
      const all = new Set([...records.values()].map(({ hash }) => hash));
      return hashes.filter((hash) => all.has(hash));
    },
    removeOf: async (doc) => removeOf(doc),
    async prune() {
      for (const { doc } of records.values()) if (!(await lives(doc))) removeOf(doc);
    },
  };
}
