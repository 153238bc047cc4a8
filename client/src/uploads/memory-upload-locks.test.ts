import { createMemoryUploadLocks } from './memory-upload-locks.ts';
import { uploadLocksContract } from './upload-locks.contract.ts';

const locks = createMemoryUploadLocks();
uploadLocksContract(() => locks);
