import * as Y from 'yjs';
import type { RowAuthors } from '@weft/shared/protocol/history';

/** Who wrote what of a document, by the numbers that its authors have. */
export interface Authorship {
  /** Whoever wrote under a Yjs client id; 0 for one that no row has. */
  writerOf(client: number): number;
  /** Whoever deleted a letter after the version that was asked about. */
  removerOf(id: Y.ID): number;
}

/** The author of each row, in the order of the rows. */
export function authorsOfRows({ rows }: RowAuthors): number[] {
  return rows.flatMap(([author, count]) => Array.from({ length: count }, () => author));
}

/**
 * A client id is whose row named it first: what is sent again, for a tab that is gone, is still theirs. Deletions have no
 * id of their own, so they are their row's.
 *
 * @param after deletions in rows up to this one are not asked about
 */
export function authorshipOf(
  rows: readonly Uint8Array[],
  authors: readonly number[],
  after: number,
): Authorship {
  const writers = new Map<number, number>();
  const removals = new Map<number, { clock: number; end: number; author: number }[]>();
  for (const [i, row] of rows.entries()) {
    const decoded = decode(row);
    const author = authors[i] ?? 0;
    for (const { id } of decoded?.structs ?? [])
      if (!writers.has(id.client)) writers.set(id.client, author);
    if (i < after) continue;
    for (const [client, items] of decoded?.ds.clients ?? []) {
      const known = removals.get(client) ?? [];
      for (const { clock, len } of items) known.push({ clock, end: clock + len, author });
      removals.set(client, known);
    }
  }
  return {
    writerOf: (client) => writers.get(client) ?? 0,
    removerOf: ({ client, clock }) =>
      removals.get(client)?.find((one) => one.clock <= clock && clock < one.end)?.author ?? 0,
  };
}

/** `undefined` for a row that cannot be read: the server keeps such ones, and nobody applies them. */
function decode(row: Uint8Array): ReturnType<typeof Y.decodeUpdate> | undefined {
  try {
    return Y.decodeUpdate(row);
  } catch {
    return undefined;
  }
}
