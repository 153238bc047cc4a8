import { sameBytes } from '@weft/shared/codec/bytes';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '@weft/shared/protocol/limits';
import type { Principal } from '../access/principal.ts';
import { LogError, type Log, type LogRow, type StoredState } from '../log/log.ts';
import { admit } from './gate.ts';
import type { OpenedPast } from './opened-past.ts';
import { Refusal } from './refusal.ts';

export interface Append {
  /** Absent for curl: at-least-once. */
  readonly author?: { readonly session: SessionId; readonly n: number } | undefined;
  readonly principal: Principal;
  /** The version of the block document that the caller writes; absent means the first one. */
  readonly writer?: number | undefined;
  readonly bytes: Uint8Array;
}

/** The one authority over an open document: decides, appends, then publishes. */
export interface Room {
  readonly doc: DocId;
  readonly format: DocumentFormat;
  /** After the last row that is on disk; what may be shown to anybody. */
  readonly committed: Cursor;
  /** Whether rows are on their way to the disk. */
  readonly busy: boolean;
  /**
   * Resolves with the row's cursor once it is on disk and published. A repeated `(session, n)` resolves
   * with the cursor it got the first time. Rejects with `Refusal`, having changed nothing.
   */
  append(request: Append): Promise<Cursor>;
  /** Rows after `after` in order, ending once `maxBytes` is passed. Rejects with `Refusal`. */
  read(after: number, maxBytes: number): Promise<LogRow[]>;
  /** The newest folded state. Rejects with `Refusal`. */
  state(): Promise<StoredState | undefined>;
  /** Part 0, 1, … of the state at `offset`, as `Log` has it. Rejects with `Refusal`. */
  statePart(offset: number, part: number): Promise<Uint8Array | undefined>;
  /** Whether `cursor` is a place in this very history, so that it can be continued. Rejects with `Refusal`. */
  knows(cursor: Cursor): Promise<boolean>;
  /** Takes note of a client id in use. Throws `Refusal` when it is somebody else's. */
  claim(client: number, principal: Principal): void;
  /** Refuses everything from now on. */
  close(refusal: Refusal): void;
  /** What the room believes of the past is wrong now: it answers for what is on its way, and asks to be forgotten. */
  retire(): void;
}

export interface RoomPorts {
  readonly log: Log;
  readonly now: () => number;
  /** Called for each row in log order, only after it is on disk. */
  readonly publish: (row: LogRow, cursor: Cursor) => void;
  /** Called once the log has refused a row and answered for all others: what the room believes is wrong now. */
  readonly onFault: () => void;
}

/**
 * A room over `past`. Everything before the disk is decided synchronously against a view that runs ahead
 * of it (`head`, `state`, `lastN`); each row names the offset it must follow, so that after one failed
 * commit nothing decided on top of it can slip in.
 */
export function createRoom(
  doc: DocId,
  format: DocumentFormat,
  { head: found, past }: OpenedPast,
  ports: RoomPorts,
): Room {
  const { log, now, publish } = ports;
  const pending = new Map<SessionId, Promise<Cursor>>();
  let head = found.cursor.offset;
  let size = found.size;
  let committed = found.cursor;
  let closed: Refusal | undefined;
  /** Rows handed to the log that it has not answered for. */
  let inFlight = 0;
  let faulty = false;

  function enter({ author, principal, bytes, writer = 1 }: Append): Promise<Cursor> {
    const isBlocks = format === 'blocks';
    if (isBlocks && writer < past.leastWriter.version) throw new Refusal('client-too-old');
    if (size + bytes.length > MAX_DOCUMENT_BYTES) throw new Refusal('document-full');
    const { ends, structs } = admit(bytes, past.state);
    for (const [client, end] of ends) {
      // Somebody who writes another person's next letters makes theirs vanish: Yjs takes the first it sees.
      if (end > (past.state.get(client) ?? 0) && past.isForeign(client, principal))
        throw new Refusal('client-taken');
    }
    const [session, n, time] = [author?.session, author?.n ?? 0, now()];
    past.enter(structs, { session, n, time, principal });
    const appended = log.append({ doc, after: head, author, principal, time, bytes });
    head += 1;
    inFlight += 1;
    size += bytes.length;
    return appended.then(
      (cursor) => {
        inFlight -= 1;
        committed = cursor;
        const { offset, tag } = cursor;
        publish({ offset, tag, session, n, principal, time, bytes }, cursor);
        leaveIfFaulty();
        return cursor;
      },
      (error: unknown) => {
        inFlight -= 1;
        faulty = true;
        closed ??= new Refusal('unavailable', {}, { cause: error });
        leaveIfFaulty();
        throw new Refusal('unavailable', {}, { cause: error });
      },
    );
  }

  /** Not while earlier rows are on their way: the room that comes next would read a log without them. */
  function leaveIfFaulty(): void {
    if (faulty && inFlight === 0) ports.onFault();
  }

  async function repeated(session: SessionId, n: number, bytes: Uint8Array): Promise<Cursor> {
    await pending.get(session);
    const row = await log.find(doc, session, n).catch(unavailable);
    if (!row || !sameBytes(row.bytes, bytes)) throw new Refusal('session-reused');
    return { epoch: committed.epoch, offset: row.offset, tag: row.tag };
  }

  return {
    doc,
    format,
    get committed() {
      return committed;
    },
    get busy() {
      return head !== committed.offset;
    },
    async append(request) {
      if (closed) throw closed;
      const { author, bytes } = request;
      if (bytes.length === 0) throw new Refusal('body-empty');
      if (bytes.length > MAX_UPDATE_BYTES) throw new Refusal('body-too-large');
      if (!author) return enter(request);
      const last = past.sessions.get(author.session)?.n ?? 0;
      if (author.n <= last) return repeated(author.session, author.n, bytes);
      if (author.n !== last + 1) throw new Refusal('session-gap', { lastN: last });
      const appended = enter(request);
      pending.set(author.session, appended);
      const settle = (): void => {
        if (pending.get(author.session) === appended) pending.delete(author.session);
      };
      appended.then(settle, settle);
      return appended;
    },
    read: (after, maxBytes) => log.read(doc, after, maxBytes).catch(unavailable),
    state: () => log.state(doc).catch(unavailable),
    statePart: (offset, part) => log.statePart(doc, offset, part).catch(unavailable),
    async knows({ epoch, offset, tag }) {
      if (epoch !== committed.epoch || offset > committed.offset) return false;
      return (await log.tagAt(doc, offset).catch(unavailable)) === tag;
    },
    claim(client, principal) {
      if (past.isForeign(client, principal)) throw new Refusal('client-taken');
      past.claim(client, principal);
    },
    close(refusal) {
      closed ??= refusal;
    },
    retire() {
      faulty = true;
      closed ??= new Refusal('unavailable');
      leaveIfFaulty();
    },
  };
}

function unavailable(error: unknown): never {
  if (error instanceof LogError) throw new Refusal('unavailable', {}, { cause: error });
  throw error;
}
