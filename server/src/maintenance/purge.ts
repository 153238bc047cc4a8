import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as Y from 'yjs';
import { Page, sweepGone, Writer } from '@weft/shared/model';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { eraseTitle } from '../pages/recreated-spaces.ts';
import { createJournalRows } from '../log/journal-rows.ts';
import { firstTag, nextTag } from '../log/tag.ts';
import { copyDatabases } from './copy.ts';
import { MaintenanceError, type Progress } from './maintenance-error.ts';
import { openStoredDocuments, type StoredDocuments } from './stored-documents.ts';
import { prepareSwap, swapIn } from './swap.ts';

/** What a purge came to. */
export interface Purged {
  /** Bytes of the document's rows before, and after. */
  readonly before: number;
  readonly after: number;
  /** Files in `backups`, which may still hold what was purged. */
  readonly olderCopies: readonly string[];
}

/**
 * Erases everything that was ever deleted from a document: its history becomes one row, the document as it is now,
 * in a new epoch. The caller holds the folder's lock. What browsers still hold of it is deleted there as well as soon
 * as they come back; what they have not sent yet stays. Throws `MaintenanceError`, having changed nothing.
 */
export function purge(
  folder: string,
  doc: DocId,
  { now, onProgress }: { now: number; onProgress: Progress },
): Purged {
  const prepared = prepareSwap(folder);
  copyDatabases(folder, prepared);
  onProgress(1, 4);
  const stored = openStoredDocuments(prepared);
  let before: number;
  let after: number;
  try {
    const { cursor, size } = stored.journal.head(doc);
    if (cursor.offset === 0)
      throw new MaintenanceError(`There is no document ${doc} in ${folder}.`);
    before = size;
    const state = currentState(stored, doc, formatOf(prepared, doc), now);
    after = state.length;
    onProgress(2, 4);
    eraseHistory(stored.historyDatabase, doc);
    beginAnew(stored.journalDatabase, doc, state, now);
    for (const database of [stored.historyDatabase, stored.journalDatabase]) {
      database.exec('VACUUM');
      database.pragma('wal_checkpoint(TRUNCATE)');
    }
  } finally {
    stored.close();
  }
  askForTitle(prepared, doc);
  onProgress(3, 4);
  swapIn(folder, { erase: true });
  onProgress(4, 4);
  return { before, after, olderCopies: copiesIn(join(folder, 'backups')) };
}

/** The document without what was deleted, and, where deleting only hides, without what is hidden. */
function currentState(
  stored: StoredDocuments,
  doc: DocId,
  format: DocumentFormat | undefined,
  now: number,
): Uint8Array {
  const built = new Y.Doc();
  const bad = stored.quarantined(doc);
  built.transact(() => {
    for (const { offset, bytes } of stored.rows(doc))
      if (!bad.has(offset)) Y.applyUpdate(built, bytes);
  });
  if (format === 'blocks') {
    const page = new Page(built);
    const random = (): number => randomBytes(4).readUInt32LE() / 2 ** 32;
    sweepGone(new Writer({ page, random, now: () => now }), -1);
  }
  return Y.encodeStateAsUpdate(built);
}

function formatOf(folder: string, doc: DocId): DocumentFormat | undefined {
  const database = new Database(join(folder, 'weft.db'), { readonly: true });
  try {
    return database
      .prepare<[string], DocumentFormat>('SELECT format FROM documents WHERE id = ?')
      .pluck()
      .get(doc);
  } finally {
    database.close();
  }
}

function eraseHistory(history: Database.Database, doc: DocId): void {
  history.transaction(() => {
    for (const table of ['states', 'state_parts', 'segments', 'quarantine'])
      history
        .prepare(`DELETE FROM ${table} WHERE document IN (SELECT num FROM documents WHERE id = ?)`)
        .run(doc);
    history.prepare('DELETE FROM documents WHERE id = ?').run(doc);
  })();
}

function beginAnew(journal: Database.Database, doc: DocId, state: Uint8Array, now: number): void {
  const [epoch, origin] = [
    randomBytes(8).toString('base64url'),
    randomBytes(8).toString('base64url'),
  ];
  const rows = createJournalRows(journal);
  const { num } = rows.document(doc)!;
  const tag = nextTag(firstTag(doc, origin), { session: undefined, n: 0, bytes: state });
  journal.transaction(() => {
    journal.prepare('DELETE FROM journal WHERE document = ?').run(num);
    // Another origin than the epoch: the state holds what several people wrote, and is nobody's own.
    journal
      .prepare('UPDATE documents SET epoch = ?, origin = ? WHERE num = ?')
      .run(epoch, origin, num);
    const row = { doc, after: 0, principal: LOCAL_PRINCIPAL, time: now, bytes: state };
    rows.add({ document: num, offset: 1, tag }, row);
  })();
}

/** The title is read anew at the next start; titles of before are in the logs of spaces too. */
function askForTitle(folder: string, doc: DocId): void {
  const database = new Database(join(folder, 'weft.db'));
  try {
    database.prepare("UPDATE documents SET projected = 0, title = '' WHERE id = ?").run(doc);
    eraseTitle(database, doc);
    // Versions are counted in rows that there are no more of.
    database.prepare('DELETE FROM named_versions WHERE document = ?').run(doc);
    database.exec('VACUUM');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function copiesIn(backups: string): string[] {
  try {
    return readdirSync(backups).map((name) => join(backups, name));
  } catch {
    return [];
  }
}
