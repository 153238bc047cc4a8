import { closeSync, fsyncSync, openSync } from 'node:fs';

/**
 * Makes a file durable, or a folder: names, too, are data, and without this a power cut takes them back. Throws only
 * where the path cannot be opened.
 */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } catch {
    // Some file systems (and Windows) cannot sync a folder; they have no such gap to close either.
  } finally {
    closeSync(handle);
  }
}
