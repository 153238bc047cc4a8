import { blobsContract } from './blobs.contract.ts';
import { createMemoryBlobs } from './memory-blobs.ts';

blobsContract(async () => createMemoryBlobs());
