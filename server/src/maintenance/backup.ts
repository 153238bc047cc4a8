import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { create, replace } from 'tar';
import { copyDatabases, DATABASES, hashOf } from './copy.ts';
import { MaintenanceError, type Progress } from './maintenance-error.ts';

export const MANIFEST = 'weft-backup.json';
export const BACKUP_VERSION = 1;

/** What a backup says of itself. */
export interface Manifest {
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** SHA-256 of each database. */
  readonly databases: Readonly<Record<string, string>>;
}

/**
 * Writes a tar archive of a data folder, which a server may be writing to: every document up to a moment during
 * the backup, and the files that were there by its end. Resolves with its size in bytes. Rejects with `MaintenanceError`.
 */
export async function backUp(
  folder: string,
  target: string,
  { now, onProgress }: { now: number; onProgress: Progress },
): Promise<number> {
  const file = resolve(target);
  if (existsSync(file))
    throw new MaintenanceError(`${file} is there already: move it away, or choose another name.`);
  if (!existsSync(join(folder, 'journal.db')))
    throw new MaintenanceError(
      `There are no Weft data in ${folder}: set WEFT_DATA to their folder.`,
    );
  const [draft, parts] = [`${file}.part`, `${file}.parts`];
  const steps = DATABASES.length + 2;
  let done = 0;
  const step = (): void => onProgress((done += 1), steps);
  try {
    rmSync(parts, { recursive: true, force: true });
    mkdirSync(parts, { recursive: true, mode: 0o700 });
    copyDatabases(folder, parts, step);
    const present = DATABASES.filter((name) => existsSync(join(parts, `${name}.db`)));
    const hashes = await Promise.all(present.map((name) => hashOf(join(parts, `${name}.db`))));
    const manifest: Manifest = {
      version: BACKUP_VERSION,
      time: now,
      databases: Object.fromEntries(present.map((name, i) => [name, hashes[i]!])),
    };
    writeFileSync(join(parts, MANIFEST), JSON.stringify(manifest));
    const names = [MANIFEST, ...present.map((name) => `${name}.db`)];
    await create({ file: draft, cwd: parts, portable: true }, names);
    step();
    if (existsSync(join(folder, 'files')))
      await replace({ file: draft, cwd: folder, portable: true }, ['files']);
    await sync(draft);
    await rename(draft, file);
    await sync(dirname(file));
    step();
    return (await stat(file)).size;
  } finally {
    rmSync(parts, { recursive: true, force: true });
    rmSync(draft, { force: true });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}
