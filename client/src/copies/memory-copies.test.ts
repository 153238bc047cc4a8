import { copiesContract } from './copies.contract.ts';
import { createMemoryCopies } from './memory-copies.ts';

copiesContract(async () => {
  const store = createMemoryCopies();
  return { store, another: () => store };
});
