import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** One step forward of a database's layout; its number is its place in the list, from 1. */
export type Migration = (database: Database.Database) => void;

/** The data folder was written by a newer Weft. */
export class NewerDataError extends Error {
  override name = 'NewerDataError';
}

const MAGIC = 'SQLite format 3\0';
/** Where the file's header holds `user_version`. */
const VERSION_AT = 60;

/** Throws `NewerDataError` when the file is ahead of this program, and changes nothing either way. */
export function assertNotNewer(file: string, migrations: readonly Migration[]): void {
  if (existsSync(file) && versionIn(file) > migrations.length) throw new NewerDataError();
}

function versionIn(file: string): number {
  // Even a reader would leave files of its own beside a database without a WAL; its header has the last word.
  if (!existsSync(`${file}-wal`)) return versionInHeader(file);
  const database = new Database(file, { readonly: true });
  try {
    return database.pragma('user_version', { simple: true }) as number;
  } finally {
    database.close();
  }
}

function versionInHeader(file: string): number {
  const header = Buffer.alloc(VERSION_AT + 4);
  const handle = openSync(file, 'r');
  try {
    // An empty file is a database that nothing was written to yet.
    if (readSync(handle, header) === 0) return 0;
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('not a database');
  return header.readInt32BE(VERSION_AT);
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
