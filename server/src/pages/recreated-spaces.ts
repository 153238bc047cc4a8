import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { firstTag } from '../log/tag.ts';

/**
 * Gives every space an epoch that nobody has seen, and a log that begins where it is: whoever follows one reads its pages
 * anew. A database of before there were pages is left as it is.
 */
export function recreateSpaces(database: Database.Database): void {
  if (!hasPages(database)) return;
  const ids = database.prepare<[], SpaceId>('SELECT id FROM spaces').pluck().all();
  const update = database.prepare('UPDATE spaces SET epoch = ?, tag = ? WHERE id = ?');
  database.transaction(() => {
    for (const id of ids) {
      const epoch = randomBytes(8).toString('base64url');
      update.run(epoch, firstTag(id, epoch), id);
    }
    database.exec('DELETE FROM space_changes');
  })();
}

/** Whatever a page was ever called is nowhere any more; what it is called now is told when it is found. */
export function eraseTitle(database: Database.Database, page: DocId): void {
  if (!hasPages(database)) return;
  database.prepare("UPDATE pages SET title = '' WHERE id = ?").run(page);
  recreateSpaces(database);
}

function hasPages(database: Database.Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'spaces'").get() !== undefined;
}
