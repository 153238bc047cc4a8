import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { extract } from 'tar';
import * as v from 'valibot';
import { openDatabase } from '../database/database.ts';
import { migrate, NewerDataError } from '../database/migration.ts';
import { JOURNAL_MIGRATIONS } from '../log/journal-layout.ts';
import { recreateSpaces } from '../pages/recreated-spaces.ts';
import { BACKUP_VERSION, MANIFEST, type Manifest } from './backup.ts';
import { DATABASES, hashOf, integrityFaults } from './copy.ts';
import { MaintenanceError } from './maintenance-error.ts';
import { prepareSwap, swapIn } from './swap.ts';

/** What an archive may hold; anything else is left out of it. */
const ENTRY =
  /^(?:weft-backup\.json|(?:journal|history|weft)\.db|files(?:\/[0-9a-f]{2}(?:\/[0-9a-f]{62})?)?\/?)$/;

const ManifestShape = v.object({
  version: v.number(),
  time: v.number(),
  databases: v.record(v.string(), v.string()),
});

/**
 * Puts a backup in the place of what a data folder holds, which the caller holds the lock of. What was there is kept
 * in its `backups`. Every document gets another epoch: browsers notice, and bring home what the backup lacks.
 * Resolves with the time of the backup. Rejects with `MaintenanceError`, having changed nothing.
 */
export async function restore(folder: string, source: string): Promise<number> {
  const file = resolve(source);
  if (!existsSync(file)) throw new MaintenanceError(`There is no file ${file}.`);
  const prepared = prepareSwap(folder);
  await extract({
    file,
    cwd: prepared,
    strict: true,
    filter: (path, entry) =>
      ENTRY.test(path) && 'type' in entry && (entry.type === 'File' || entry.type === 'Directory'),
  }).catch((cause: unknown) => {
    throw new MaintenanceError(`${file} is not a whole backup of Weft's.`, { cause });
  });
  const { time, databases } = await readManifest(prepared, file);
  for (const name of DATABASES) {
    if (databases[name] === undefined) continue;
    const database = join(prepared, `${name}.db`);
    const isWhole = existsSync(database) && (await hashOf(database)) === databases[name];
    if (!isWhole || integrityFaults(database).length > 0)
      throw new MaintenanceError(
        `${file} is damaged: its ${name}.db is not the one that was saved.`,
      );
  }
  try {
    recreate(join(prepared, 'journal.db'));
    recreatePlaces(join(prepared, 'weft.db'));
  } catch (cause) {
    if (!(cause instanceof NewerDataError)) throw cause;
    throw new MaintenanceError(`${file} was made by a newer Weft: restore it with that version.`);
  }
  swapIn(folder, { erase: false });
  return time;
}

async function readManifest(prepared: string, file: string): Promise<Manifest> {
  const text = existsSync(join(prepared, MANIFEST))
    ? readFileSync(join(prepared, MANIFEST), 'utf8')
    : '';
  const manifest = v.safeParse(v.pipe(v.string(), v.parseJson(), ManifestShape), text);
  if (!manifest.success) throw new MaintenanceError(`${file} is not a backup of Weft's.`);
  if (manifest.output.version > BACKUP_VERSION)
    throw new MaintenanceError(`${file} was made by a newer Weft: restore it with that version.`);
  return manifest.output;
}

/** Gives every document an epoch that nobody has seen: the same offsets mean other letters now. */
function recreate(file: string): void {
  const database = openDatabase(file);
  try {
    // An older layout has no place for the epoch that a document began with.
    migrate(database, JOURNAL_MIGRATIONS, {
      folder: join(dirname(file), 'migrated'),
      name: 'journal',
    });
    const update = database.prepare('UPDATE documents SET epoch = ? WHERE num = ?');
    const nums = database.prepare<[], number>('SELECT num FROM documents').pluck().all();
    database.transaction(() => {
      for (const num of nums) update.run(randomBytes(8).toString('base64url'), num);
    })();
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** The same places in the logs of spaces mean other changes now. */
function recreatePlaces(file: string): void {
  const database = openDatabase(file);
  try {
    recreateSpaces(database);
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
