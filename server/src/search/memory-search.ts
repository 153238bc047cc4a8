import type { Search } from './search.ts';
import { openSearchDatabase, type IndexedDocument } from './search-database.ts';

/** `Search` in memory and on this thread, with a way to write into it. */
export function createMemorySearch(): Search & { write(document: IndexedDocument): void } {
  const database = openSearchDatabase();
  return {
    write: database.write,
    find: async (query) => database.find(query),
    excerpts: async (pages, text) => database.excerpts(pages, text),
    linksTo: async (page, limit) => database.linksTo(page, limit),
    offsets: async (docs) => database.offsets(docs),
    forget: async (doc) => database.forget(doc),
  };
}
