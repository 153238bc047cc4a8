import { documentsContract } from './documents.contract.ts';
import { createMemoryDocuments } from './memory-documents.ts';

documentsContract(async () => createMemoryDocuments());
