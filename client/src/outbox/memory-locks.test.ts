import { locksContract } from './locks.contract.ts';
import { createMemoryLocks } from './memory-locks.ts';

const locks = createMemoryLocks();
locksContract(() => locks);
