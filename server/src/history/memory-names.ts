import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { NamedVersion, Names } from './names.ts';

/** The fake of `Names`: the same answers, gone with the process. */
export function createMemoryNames(): Names {
  const authors = new Map<SessionId, string>();
  const named = new Map<DocId, Map<number, NamedVersion>>();
  return {
    async callAuthor({ session, name }) {
      authors.set(session, name);
    },
    authors: async (sessions) =>
      [...new Set(sessions)].flatMap((session) => {
        const name = authors.get(session);
        return name === undefined ? [] : [{ session, name }];
      }),
    async callVersion(doc, version, limit) {
      const own = named.get(doc) ?? new Map<number, NamedVersion>();
      if (own.size >= limit && !own.has(version.offset)) return false;
      named.set(doc, own.set(version.offset, version));
      return true;
    },
    async uncallVersion(doc, offset) {
      named.get(doc)?.delete(offset);
    },
    versions: async (doc) =>
      [...(named.get(doc)?.values() ?? [])].toSorted((a, b) => a.offset - b.offset),
    async forgetVersions(doc) {
      named.delete(doc);
    },
  };
}
