import { randomBytes } from 'node:crypto';
import type { DocId } from '@weft/shared/protocol/ids';
import { LogError, STATE_PART_BYTES, type Log, type LogBase, type LogRow } from './log.ts';
import { firstTag, nextTag } from './tag.ts';

interface MemoryDocument {
  epoch: string;
  origin: string;
  readonly rows: LogRow[];
  base: LogBase;
  readonly states: { readonly offset: number; readonly bytes: Uint8Array }[];
  size: number;
}

/** The log's fake also does what a compaction does in the files of the real one. */
export interface MemoryLog extends Log {
  /** Folds the document up to `offset` into a gzipped state. */
  fold(doc: DocId, folded: { offset: number; state: Uint8Array; digest: Uint8Array }): void;
  /** Gives the document another epoch, as history that is recreated has. */
  recreate(doc: DocId): void;
}

/**
 * The log's fake: the same rules, gone with the process. Trusted because it passes the contract.
 *
 * @param mintEpoch epoch of a document that has none yet
 */
export function createMemoryLog(
  mintEpoch = (): string => randomBytes(8).toString('base64url'),
): MemoryLog {
  const documents = new Map<DocId, MemoryDocument>();
  let closed = false;

  function open(doc: DocId): MemoryDocument {
    if (closed) throw new LogError('closed');
    let document = documents.get(doc);
    if (!document) {
      const epoch = mintEpoch();
      const base = { offset: 0, digest: undefined };
      document = { epoch, origin: epoch, rows: [], base, states: [], size: 0 };
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
      const { epoch, origin, rows, base, size } = document;
      const offset = rows.length;
      return {
        cursor: { epoch, offset, tag: tagAfter(doc, document, offset)! },
        size,
        origin,
        base,
      };
    },
    async append(row) {
      const document = open(row.doc);
      const last = document.rows.length;
      if (row.after !== last) throw new LogError('head-moved');
      const { principal, time } = row;
      const session = row.author?.session;
      const n = row.author?.n ?? 0;
      const bytes = row.bytes.slice();
      const tag = nextTag(tagAfter(row.doc, document, last)!, { session, n, bytes });
      document.rows.push({ offset: last + 1, tag, session, n, principal, time, bytes });
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
    async entries(doc, after, limit) {
      const rows = open(doc).rows.slice(after, after + limit);
      return rows.map(({ offset, session, principal, time }) => ({
        offset,
        session,
        principal,
        time,
      }));
    },
    async find(doc, session, n) {
      return open(doc).rows.find((row) => row.session === session && row.n === n);
    },
    async tagAt(doc, offset) {
      return tagAfter(doc, open(doc), offset);
    },
    async state(doc) {
      const state = open(doc).states.at(-1);
      return state && { offset: state.offset, size: state.bytes.length };
    },
    async statePart(doc, offset, part) {
      const state = open(doc).states.find((one) => one.offset === offset);
      const bytes = state?.bytes.subarray(part * STATE_PART_BYTES, (part + 1) * STATE_PART_BYTES);
      return bytes && bytes.length > 0 ? bytes : undefined;
    },
    async tails() {
      if (closed) throw new LogError('closed');
      return [...documents]
        .map(([doc, { rows, base }]) => {
          const tail = rows.slice(base.offset);
          const bytes = tail.reduce((sum, row) => sum + row.bytes.length, 0);
          return { doc, rows: tail.length, bytes };
        })
        .filter(({ rows }) => rows > 0);
    },
    async folded(doc) {
      open(doc);
    },
    fold(doc, { offset, state, digest }) {
      const document = open(doc);
      document.base = { offset, digest };
      document.states.push({ offset, bytes: state });
      document.states.splice(0, document.states.length - 2);
    },
    recreate(doc) {
      open(doc).epoch = mintEpoch();
    },
    async close() {
      closed = true;
    },
  };
}
