import * as v from 'valibot';
import { DOCUMENT_FORMATS } from './format.ts';

/** Everything the server says as JSON: answers first, then the events of the stream. */

export const DocumentInfo = v.object({
  id: v.string(),
  format: v.picklist(DOCUMENT_FORMATS),
  title: v.string(),
  /** Milliseconds since 1970. */
  createdAt: v.number(),
  updatedAt: v.number(),
});
export type DocumentInfo = v.InferOutput<typeof DocumentInfo>;

/** `GET /docs`: newest first; `next` fetches the following page as `?after=`. */
export const DocumentList = v.object({
  docs: v.array(DocumentInfo),
  next: v.optional(v.string()),
});
export type DocumentList = v.InferOutput<typeof DocumentList>;

/** A page's place and look; its title follows that of its document. */
export const PageInfo = v.object({
  id: v.string(),
  space: v.string(),
  /** The page it lies in; `null` at the top. */
  parent: v.nullable(v.string()),
  /** Among its siblings, compared by code unit; equal ones by id. */
  position: v.string(),
  icon: v.string(),
  cover: v.string(),
  title: v.string(),
  format: v.picklist(DOCUMENT_FORMATS),
  createdAt: v.number(),
  /** When it was put into the trash by itself; what lies in it is there with it. */
  trashedAt: v.nullable(v.number()),
});
export type PageInfo = v.InferOutput<typeof PageInfo>;

/** A page as it is from now on, or that it is gone for ever. */
export const PageChange = v.union([
  v.object({ id: v.string(), space: v.string(), gone: v.literal(true) }),
  PageInfo,
]);
export type PageChange = v.InferOutput<typeof PageChange>;

/** `GET /spaces`: all that the caller may enter, the oldest first. */
export const SpaceList = v.object({
  spaces: v.array(v.object({ id: v.string(), name: v.string(), createdAt: v.number() })),
});
export type SpaceList = v.InferOutput<typeof SpaceList>;

/** `GET /spaces/:space/pages`: all of them, those in the trash too, as they were at `cursor`. */
export const PageList = v.object({ cursor: v.string(), pages: v.array(PageInfo) });
export type PageList = v.InferOutput<typeof PageList>;

/** `200` and `201` of a command: what it changed, on disk at `cursor`; or the page as it is, where it changed nothing. */
export const PageAnswer = v.object({ cursor: v.string(), pages: v.array(PageChange) });
export type PageAnswer = v.InferOutput<typeof PageAnswer>;

/** A line of a page, cut around what was found in it. */
const Excerpt = v.object({
  /** The block that it is of; empty where those have no ids. */
  block: v.string(),
  text: v.string(),
  /** From and to, in UTF-16 units of the text. */
  marks: v.array(v.tuple([v.number(), v.number()])),
});

/** `GET /spaces/:space/search`: the best first, or where nothing was looked for, what was changed last. */
export const SearchAnswer = v.object({
  results: v.array(
    v.object({ page: v.string(), updatedAt: v.number(), excerpt: v.optional(Excerpt) }),
  ),
});
export type SearchAnswer = v.InferOutput<typeof SearchAnswer>;

/** `GET /pages/:page/links`: where it is linked to, the page changed last first. */
export const LinkList = v.object({
  links: v.array(v.object({ page: v.string(), excerpt: Excerpt })),
});
export type LinkList = v.InferOutput<typeof LinkList>;

/** `200` of an append: the row is on disk at `cursor`. */
export const Appended = v.object({
  cursor: v.string(),
  /** The server has much to do: the next request of this writer is welcome so many milliseconds after this one. */
  paceMs: v.optional(v.number()),
});

/** `POST /files`: the file is on disk. Width and height are of an image as it is shown, turned as its camera says. */
export const FileInfo = v.object({
  id: v.string(),
  name: v.string(),
  type: v.string(),
  size: v.number(),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
});
export type FileInfo = v.InferOutput<typeof FileInfo>;

/** First event of a stream, with padding so that a buffering proxy shows itself at once. */
const Hello = v.object({ heartbeatMs: v.number(), padding: v.optional(v.string()) });

/**
 * Rows in log order, each base64, or `null` for a row of the reader's own session, whose bytes it has.
 * `cursor` is the position after the last of them; the first one is the reader's offset plus 1.
 */
const Updates = v.object({
  doc: v.string(),
  cursor: v.string(),
  updates: v.array(v.nullable(v.string())),
});

/**
 * The same rows in the answer of a poll, where each row's bytes follow as an `update` frame: of each its
 * length, or `null` for a row of the reader's own session.
 */
export const PolledUpdates = v.object({
  doc: v.string(),
  cursor: v.string(),
  updates: v.array(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))),
});

/** Changes of a space in order; `cursor` is the position after the last of them, `doc` its topic. */
const Pages = v.object({ doc: v.string(), cursor: v.string(), pages: v.array(PageChange) });

/** Everything up to `cursor` has been sent; what follows is live. */
const Live = v.object({ doc: v.string(), cursor: v.string() });

/** The cursor cannot be continued here: fetch the snapshot (`?since=` may still help), then follow. */
const Resync = v.object({
  doc: v.string(),
  reason: v.picklist(['behind', 'cursor-unknown']),
});

/** The document, or the space, is over for this reader. */
const Gone = v.object({
  doc: v.string(),
  code: v.picklist([
    'document-unknown',
    'document-deleted',
    'space-unknown',
    'forbidden',
    'unavailable',
  ]),
});

/** Who is here now, or has changed; identity is stamped by the server. */
export const Presence = v.object({
  doc: v.string(),
  /** Whether whoever is not named is not here. */
  all: v.optional(v.boolean()),
  /** Whether no other session than the reader's follows the document. */
  alone: v.optional(v.boolean()),
  /** How often people should tell where they are, milliseconds; the usual where it is absent. */
  everyMs: v.optional(v.number()),
  present: v.array(
    v.object({
      session: v.string(),
      client: v.number(),
      clock: v.number(),
      who: v.object({ kind: v.string(), id: v.string() }),
      state: v.nullable(v.record(v.string(), v.unknown())),
    }),
  ),
});
export type Present = v.InferOutput<typeof Presence>['present'][number];

const Beat = v.object({});

/** The server goes away in good order; come back after `retryMs`, spread by jitter. */
const Bye = v.object({ retryMs: v.number() });

/** Event name to payload: the whole of what a stream can carry. */
export const DOWN = {
  hello: Hello,
  updates: Updates,
  pages: Pages,
  live: Live,
  resync: Resync,
  gone: Gone,
  presence: Presence,
  beat: Beat,
  bye: Bye,
} as const;

export type DownName = keyof typeof DOWN;
/** One event of the stream, tagged by its name. */
export type Down = { [N in DownName]: { name: N } & v.InferOutput<(typeof DOWN)[N]> }[DownName];
