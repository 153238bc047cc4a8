import type { SessionId } from '@weft/shared/protocol/ids';
import type { LogEntry } from '../log/log.ts';

/** After so long without an edit, what follows is another version. Milliseconds. */
export const PAUSE_MS = 10 * 60_000;
/** Edits of somebody who has not written in the version yet join it only as soon as this after the last one. */
export const ALTERNATION_MS = 60_000;
/** A version never lasts longer: whoever writes all day finds more of it than the evening. */
export const SPAN_MS = 60 * 60_000;

/** Rows that belong together. Times in milliseconds since 1970. */
export interface Version {
  /** The last row. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** `undefined` is whoever wrote without a session. */
  readonly sessions: ReadonlySet<SessionId | undefined>;
}

/** Puts rows together into versions, in the order of their offsets. */
export interface VersionGrouping {
  add(entries: readonly LogEntry[]): void;
  /** Oldest first. */
  readonly versions: readonly Version[];
}

/**
 * Versions by author and pause: what people did in one go is one, and what was given a name ends one.
 *
 * @param named offsets of versions that have names
 */
export function groupVersions(named: ReadonlySet<number>): VersionGrouping {
  type Open = { -readonly [K in keyof Version]: Version[K] } & {
    sessions: Set<SessionId | undefined>;
  };
  const versions: Open[] = [];

  function belongs(last: Open, { session, time }: LogEntry): boolean {
    if (named.has(last.offset)) return false;
    const pause = time - last.to;
    if (pause >= PAUSE_MS || time - last.from >= SPAN_MS) return false;
    return last.sessions.has(session) || pause < ALTERNATION_MS;
  }

  return {
    versions,
    add(entries) {
      for (const entry of entries) {
        const { offset, session, time } = entry;
        const last = versions.at(-1);
        if (last && belongs(last, entry)) {
          last.offset = offset;
          // A server's clock may be set back; versions stay in order.
          last.to = Math.max(last.to, time);
          last.rows += 1;
          last.sessions.add(session);
        } else {
          versions.push({ offset, from: time, to: time, rows: 1, sessions: new Set([session]) });
        }
      }
    },
  };
}
