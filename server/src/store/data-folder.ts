import { constants, accessSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { syncPath } from '../database/sync-path.ts';

/** Why a data folder cannot be used; `message` is a sentence for the person who started Weft. */
export class DataFolderError extends Error {
  override name = 'DataFolderError';
}

/** A data folder owned by this process until `release`. */
export interface DataFolder {
  readonly path: string;
  release(): void;
}

/**
 * Creates the folder where needed and takes its lock. The lock is SQLite's own file lock, which the
 * system drops with the process: a `kill -9` leaves nothing stale, and a reused pid fools nobody.
 * Throws `DataFolderError`.
 */
export function claimDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  try {
    const first = mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    // A new folder's name is itself data of its parent: without this a power cut can take the folder.
    for (let made = path; first && made.length >= first.length; made = dirname(made)) {
      syncPath(dirname(made));
    }
    return { path, release: takeLock(join(path, 'lock')) };
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    throw new DataFolderError(
      `Weft cannot write to its data folder ${path}: check that it is a folder this user may write to, or set WEFT_DATA to another one.`,
      { cause: error },
    );
  }
}

function takeLock(file: string): () => void {
  const database = new Database(file, { timeout: 0 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new DataFolderError(
      `Another Weft is already using the data folder ${dirname(file)}: stop it first, or set WEFT_DATA to another folder.`,
    );
  }
  return () => database.close();
}
