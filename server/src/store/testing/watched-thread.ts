import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { STORE_THREAD } from '../../testing/opened-store.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

/** What one open database of the store thread says of itself. */
export interface WatchedDatabase {
  readonly file: string;
  readonly journalMode: string;
  /** 2 is FULL. */
  readonly synchronous: number;
}

/** The store thread as it is built, with a way to ask the very connections that it writes through. */
export interface WatchedThread {
  readonly entry: URL;
  databases(): Promise<WatchedDatabase[]>;
}

export function watchedThread(): WatchedThread {
  const folder = temporaryFolder();
  const entry = join(folder, 'thread.mjs');
  writeFileSync(entry, threadCode(folder));
  const channel = new BroadcastChannel(folder);
  onTestFinished(() => channel.close());
  return {
    entry: pathToFileURL(entry),
    databases: () =>
      new Promise((resolve) => {
        channel.onmessage = (message: unknown) =>
          resolve((message as { data: WatchedDatabase[] }).data);
        channel.postMessage('tell');
      }),
  };
}

/** Every connection is remembered at its first pragma, and the built thread starts only then. */
function threadCode(channelName: string): string {
  const here = JSON.stringify(import.meta.url);
  return `
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
const Database = createRequire(${here})('better-sqlite3');
const connections = new Set();
const pragma = Database.prototype.pragma;
Database.prototype.pragma = function (...args) {
  connections.add(this);
  return pragma.apply(this, args);
};
const read = (connection, name) => pragma.call(connection, name, { simple: true });
const channel = new BroadcastChannel(${JSON.stringify(channelName)});
channel.onmessage = () => {
  const open = [...connections].filter((connection) => connection.open);
  channel.postMessage(open.map((connection) => ({
    file: basename(connection.name),
    journalMode: read(connection, 'journal_mode'),
    synchronous: read(connection, 'synchronous'),
  })));
};
await import(${JSON.stringify(STORE_THREAD.href)});
`;
}
