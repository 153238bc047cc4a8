import { createWebUploadLocks } from './web-upload-locks.ts';
import { uploadLocksContract } from './upload-locks.contract.ts';

uploadLocksContract(() => createWebUploadLocks(navigator.locks));
