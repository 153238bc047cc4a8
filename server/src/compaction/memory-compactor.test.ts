import { createMemoryLog } from '../log/memory-log.ts';
import { foldedLogContract, type FoldedLog } from './folded-log.contract.ts';
import { createMemoryCompactor } from './memory-compactor.ts';

foldedLogContract(async () => {
  const log = createMemoryLog();
  const opened: FoldedLog = {
    log,
    compactor: createMemoryCompactor(log),
    reopen: async () => opened,
  };
  return opened;
});
