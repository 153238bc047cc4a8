import { randomInt } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { PositionSource } from '@weft/shared/model/position';
import type { DocumentFormat } from '@weft/shared/protocol/format';

interface Found {
  readonly id: DocId;
  readonly title: string;
  readonly format: DocumentFormat;
  readonly created_at: number;
}

/** Documents of the time before there were pages become pages at the top, the last changed first, as they were listed. */
export function adoptDocuments(database: Database.Database, space: SpaceId): void {
  const found = database
    .prepare<[], Found>(
      "SELECT id, title, format, created_at FROM documents WHERE deleted_at IS NULL AND format <> 'raw' ORDER BY updated_at DESC, num DESC",
    )
    .all();
  const insert = database.prepare(`
    INSERT INTO pages (id, space, parent, position, icon, cover, title, format, created_at, trashed_at, change)
      VALUES (?, ?, NULL, ?, '', '', ?, ?, ?, NULL, 0)`);
  const source = new PositionSource(() => randomInt(2 ** 32) / 2 ** 32);
  let position: string | undefined;
  for (const { id, title, format, created_at: createdAt } of found) {
    position = source.between(position, undefined);
    insert.run(id, space, position, title, format, createdAt);
  }
}
