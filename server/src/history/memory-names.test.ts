import { createMemoryNames } from './memory-names.ts';
import { namesContract } from './names.contract.ts';

namesContract(async () => createMemoryNames());
