import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';

/**
 * In this order a copy of a live folder is whole: what moves from the journal to the history in between is in
 * both or in the history, never in neither.
 */
export const DATABASES = ['journal', 'history', 'weft'] as const;

/** Copies the databases of a folder, each as it is at one moment, also while a server writes to them. */
export function copyDatabases(
  from: string,
  to: string,
  onCopied: () => void = () => undefined,
): void {
  for (const name of DATABASES) {
    if (existsSync(join(from, `${name}.db`))) {
      const database = new Database(join(from, `${name}.db`), { readonly: true });
      try {
        database.prepare('VACUUM INTO ?').run(join(to, `${name}.db`));
      } finally {
        database.close();
      }
    }
    onCopied();
  }
}

/** What SQLite finds wrong with a database; empty where nothing is. */
export function integrityFaults(file: string): string[] {
  const database = new Database(file, { readonly: true });
  try {
    const found = database.prepare<[], string>('PRAGMA integrity_check').pluck().all();
    return found.filter((line) => line !== 'ok');
  } catch (error) {
    return [String(error)];
  } finally {
    database.close();
  }
}

/** SHA-256 of a file, in hex. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
