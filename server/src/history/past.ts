import type { Clock } from '@weft/shared/clock';
import type { RowAuthors, VersionInfo, VersionList } from '@weft/shared/protocol/history';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { MAX_NAMED_VERSIONS, MAX_VERSIONS } from '@weft/shared/protocol/limits';
import type { Log, LogEntry } from '../log/log.ts';
import type { Names } from './names.ts';
import { groupVersions, type Version } from './versions.ts';

/** Rows of which a history is told at a time: the thread that commits reads them between commits. */
const ENTRIES = 2_000;
/** Sessions whose names are asked for at a time. */
const SESSIONS = 1_000;

export interface PastPorts {
  readonly log: Log;
  readonly names: Names;
  readonly clock: Clock;
  /** Versions older than so many milliseconds are not offered unless they have a name; absent: all are. */
  readonly reachMs?: number | undefined;
}

/** What documents were, told from the log without reading what was written. Rejects where a port does. */
export interface Past {
  /** The newest `MAX_VERSIONS` versions that end before the row at `before`. */
  versions(doc: DocId, before: number | undefined): Promise<VersionList>;
  authors(doc: DocId): Promise<RowAuthors>;
  /** Resolves with whether there was room for another name. */
  callVersion(doc: DocId, offset: number, name: string): Promise<boolean>;
  uncallVersion(doc: DocId, offset: number): Promise<void>;
  /** What the author of a session goes by; nobody waits for it. */
  callAuthor(session: SessionId, name: string): void;
  /** The document is gone. */
  forget(doc: DocId): Promise<void>;
}

export function createPast({ log, names, clock, reachMs }: PastPorts): Past {
  async function* entriesOf(doc: DocId): AsyncGenerator<readonly LogEntry[]> {
    for (let at = 0; ;) {
      const entries = await log.entries(doc, at, ENTRIES);
      if (entries.length === 0) return;
      yield entries;
      at = entries.at(-1)!.offset;
    }
  }

  async function authorNames(
    sessions: readonly (SessionId | undefined)[],
  ): Promise<Map<SessionId, string>> {
    const all = [...new Set(sessions)].filter((one) => one !== undefined);
    const found = new Map<SessionId, string>();
    for (let at = 0; at < all.length; at += SESSIONS) {
      const known = await names.authors(all.slice(at, at + SESSIONS));
      for (const { session, name } of known) found.set(session, name);
    }
    return found;
  }

  return {
    async versions(doc, before = Infinity) {
      const named = await names.versions(doc);
      const nameOf = new Map(named.map(({ offset, name }) => [offset, name]));
      const grouping = groupVersions(new Set(nameOf.keys()));
      for await (const entries of entriesOf(doc)) grouping.add(entries);
      const since = reachMs === undefined ? undefined : clock.now() - reachMs;
      const offered = grouping.versions.filter(
        ({ offset, to }) => offset < before && (to >= (since ?? -Infinity) || nameOf.has(offset)),
      );
      const page = offered.slice(-MAX_VERSIONS).toReversed();
      const authorOf = await authorNames(page.flatMap(({ sessions }) => [...sessions]));
      return {
        versions: page.map((version) => toInfo(version, authorOf, nameOf.get(version.offset))),
        ...(offered.length > page.length && { next: page.at(-1)!.offset }),
        ...(since !== undefined && { since }),
      };
    },
    async authors(doc) {
      const stretches: { session: SessionId | undefined; rows: number }[] = [];
      for await (const entries of entriesOf(doc)) {
        for (const { session } of entries) {
          const last = stretches.at(-1);
          if (last && last.session === session) last.rows += 1;
          else stretches.push({ session, rows: 1 });
        }
      }
      const authorOf = await authorNames(stretches.map(({ session }) => session));
      const authors = new Map<string, number>();
      const rows = stretches.map(({ session, rows: count }): [number, number] => {
        const name = (session && authorOf.get(session)) ?? '';
        const number = authors.get(name) ?? authors.size;
        authors.set(name, number);
        return [number, count];
      });
      return { authors: [...authors.keys()], rows };
    },
    callVersion: (doc, offset, name) =>
      names.callVersion(doc, { offset, name, time: clock.now() }, MAX_NAMED_VERSIONS),
    uncallVersion: (doc, offset) => names.uncallVersion(doc, offset),
    callAuthor: (session, name) => void names.callAuthor({ session, name }).catch(() => undefined),
    forget: (doc) => names.forgetVersions(doc),
  };
}

function toInfo(
  { offset, from, to, rows, sessions }: Version,
  authorOf: ReadonlyMap<SessionId, string>,
  name: string | undefined,
): VersionInfo {
  const authors = new Set<string>();
  for (const session of sessions) {
    const author = session && authorOf.get(session);
    if (author !== undefined) authors.add(author);
  }
  return { offset, from, to, rows, authors: [...authors], ...(name !== undefined && { name }) };
}
