import { createMemoryDocuments, type DocumentRecords } from '../documents/memory-documents.ts';
import { spaceIdOf } from '../testing/numbered-ids.ts';
import { createMemoryPages } from './memory-pages.ts';
import { pagesContract } from './pages.contract.ts';

pagesContract(async () => {
  const records: DocumentRecords = new Map();
  const pages = createMemoryPages([{ id: spaceIdOf(1), name: '', createdAt: 0 }], records);
  return { pages, documents: createMemoryDocuments(records) };
});
