import type { OutboxKey, OutboxRow, ListedOutbox } from '../sync/ports.ts';

const keyOf = ({ doc, session, seq }: OutboxKey): string => `${doc} ${session} ${seq}`;

/**
 * Rows for as long as the process lives: for Node, for tests, and for browsers that keep nothing.
 * Several providers over one of these are tabs over one browser's storage.
 */
export function createMemoryOutbox(): ListedOutbox {
  const rows = new Map<string, OutboxRow>();
  return {
    async rows(doc) {
      return [...rows.values()]
        .filter((row) => row.doc === doc)
        .sort((a, b) => (a.session < b.session ? -1 : a.session > b.session ? 1 : a.seq - b.seq));
    },
    async documents() {
      return [...new Set([...rows.values()].map(({ doc }) => doc))];
    },
    async write({ put = [], remove = [] }) {
      const copies = put.map((row) => ({ ...row, bytes: row.bytes.slice() }));
      for (const key of remove) rows.delete(keyOf(key));
      for (const row of copies) rows.set(keyOf(row), row);
    },
  };
}
