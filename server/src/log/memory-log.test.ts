import { logContract } from './log.contract.ts';
import { createMemoryLog } from './memory-log.ts';

logContract(async () => createMemoryLog());
