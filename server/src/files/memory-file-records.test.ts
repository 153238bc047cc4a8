import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { fileRecordsContract } from './file-records.contract.ts';
import { createMemoryFileRecords } from './memory-file-records.ts';

fileRecordsContract(async () => {
  const documents = createMemoryDocuments();
  return { documents, records: createMemoryFileRecords(documents) };
});
