import { createHash } from 'node:crypto';
import type { Clock } from '@weft/shared/clock';
import type { Polled } from '@weft/shared/codec/poll';
import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { POLL_LEASE_MS } from '@weft/shared/protocol/limits';
import type { PollSource } from '../hub/poll-source.ts';
import { NO_METRICS } from '../metrics/metrics.ts';
import { readBacklog } from './backlog.ts';
import type { RoomMessage } from './message.ts';
import { goneCode, type SubscriptionPorts } from './subscription.ts';

/** Rows that come together are answered together. */
const ROWS_PAUSE_MS = 20;
/** Presence alone does not deserve a request for every move of a caret; the less so, the more people there are. */
const PRESENCE_PAUSE_MS = 300;
const PRESENCE_PAUSE_MS_EACH = 6;
/** Once an answer holds this much, the documents that are left wait for the next poll, which comes at once. */
const FULL_ANSWER_BYTES = 1024 * 1024;

export interface PollPorts extends SubscriptionPorts {
  readonly clock: Clock;
}

/** What one poll asks for. */
export interface PollRequest {
  readonly wanted: readonly { readonly doc: DocId; readonly cursor: Cursor | undefined }[];
  readonly others?: readonly PollSource[] | undefined;
  /** The reader's own, whose rows come back without bytes and make no news. */
  readonly sessions: ReadonlySet<SessionId>;
  /** Sessions whose presence it keeps alive. */
  readonly here: ReadonlySet<SessionId>;
  /** What the reader knows of who is here: the digest of the answer before. */
  readonly presence: string | undefined;
}

export interface PollAnswer {
  readonly events: readonly Polled[];
  /** Names who is here, but for the reader's own sessions. */
  readonly presence: string;
}

export interface Poll {
  /** Resolves at once where there is something to say, else when there is, and after `waitMs` at the latest. Once. */
  answer(waitMs: number): Promise<PollAnswer>;
  /** The wait is over: the reader has gone, or the server goes. */
  end(): void;
}

/**
 * Looks at documents for one request. Nothing outlives it but the presence of its sessions: what was answered is
 * read from the log again when the reader asks again.
 */
