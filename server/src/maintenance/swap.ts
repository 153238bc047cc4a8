import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncPath } from '../database/sync-path.ts';

/** What a data folder holds that is swapped as one. */
const SWAPPED = ['journal.db', 'history.db', 'weft.db', 'files'];
/** Made anew from what is swapped in: it knows words of the history that was there. */
const DERIVED = 'search.db';
/** Files that SQLite keeps beside a database: they belong to the one that was there. */
const COMPANIONS = ['', '-wal', '-shm'];
/** A complete set that waits to be swapped in. Its name is the commit: what is prepared has another one. */
const READY = 'restored';
const PREPARED = 'restoring';
/** In a ready set: what it replaces is to be erased, not kept. */
const ERASE = 'erase-replaced';

/** An empty folder to prepare a new set in; what an interrupted attempt left in it is gone. */
export function prepareSwap(folder: string): string {
  const prepared = join(folder, PREPARED);
  rmSync(prepared, { recursive: true, force: true });
  mkdirSync(prepared, { mode: 0o700 });
  return prepared;
}

/**
 * Swaps in what was prepared; what it replaces goes to `backups`, or is erased. After a crash in the middle,
 * `finishSwap` goes on.
 */
export function swapIn(folder: string, { erase }: { erase: boolean }): void {
  const prepared = join(folder, PREPARED);
  if (erase) closeSync(openSync(join(prepared, ERASE), 'w'));
  syncAll(prepared);
  renameSync(prepared, join(folder, READY));
  syncPath(folder);
  finishSwap(folder);
}

/** Ends what a crash interrupted; nothing to do in any other case. Called before the databases are opened. */
export function finishSwap(folder: string): void {
  const ready = join(folder, READY);
  if (!existsSync(ready)) return;
  for (const companion of COMPANIONS) rmSync(join(folder, DERIVED + companion), { force: true });
  const erase = existsSync(join(ready, ERASE));
  const replaced = join(
    folder,
    'backups',
    `replaced-${new Date().toISOString().replaceAll(':', '-')}`,
  );
  for (const name of SWAPPED.filter((one) => existsSync(join(ready, one)))) {
    for (const companion of COMPANIONS) {
      const old = join(folder, name + companion);
      if (!existsSync(old)) continue;
      if (erase) rmSync(old, { recursive: true });
      else {
        mkdirSync(replaced, { recursive: true, mode: 0o700 });
        renameSync(old, join(replaced, name + companion));
      }
    }
    renameSync(join(ready, name), join(folder, name));
  }
  syncPath(folder);
  rmSync(ready, { recursive: true });
}

function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() || entry.isFile()) syncPath(join(entry.parentPath, entry.name));
  }
  syncPath(folder);
}
