import { createMemorySearch } from './memory-search.ts';
import { searchContract } from './search.contract.ts';

searchContract(() => {
  const search = createMemorySearch();
  return { search, write: search.write };
});
