import { createMemoryOutbox } from './memory-outbox.ts';
import { outboxContract } from './outbox.contract.ts';

outboxContract(async () => {
  const store = createMemoryOutbox();
  return { store, another: () => store };
});
