import { encodeBase64 } from '@weft/shared/codec/base64';
import { sameBytes } from '@weft/shared/codec/bytes';
import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { Acknowledgement, Failure, SealedUpdate, Snapshot } from '../ports.ts';
import { docId } from './ids.ts';

interface Row {
  readonly session: SessionId | undefined;
  readonly n: number | undefined;
  readonly bytes: Uint8Array;
}

/** What a transport talks to: one document, in as few words as the protocol can be kept in. */
export interface MemoryServer {
  /** The document that is there. */
  readonly doc: DocId;
  readonly rows: readonly Row[];
  append(
    update: Omit<SealedUpdate, 'session' | 'n'> & Partial<SealedUpdate>,
  ): Acknowledgement | Failure;
  snapshot(doc: DocId, since: Cursor | undefined): Snapshot | Failure;
  /** Says everything after the cursor, and then what is new. */
  follow(
    from: { doc: DocId; session: SessionId; cursor: Cursor },
    say: (event: Down) => void,
  ): () => void;
}

function refuse(code: ErrorCode): Failure {
  return { ok: false, code, retry: ERRORS[code].retry };
}

export function createMemoryServer(): MemoryServer {
  const doc = docId(1);
  const rows: Row[] = [];
  const followers = new Set<(offset: number) => void>();
  const cursorAt = (offset: number): Cursor => ({
    epoch: 'epochAepoch',
    offset,
    tag: `tag-of-${String(offset).padStart(4, '0')}`,
  });
  const knows = (cursor: Cursor): boolean =>
    cursor.offset <= rows.length && formatCursor(cursor) === formatCursor(cursorAt(cursor.offset));

  return {
    doc,
    rows,
    append({ doc: where, session, n, bytes }) {
      if (where !== doc) return refuse('document-unknown');
      const known = rows.findIndex((row) => session && row.session === session && row.n === n);
      if (known !== -1) {
        const same = sameBytes(rows.at(known)!.bytes, bytes);
        return same ? { ok: true, cursor: cursorAt(known + 1) } : refuse('session-reused');
      }
      const last = rows.findLast((row) => row.session === session)?.n ?? 0;
      if (n !== undefined && n !== last + 1) return refuse('session-gap');
      rows.push({ session, n, bytes });
      for (const tell of followers) tell(rows.length);
      return { ok: true, cursor: cursorAt(rows.length) };
    },
    snapshot(where, since) {
      if (where !== doc) return refuse('document-unknown');
      const from = since && knows(since) ? since.offset : 0;
      const frames = rows.slice(from).map(({ bytes }) => ({ kind: 'update' as const, bytes }));
      return { ok: true, frames, cursor: cursorAt(rows.length), since: from };
    },
    follow({ doc: where, session, cursor }, say) {
      const end = (): void => void followers.delete(tell);
      function tell(offset: number): void {
        const row = rows.at(offset - 1)!;
        const update = row.session === session ? null : encodeBase64(row.bytes);
        say({ name: 'updates', doc, cursor: formatCursor(cursorAt(offset)), updates: [update] });
      }
      if (where !== doc) say({ name: 'gone', doc: where, code: 'document-unknown' });
      else if (!knows(cursor)) say({ name: 'resync', doc, reason: 'cursor-unknown' });
      else {
        for (let offset = cursor.offset + 1; offset <= rows.length; offset++) tell(offset);
        say({ name: 'live', doc, cursor: formatCursor(cursorAt(rows.length)) });
        followers.add(tell);
      }
      return end;
    },
  };
}
