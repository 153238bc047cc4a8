import type { Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { PostPresence } from '@weft/shared/protocol/up';
import type {
  Acknowledgement,
  Failure,
  FollowSink,
  Rung,
  SealedUpdate,
  Snapshot,
  Transport,
} from '../ports.ts';

export const UNREACHABLE: Failure = { ok: false, code: 'unreachable', retry: 'same' };

/** A request that waits for the test to answer it. */
export interface Asked<Question, Answer> {
  readonly question: Question;
  readonly aborted: boolean;
  answer(answer: Answer | Failure): void;
}

/** A stream that waits for the test to say something. */
export interface ScriptedStream {
  readonly from: { readonly doc: DocId; readonly session: SessionId; readonly cursor: Cursor };
  /** Whether the client has ended it. */
  readonly closed: boolean;
  event(event: Down): void;
  lose(failure?: Failure): void;
}

export type AskedAppend = Asked<SealedUpdate, Acknowledgement>;
export type AskedSnapshot = Asked<{ doc: DocId; since: Cursor | undefined }, Snapshot>;

/** A network whose far end is the test: everything asked of it, in order, the first one first. */
export interface ScriptedTransport extends Transport {
  readonly appends: readonly AskedAppend[];
  readonly snapshots: readonly AskedSnapshot[];
  readonly streams: readonly ScriptedStream[];
  readonly presences: readonly { readonly session: SessionId; readonly state: PostPresence }[];
  /** News comes in another way from now on. */
  climb(rung: Rung): void;
}

/** Who answers at once, without a test's help. */
export interface Autopilot {
  append?(asked: AskedAppend): void;
  snapshot?(asked: AskedSnapshot): void;
  follow?(stream: ScriptedStream): void;
}

export function createScriptedTransport(autopilot: Autopilot = {}): ScriptedTransport {
  const appends: AskedAppend[] = [];
  const snapshots: AskedSnapshot[] = [];
  const streams: ScriptedStream[] = [];
  const climbers = new Set<(rung: Rung) => void>();
  let rung: Rung = 'stream';
  const presences: { session: SessionId; state: PostPresence }[] = [];

  function ask<Q, A>(question: Q, signal: AbortSignal, see: (asked: Asked<Q, A>) => void) {
    return new Promise<A | Failure>((resolve) => {
      const asked: Asked<Q, A> = {
        question,
        get aborted() {
          return signal.aborted;
        },
        answer: (answer) => resolve(signal.aborted ? UNREACHABLE : answer),
      };
      if (signal.aborted) resolve(UNREACHABLE);
      signal.addEventListener('abort', () => resolve(UNREACHABLE), { once: true });
      see(asked);
    });
  }

  function open(from: ScriptedStream['from'], sink: FollowSink): [ScriptedStream, () => void] {
    let closed = false;
    let over = false;
    const stream: ScriptedStream = {
      from,
      get closed() {
        return closed;
      },
      event(event) {
        if (!over) sink.event(event);
      },
      lose(failure = UNREACHABLE) {
        if (over) return;
        over = true;
        sink.lost(failure);
      },
    };
    const close = (): void => void (closed = over = true);
    return [stream, close];
  }

  return {
    appends,
    snapshots,
    streams,
    presences,
    append: (update, signal) =>
      ask(update, signal, (asked: AskedAppend) => {
        appends.push(asked);
        autopilot.append?.(asked);
      }),
    snapshot: (doc, since, signal) =>
      ask({ doc, since }, signal, (asked: AskedSnapshot) => {
        snapshots.push(asked);
        autopilot.snapshot?.(asked);
      }),
    follow(from, sink) {
      const [stream, close] = open(from, sink);
      streams.push(stream);
      autopilot.follow?.(stream);
      return close;
    },
    ladder: {
      get rung() {
        return rung;
      },
      onRung(callback) {
        climbers.add(callback);
        return () => void climbers.delete(callback);
      },
    },
    climb(next) {
      rung = next;
      for (const tell of climbers) tell(next);
    },
    async presence(_doc, session, state) {
      presences.push({ session, state });
    },
  };
}
