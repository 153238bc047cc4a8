import * as v from 'valibot';
import type { DocId } from './ids.ts';
import { MAX_VERSION_NAME_LENGTH } from './limits.ts';
import { API } from './routes.ts';

/** What is said about a document's history, and where: apart from all else, because few readers ever ask for it. */

/** What a document was after the row at `offset`: rows that belong together since the version before. Times in milliseconds since 1970. */
export const VersionInfo = v.object({
  offset: v.number(),
  from: v.number(),
  to: v.number(),
  rows: v.number(),
  /** What its authors went by, each once; those that never said are left out. */
  authors: v.array(v.string()),
  /** What somebody called it. */
  name: v.optional(v.string()),
});
export type VersionInfo = v.InferOutput<typeof VersionInfo>;

/** `GET /docs/:doc/history`: newest first; `next` fetches the following page as `?before=`. */
export const VersionList = v.object({
  versions: v.array(VersionInfo),
  next: v.optional(v.number()),
  /** Older ones are not offered, unless they have a name. */
  since: v.optional(v.number()),
});
export type VersionList = v.InferOutput<typeof VersionList>;

/** `GET /docs/:doc/history/authors`: who wrote each row, as stretches: so many rows of the author with that number. */
export const RowAuthors = v.object({
  /** Empty for whoever never said. */
  authors: v.array(v.string()),
  rows: v.array(v.tuple([v.number(), v.number()])),
});
export type RowAuthors = v.InferOutput<typeof RowAuthors>;

/** `PUT /docs/:doc/history/:offset`: the version up to there has this name. */
export const NameVersion = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_VERSION_NAME_LENGTH)),
});

/** A page of versions, the newest first; `before` is the `next` of the page before. */
export const historyPath = (doc: DocId, before?: number): string =>
  `${API}/docs/${doc}/history${before === undefined ? '' : `?before=${before}`}`;
export const historyAuthorsPath = (doc: DocId): string => `${API}/docs/${doc}/history/authors`;
/** Rows 1 to `to`, as frames. */
export const historyRowsPath = (doc: DocId, to: number): string =>
  `${API}/docs/${doc}/history/rows?to=${to}`;
export const versionPath = (doc: DocId, offset: number): string =>
  `${API}/docs/${doc}/history/${offset}`;
