import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as Y from 'yjs';

interface Row {
  doc: string;
  offset: number;
  session: string | null;
  n: number;
  bytes: Uint8Array;
}

/** What is on the disk, read by nobody's code but SQLite's. */
export interface Audit {
  /** SQLite's own verdict on both databases. */
  readonly integrity: string[];
  /** Text of every document's root `t`, by document. */
  readonly texts: ReadonlyMap<string, string>;
  /** Documents whose offsets do not count 1, 2, 3 …, or whose updates wait for others. */
  readonly broken: string[];
  /** `(session, n)` that are stored more than once. */
  readonly doubled: string[];
  readonly rows: number;
}

/** Reads a data folder that no server uses. */
export function auditFolder(folder: string): Audit {
  const integrity: string[] = [];
  for (const name of ['journal.db', 'weft.db']) {
    const database = new Database(join(folder, name));
    integrity.push(database.pragma('integrity_check', { simple: true }) as string);
    database.close();
  }
  const database = new Database(join(folder, 'journal.db'), { readonly: true });
  const rows = database
    .prepare<[], Row>(
      `SELECT documents.id AS doc, offset, sessions.id AS session, n, bytes FROM journal
       JOIN documents ON documents.num = journal.document
       LEFT JOIN sessions ON sessions.num = journal.session ORDER BY journal.row`,
    )
    .all();
  database.close();

  const docs = new Map<string, { doc: Y.Doc; offset: number; broken: boolean }>();
  const seen = new Set<string>();
  const doubled: string[] = [];
  for (const { doc, offset, session, n, bytes } of rows) {
    const known = docs.get(doc) ?? { doc: new Y.Doc(), offset: 0, broken: false };
    docs.set(doc, known);
    if (offset !== known.offset + 1) known.broken = true;
    known.offset = offset;
    Y.applyUpdate(known.doc, bytes);
    if (session === null) continue;
    const key = `${doc} ${session} ${n}`;
    if (seen.has(key)) doubled.push(key);
    seen.add(key);
  }
  const entries = [...docs];
  return {
    integrity,
    texts: new Map(entries.map(([id, { doc }]) => [id, doc.getText('t').toString()])),
    broken: entries
      .filter(([, { doc, broken }]) => broken || doc.store.pendingStructs)
      .map(([id]) => id),
    doubled,
    rows: rows.length,
  };
}