export function openPoll(
  ports: PollPorts,
  { wanted, others = [], sessions, here, presence }: PollRequest,
): Poll {
  const { rooms, hub, clock, metrics = NO_METRICS } = ports;
  const docs = wanted.map(({ doc }) => doc);
  /** Documents whose cursor was found in their log, and whose sessions are held. */
  const proven = new Set<DocId>();
  let isOver = false;
  let isLeft = false;
  let isWoken = false;
  let wake = (): void => undefined;
  let timer: { readonly at: number; readonly stop: () => void } | undefined;

  function wakeAfter(ms: number): void {
    const at = clock.now() + ms;
    if (timer && timer.at <= at) return;
    timer?.stop();
    timer = { at, stop: clock.after(ms, wakeNow) };
  }

  function wakeNow(): void {
    timer?.stop();
    timer = undefined;
    isWoken = true;
    wake();
  }

  function hear(doc: DocId, message: RoomMessage): void {
    if (message.kind === 'gone') wakeNow();
    else if (message.kind === 'presence') {
      const people = ports.presence.present(doc).length;
      wakeAfter(Math.max(PRESENCE_PAUSE_MS, people * PRESENCE_PAUSE_MS_EACH));
    } else if (!message.session || !sessions.has(message.session)) wakeAfter(ROWS_PAUSE_MS);
  }

  async function readOne({ doc, cursor }: PollRequest['wanted'][number]): Promise<Polled[]> {
    const room = await rooms.open(doc);
    if (!proven.has(doc)) {
      if (cursor && !(await room.knows(cursor)))
        return [{ name: 'resync', doc, reason: 'cursor-unknown' }];
      proven.add(doc);
      for (const session of here) ports.presence.hold(doc, session);
    }
    const position = cursor?.offset ?? 0;
    const live = (): Polled => ({ name: 'live', doc, cursor: formatCursor(room.committed) });
    if (position >= room.committed.offset) return [live()];
    const backlog = await readBacklog(room, position);
    if (!backlog) return [{ name: 'resync', doc, reason: 'behind' }];
    const updates = backlog.rows.map((row) =>
      row.session && sessions.has(row.session) ? null : row.bytes,
    );
    const rows: Polled = { name: 'updates', doc, cursor: formatCursor(backlog.cursor), updates };
    // What was appended while reading comes with the next answer, and the word that this is all with it.
    return backlog.cursor.offset < room.committed.offset ? [rows] : [rows, live()];
  }

  async function read(): Promise<PollAnswer & { isNews: boolean }> {
    const events: Polled[] = [];
    const ended = new Set<DocId>();
    let size = 0;
    for (const one of wanted) {
      if (size >= FULL_ANSWER_BYTES) break;
      const told = await readOne(one).catch((error: unknown): Polled[] => [
        { name: 'gone', doc: one.doc, code: goneCode(error) },
      ]);
      for (const event of told) if (event.name === 'resync') metrics.resync(event.reason);
      size += told.reduce((sum, event) => sum + sizeOf(event), 0);
      if (told.some(({ name }) => name === 'gone' || name === 'resync')) ended.add(one.doc);
      events.push(...told);
    }
    for (const other of others) {
      const told = await other.read();
      for (const event of told) if (event.name === 'resync') metrics.resync(event.reason);
      events.push(...told);
    }
    const digest = digestOf();
    const isMoved = digest !== presence;
    const isNews = isMoved || events.some(isNewsOf);
    const people: Polled[] = docs
      .filter((doc) => isMoved && !ended.has(doc))
      .map((doc) => ({
        name: 'presence',
        doc,
        all: true,
        ...(ports.presence.alone(doc) && { alone: true }),
        present: ports.presence.present(doc),
      }));
    return { events: [...people, ...events], presence: digest, isNews };
  }

  /** One's own sessions left out: whoever moves a caret knows of it. */
  function digestOf(): string {
    const hash = createHash('sha256');
    for (const doc of docs) {
      for (const { session, client, clock: at } of ports.presence.present(doc))
        if (!sessions.has(session as SessionId)) hash.update(`${session} ${client} ${at}\n`);
      hash.update(ports.presence.alone(doc) ? 'alone\n' : '\n');
    }
    return hash.digest('base64url').slice(0, 22);
  }

  return {
    async answer(waitMs) {
      // Before the first look, so that nothing falls in between.
      const stops = [
        ...docs.map((doc) => hub.listen(doc, (message) => hear(doc, message))),
        ...others.map((other) => other.listen(() => wakeAfter(ROWS_PAUSE_MS))),
      ];
      const stopWaiting = clock.after(waitMs, () => {
        isOver = true;
        wakeNow();
      });
      if (waitMs === 0) isOver = true;
      try {
        for (;;) {
          isWoken = false;
          const answer = await read();
          if (answer.isNews || isOver) return answer;
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (isWoken || isLeft) resolve();
          });
          if (isLeft) return answer;
        }
      } finally {
        stopWaiting();
        timer?.stop();
        for (const stop of stops) stop();
        for (const doc of proven)
          for (const session of here) ports.presence.release(doc, session, POLL_LEASE_MS);
      }
    },
    end() {
      isLeft = true;
      wakeNow();
    },
  };
}

/** Bytes that make an answer large; the rest of it is small. */
function sizeOf(event: Polled): number {
  if (event.name !== 'updates') return 0;
  return event.updates.reduce((sum, row) => sum + (row?.length ?? 0), 0);
}

/** Whether a reader that waits wants to hear of it now. Own rows only move its cursor. */
function isNewsOf(event: Polled): boolean {
  if (event.name === 'updates') return event.updates.some((row) => row !== null);
  return event.name !== 'live';
}
