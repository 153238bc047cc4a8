import type { DocId, SessionId } from '@weft/shared/protocol/ids';

/** A version that somebody gave a name to. */
export interface NamedVersion {
  readonly offset: number;
  readonly name: string;
  /** When it got the name, milliseconds since 1970. */
  readonly time: number;
}

/** What a session's author goes by. */
export interface AuthorName {
  readonly session: SessionId;
  readonly name: string;
}

/**
 * Port: the names that a history is told with. They are kept beside the log and never in it: without accounts a name is
 * what somebody claims, and naming a version changes no document.
 */
export interface Names {
  /** From now on the session's author goes by this. */
  callAuthor(author: AuthorName): Promise<void>;
  /** Those of the sessions that said. */
  authors(sessions: readonly SessionId[]): Promise<AuthorName[]>;
  /** Names a version, or names it anew. Resolves with whether there was room for it among `limit`. */
  callVersion(doc: DocId, version: NamedVersion, limit: number): Promise<boolean>;
  /** The version has no name any more; one that had none stays so. */
  uncallVersion(doc: DocId, offset: number): Promise<void>;
  /** By offset. */
  versions(doc: DocId): Promise<NamedVersion[]>;
  /** A document is gone, and what its versions were called with it. */
  forgetVersions(doc: DocId): Promise<void>;
}
