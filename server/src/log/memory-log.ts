import { randomBytes } from 'node:crypto';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { LogError, type Log, type LogRow } from './log.ts';
import { firstTag, nextTag } from './tag.ts';

interface MemoryDocument {
  readonly epoch: string;
  readonly rows: LogRow[];
  readonly sessions: Map<SessionId, number>;
  size: number;
}

/**
 * The log's fake: the same rules, gone with the process. Trusted because it passes the contract.
 *
 * @param mintEpoch epoch of a document that has none yet
 */
export function createMemoryLog(
  mintEpoch = (): string => randomBytes(8).toString('base64url'),
): Log {
  const documents = new Map<DocId, MemoryDocument>();
  let closed = false;

  function open(doc: DocId): MemoryDocument {
    if (closed) throw new LogError('closed');
    let document = documents.get(doc);
    if (!document) {
      document = { epoch: mintEpoch(), rows: [], sessions: new Map(), size: 0 };
      documents.set(doc, document);
    }
    return document;
  }

  function tagAfter(doc: DocId, document: MemoryDocument, offset: number): string | undefined {
    return offset === 0 ? firstTag(doc, document.epoch) : document.rows[offset - 1]?.tag;
  }

  return {
    async head(doc) {
      const document = open(doc);
      const offset = document.rows.length;
      return {
        cursor: { epoch: document.epoch, offset, tag: tagAfter(doc, document, offset)! },
        size: document.size,
        sessions: [...document.sessions].map(([session, n]) => ({ session, n })),
      };
    },
    async append(row) {
      const document = open(row.doc);
      const last = document.rows.length;
      if (row.after !== last) throw new LogError('head-moved');
      const session = row.author?.session;
      const n = row.author?.n ?? 0;
      const bytes = row.bytes.slice();
      const tag = nextTag(tagAfter(row.doc, document, last)!, { session, n, bytes });
      document.rows.push({ offset: last + 1, tag, session, n, time: row.time, bytes });
      if (session) document.sessions.set(session, n);
      document.size += bytes.length;
      return { epoch: document.epoch, offset: last + 1, tag };
    },
    async read(doc, after, maxBytes) {
      const rows: LogRow[] = [];
      let size = 0;
      for (const row of open(doc).rows.slice(after)) {
        if (size > maxBytes) break;
        rows.push(row);
        size += row.bytes.length;
      }
      return rows;
    },
    async find(doc, session, n) {
      return open(doc).rows.find((row) => row.session === session && row.n === n);
    },
    async tagAt(doc, offset) {
      return tagAfter(doc, open(doc), offset);
    },
    async close() {
      closed = true;
    },
  };
}
