import { createMemoryUploadStore } from './memory-upload-store.ts';
import { uploadStoreContract } from './upload-store.contract.ts';

uploadStoreContract(async () => {
  const store = createMemoryUploadStore();
  return { store, another: () => store };
});
