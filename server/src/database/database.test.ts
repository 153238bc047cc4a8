import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { assertDurable, openDatabase } from './database.ts';

const synchronous = (database: Database.Database): unknown =>
  database.pragma('synchronous', { simple: true });

function opened(file: string): Database.Database {
  const database = openDatabase(file);
  onTestFinished(() => void database.close());
  return database;
}

test('LOG-5 a new database is FULL in WAL mode, before its first write and after it', () => {
  const database = opened(join(temporaryFolder(), 'new.db'));
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(synchronous(database)).toBe(2);
  database.exec('CREATE TABLE t (x INTEGER) STRICT');
  database.exec('INSERT INTO t VALUES (1)');
  expect(synchronous(database)).toBe(2);
  expect(() => assertDurable(database)).not.toThrow();
});

test('LOG-5 every further connection to the same file is FULL too', () => {
  const file = join(temporaryFolder(), 'shared.db');
  opened(file).exec('CREATE TABLE t (x INTEGER) STRICT');
  const second = opened(file);
  second.exec('INSERT INTO t VALUES (1)');
  expect(synchronous(second)).toBe(2);
});

test('LOG-5 a connection that would not sync its commits is noticed', () => {
  const file = join(temporaryFolder(), 'plain.db');
  const database = new Database(file);
  onTestFinished(() => void database.close());
  expect(() => assertDurable(database)).toThrow(/not durable/);
  // The library's own default, once WAL is chosen and something was written.
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE t (x INTEGER) STRICT');
  expect(synchronous(database)).toBe(1);
  expect(() => assertDurable(database)).toThrow(/not durable/);
  database.pragma('synchronous = FULL');
  expect(() => assertDurable(database)).not.toThrow();
});

test('LOG-5 a file that cannot be made durable is not opened', () => {
  // A database in memory has no WAL.
  expect(() => openDatabase(':memory:')).toThrow(/not durable/);
});

test('LOG-6 commits do not checkpoint by themselves, for an answer would wait for it', () => {
  const database = opened(join(temporaryFolder(), 'busy.db'));
  database.exec('CREATE TABLE t (x BLOB) STRICT');
  const insert = database.prepare('INSERT INTO t VALUES (?)');
  for (let row = 0; row < 40; row++) insert.run(new Uint8Array(200_000));
  const [checkpoint] = database.pragma('wal_checkpoint(PASSIVE)') as [
    { log: number; checkpointed: number },
  ];
  expect(checkpoint.log).toBeGreaterThan(1500);
});
