import type { AppPorts } from '../app.ts';
import { createMemoryCompactor } from '../compaction/memory-compactor.ts';
import { createMemoryDocuments, type DocumentRecords } from '../documents/memory-documents.ts';
import type { Documents } from '../documents/documents.ts';
import { createMemoryBlobs } from '../files/memory-blobs.ts';
import { createMemoryFileRecords } from '../files/memory-file-records.ts';
import { createMemoryNames } from '../history/memory-names.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { createMemoryPages } from '../pages/memory-pages.ts';
import { createMemorySearch } from '../search/memory-search.ts';
import { spaceIdOf } from './numbered-ids.ts';

/** All that an app needs, in memory. Pages know of documents only where these are their own. */
export function memoryPorts(given?: Documents): AppPorts {
  const records: DocumentRecords = new Map();
  const documents = given ?? createMemoryDocuments(records);
  const log = createMemoryLog();
  return {
    log,
    compactor: createMemoryCompactor(log),
    documents,
    fileRecords: createMemoryFileRecords(documents),
    blobs: createMemoryBlobs(),
    pages: createMemoryPages([{ id: spaceIdOf(1), name: '', createdAt: 0 }], records),
    names: createMemoryNames(),
    readTitle: async () => '',
    search: createMemorySearch(),
  };
}
