import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { migrate, NewerDataError, type Migration } from './migration.ts';

const createNotes: Migration = (database) => {
  database.exec(
    "CREATE TABLE notes (text TEXT NOT NULL) STRICT; INSERT INTO notes VALUES ('kept')",
  );
};
const addColour: Migration = (database) => {
  database.exec("ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'");
};
const addSize: Migration = (database) => {
  database.exec('ALTER TABLE notes ADD COLUMN size INTEGER NOT NULL DEFAULT 1');
};
/** Changes much, then fails. */
const breakHalfWay: Migration = (database) => {
  database.exec("UPDATE notes SET text = 'lost'; CREATE TABLE half (x INTEGER) STRICT");
  throw new Error('half way');
};

function subject() {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'notes.db'));
  onTestFinished(() => void database.close());
  const backups = join(folder, 'backups');
  return {
    database,
    backups,
    migrate: (migrations: readonly Migration[]) =>
      migrate(database, migrations, { folder: backups, name: 'notes' }),
  };
}

const version = (database: Database.Database): unknown =>
  database.pragma('user_version', { simple: true });
const notes = (database: Database.Database): unknown[] =>
  database.prepare('SELECT * FROM notes').all();

test('OPS-4 a new database takes every step in order, and needs no copy', () => {
  const { database, backups, migrate } = subject();
  migrate([createNotes, addColour, addSize]);
  expect(version(database)).toBe(3);
  expect(notes(database)).toEqual([{ text: 'kept', colour: 'red', size: 1 }]);
  expect(existsSync(backups)).toBe(false);
});

test('OPS-4 steps that were taken are not taken again', () => {
  const { database, backups, migrate } = subject();
  migrate([createNotes]);
  migrate([createNotes]);
  expect(notes(database)).toHaveLength(1);
  expect(existsSync(backups)).toBe(false);
  migrate([createNotes, addColour]);
  migrate([createNotes, addColour]);
  expect(version(database)).toBe(2);
  expect(readdirSync(backups)).toEqual(['notes.layout-1.db']);
});

test('OPS-4 before a step, what was there is copied, and the copy opens', () => {
  const { backups, migrate } = subject();
  migrate([createNotes]);
  migrate([createNotes, addColour, addSize]);
  expect(readdirSync(backups)).toEqual(['notes.layout-1.db']);
  const copy = new Database(join(backups, 'notes.layout-1.db'), { readonly: true });
  onTestFinished(() => void copy.close());
  expect(version(copy)).toBe(1);
  expect(notes(copy)).toEqual([{ text: 'kept' }]);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('OPS-4 a step that fails leaves the version before it whole', () => {
  const { database, backups, migrate } = subject();
  migrate([createNotes]);
  expect(() => migrate([createNotes, breakHalfWay])).toThrow('half way');
  expect(version(database)).toBe(1);
  expect(notes(database)).toEqual([{ text: 'kept' }]);
  expect(database.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all()).toEqual([]);
  expect(readdirSync(backups)).toEqual(['notes.layout-1.db']);
});

test('OPS-4 steps before the failing one stay, and a mended step is taken from there', () => {
  const { database, migrate } = subject();
  migrate([createNotes]);
  expect(() => migrate([createNotes, addColour, breakHalfWay])).toThrow('half way');
  expect(version(database)).toBe(2);
  migrate([createNotes, addColour, addSize]);
  expect(version(database)).toBe(3);
  expect(notes(database)).toEqual([{ text: 'kept', colour: 'red', size: 1 }]);
});

test('OPS-4 a copy that was cut short by a crash is made anew', () => {
  const { backups, migrate } = subject();
  migrate([createNotes]);
  expect(() => migrate([createNotes, breakHalfWay])).toThrow('half way');
  writeFileSync(join(backups, 'notes.layout-1.db.part'), 'half a copy');
  migrate([createNotes, addColour]);
  expect(readdirSync(backups)).toEqual(['notes.layout-1.db']);
  const copy = new Database(join(backups, 'notes.layout-1.db'), { readonly: true });
  onTestFinished(() => void copy.close());
  expect(notes(copy)).toEqual([{ text: 'kept' }]);
});

test('OPS-2 a database ahead of this program is refused and left as it is', () => {
  const { database, backups, migrate } = subject();
  migrate([createNotes, addColour]);
  expect(() => migrate([createNotes])).toThrow(NewerDataError);
  expect(version(database)).toBe(2);
  expect(notes(database)).toEqual([{ text: 'kept', colour: 'red' }]);
  expect(existsSync(backups)).toBe(false);
});
