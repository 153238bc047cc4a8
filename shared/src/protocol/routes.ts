import { formatCursor, type Cursor } from './cursor.ts';
import type { DocId, FileId, SessionId, SpaceId } from './ids.ts';
import { spaceOf, type Topic } from './topic.ts';

/** The only spelling of every path; `:doc` forms are for routers, functions build real URLs. */
export const API = '/api/v1';

export const ROUTES = {
  health: `${API}/health`,
  documents: `${API}/docs`,
  document: `${API}/docs/:doc`,
  updates: `${API}/docs/:doc/updates`,
  snapshot: `${API}/docs/:doc/snapshot`,
  presence: `${API}/docs/:doc/presence`,
  follow: `${API}/updates`,
  spaces: `${API}/spaces`,
  pages: `${API}/spaces/:space/pages`,
  search: `${API}/spaces/:space/search`,
  page: `${API}/pages/:page`,
  links: `${API}/pages/:page/links`,
  history: `${API}/docs/:doc/history`,
  historyAuthors: `${API}/docs/:doc/history/authors`,
  historyRows: `${API}/docs/:doc/history/rows`,
  version: `${API}/docs/:doc/history/:offset`,
  files: `${API}/files`,
  file: `${API}/files/:file`,
} as const;

/** Request headers of an append, and of presence for the session. */
export const SESSION_HEADER = 'Weft-Session';
export const N_HEADER = 'Weft-N';
/** Request header of a session's first append: what its author goes by, percent-encoded. */
export const NAME_HEADER = 'Weft-Name';
/** The client's `PROTOCOL_VERSION`; absent means curl, which is always welcome. */
export const VERSION_HEADER = 'Weft-Version';
/** The binding's document format; the wrong one is refused before it can write. */
export const FORMAT_HEADER = 'Weft-Format';
/** The version of the block document that the client writes (VER-3); absent means the first one. */
export const WRITER_HEADER = 'Weft-Writer';
/** Answer header of a snapshot: the cursor that follows it. */
export const CURSOR_HEADER = 'Weft-Cursor';
/** Answer header of a snapshot: the offset its frames follow, 0 for the whole document. */
export const SINCE_HEADER = 'Weft-Since';
/** Answer header of a snapshot that begins with a state: the offset up to which the state holds everything. */
export const STATE_HEADER = 'Weft-State';
/** Answer header of a poll: who is here, as a digest to hand back with `&presence=`. */
export const PRESENCE_HEADER = 'Weft-Presence';
/** Request header of a poll, RFC 7240: `wait=25` holds it until there is something to say. */
export const PREFER_HEADER = 'Prefer';
export const PREFERENCE_APPLIED_HEADER = 'Preference-Applied';
export const REQUEST_ID_HEADER = 'Weft-Request-Id';

export const STREAM_TYPE = 'text/event-stream';
export const UPDATE_TYPE = 'application/octet-stream';
/** A snapshot's frames, and those of a poll (`codec/frames.ts`). */
export const FRAMES_TYPE = 'application/octet-stream';

export const documentPath = (doc: DocId): string => `${API}/docs/${doc}`;
export const updatesPath = (doc: DocId): string => `${API}/docs/${doc}/updates`;
export const presencePath = (doc: DocId): string => `${API}/docs/${doc}/presence`;

export const pagesPath = (space: SpaceId): string => `${API}/spaces/${space}/pages`;
export const pagePath = (page: DocId): string => `${API}/pages/${page}`;

/** Where a page is linked to. */
export const linksPath = (page: DocId): string => `${pagePath(page)}/links`;

export interface SearchWanted {
  /** Nothing for the pages that were changed last. */
  readonly text: string;
  readonly isInTitles?: boolean;
  /** Milliseconds since 1970: changed then or later, and before. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly limit?: number;
}

/** Looks for pages of a space. */
export function searchPath(space: SpaceId, wanted: SearchWanted): string {
  const { text, isInTitles, since, until, limit } = wanted;
  const query = new URLSearchParams({ q: text });
  if (isInTitles) query.set('in', 'title');
  if (since !== undefined) query.set('since', String(since));
  if (until !== undefined) query.set('until', String(until));
  if (limit !== undefined) query.set('limit', String(limit));
  return `${API}/spaces/${space}/search?${query}`;
}

/** Deletes a page for ever, with what lay in it at `seen`. */
export function removePagePath(page: DocId, seen: Cursor): string {
  return `${pagePath(page)}?seen=${formatCursor(seen)}`;
}

export const filePath = (id: FileId): string => `${API}/files/${id}`;

/** Where the bytes of a new file of a document go. */
export function uploadPath({ id, doc, name }: { id: FileId; doc: DocId; name: string }): string {
  return `${ROUTES.files}?${new URLSearchParams({ id, doc, name })}`;
}

/** With `since`, only what follows that cursor, where the server can still prove it. */
export function snapshotPath(doc: DocId, since?: Cursor): string {
  const query = since ? `?since=${formatCursor(since)}` : '';
  return `${API}/docs/${doc}/snapshot${query}`;
}

export interface Followed {
  readonly doc: Topic;
  /** Where to go on; absent means from the first row, of a space as of a document. */
  readonly cursor?: Cursor | undefined;
}

/**
 * One stream, or one poll, over several documents; `sessions` are the author's own, returned without bytes.
 *
 * @param presence what the poll before answered as `PRESENCE_HEADER`
 * @param here further sessions whose presence is kept, and whose rows come with bytes: several tabs share this
 */
export function followPath(
  sessions: readonly SessionId[],
  docs: readonly Followed[],
  { presence, here = [] }: { presence?: string | undefined; here?: readonly SessionId[] } = {},
): string {
  const query = new URLSearchParams();
  for (const session of sessions) query.append('session', session);
  for (const session of here) query.append('here', session);
  if (presence !== undefined) query.append('presence', presence);
  for (const { doc, cursor } of docs) {
    const name = spaceOf(doc) === undefined ? 'doc' : 'topic';
    query.append(name, cursor ? `${doc}@${formatCursor(cursor)}` : doc);
  }
  return `${ROUTES.follow}?${query}`.replaceAll('%40', '@').replaceAll('%3A', ':');
}
