import Database from 'better-sqlite3';

/**
 * Opens a database the one way Weft's promise allows: WAL with `synchronous=FULL`, so that a commit is
 * an fsync. better-sqlite3 is compiled to fall back to NORMAL as soon as WAL is chosen, where a power cut
 * takes acknowledged commits back; the setting is therefore made after WAL and read back.
 */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // macOS: fsync returns before the drive has flushed; these ask for the real barrier.
    database.pragma('fullfsync = ON');
    database.pragma('checkpoint_fullfsync = ON');
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 2000');
    // Checkpoints are asked for between commits; inside one they would delay its acknowledgement.
    database.pragma('wal_autocheckpoint = 0');
    database.pragma('journal_size_limit = 16777216');
    assertDurable(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Throws unless a commit on this connection is an fsync. */
export function assertDurable(database: Database.Database): void {
  const mode = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== 2) {
    throw new Error(
      `database is not durable: journal_mode=${String(mode)} synchronous=${String(synchronous)}`,
    );
  }
}
