import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';

/** One step forward of a database's layout; its number is its place in the list, from 1. */
export type Migration = (database: Database.Database) => void;

/** The data folder was written by a newer Weft. */
export class NewerDataError extends Error {
  override name = 'NewerDataError';
}

/**
 * Brings `database` to the newest layout, each step in its own transaction, numbered in `user_version`.
 * A database that holds data is copied to `backups` first. Throws `NewerDataError` and changes nothing
 * when the database is ahead of this program.
 */
export function migrate(
  database: Database.Database,
  migrations: readonly Migration[],
  backup: { readonly folder: string; readonly name: string },
): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) throw new NewerDataError();
  if (version === migrations.length) return;
  if (version > 0) copyBefore(database, join(backup.folder, `${backup.name}.layout-${version}.db`));
  migrations.slice(version).forEach((step, i) => {
    database.transaction(() => {
      step(database);
      database.pragma(`user_version = ${version + i + 1}`);
    })();
  });
}

function copyBefore(database: Database.Database, file: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  const draft = `${file}.part`;
  rmSync(draft, { force: true });
  database.prepare('VACUUM INTO ?').run(draft);
  const handle = openSync(draft, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}
