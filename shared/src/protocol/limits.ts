/** Sizes and intervals that both sides obey. Bytes and milliseconds unless a name says otherwise. */

/** One Yjs update in a POST. A healing full diff is one update, so this bounds documents too. */
export const MAX_UPDATE_BYTES = 8 * 1024 * 1024;
/** Staged edits are merged into one POST up to this size; larger ones go in several. */
export const MAX_BATCH_BYTES = 256 * 1024;
/** All rows of one document's log together. */
export const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;
/** A JSON request body. */
export const MAX_JSON_BYTES = 16 * 1024;
/** One presence state, as JSON. */
export const MAX_PRESENCE_BYTES = 4 * 1024;
/** Presence states kept per document; further sessions are refused until one leaves. */
export const MAX_PRESENT = 1000;
/** Documents one stream may follow. */
export const MAX_FOLLOWED = 64;
/** Streams open at one server, which has fewer where it may not open as many files. */
export const MAX_STREAMS = 50_000;
/** Streams and waiting polls of one caller: an office of some hundred people with their tabs. */
export const MAX_STREAMS_EACH = 2_000;
/** Backlog a stream sends as base64; a client further behind is told to fetch it as binary. */
export const MAX_FOLLOW_BACKLOG_BYTES = 256 * 1024;
/** Characters of a projected title. */
export const MAX_TITLE_LENGTH = 300;
/** UTF-16 units of what an author goes by, and of what a version is called. */
export const MAX_AUTHOR_LENGTH = 60;
export const MAX_VERSION_NAME_LENGTH = 100;
/** Versions of a document that have names. */
export const MAX_NAMED_VERSIONS = 500;
/** Versions in one page of a document's history. */
export const MAX_VERSIONS = 200;
/** Documents in one page of the list. */
export const MAX_LIST = 200;
/** Characters of what is looked for. */
export const MAX_QUERY_LENGTH = 300;
/** Answers to a search, and links to a page. */
export const MAX_FOUND = 50;
export const MAX_LINKS = 200;
/** Pages of one space, those in the trash too. */
export const MAX_PAGES = 100_000;
/** Pages in each other, the outermost one counted. */
export const MAX_PAGE_DEPTH = 50;
/** UTF-16 units of what a page is shown with: one emoji, however it is put together … */
export const MAX_ICON_LENGTH = 64;
/** … and the name of a cover. */
export const MAX_COVER_LENGTH = 200;
/** Changes of a space that a stream brings; a reader further behind is told to read its pages anew. */
export const MAX_FOLLOW_CHANGES = 500;
/** Changes that a space keeps; its pages themselves are kept apart. */
export const MAX_CHANGES = 20_000;
/** One file, unless the server is told otherwise. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;
/** UTF-16 units of a file's name, as the server keeps it; longer ones are cut before their extension. */
export const MAX_FILE_NAME_LENGTH = 200;
/** Uploads that one server takes at a time. */
export const MAX_UPLOADS = 16;
/** Files that one browser sends at a time. */
export const MAX_SENDING_FILES = 2;
/** All files together that a browser keeps until the server has them. */
export const MAX_KEPT_FILE_BYTES = 512 * 1024 * 1024;

/**
 * Requests of one caller (a person with an account, else an address; see RATE-1) a second, for long and at once. One
 * address may be a whole office: each rate is what some tens of people do at the same time, and far below what the
 * server can do.
 */
export const RATES = {
  /** A person who types with others sends at most 20 a second, an import one at a time for each page. */
  append: { perSecond: 500, burst: 2_000 },
  /** A caret that moves is told 16 times a second at most, less often the more people there are. */
  presence: { perSecond: 500, burst: 2_000 },
  /** An import makes many pages, once. */
  create: { perSecond: 10, burst: 1_000 },
  /** Everybody in an office opens their pages anew after a restart. */
  snapshot: { perSecond: 100, burst: 2_000 },
  /** So they do their streams; whoever polls asks once a second, or less. */
  follow: { perSecond: 200, burst: 2_000 },
} as const;
export type RateKind = keyof typeof RATES;

/** A writer leaves no more than this between two requests, whatever the server asks for. */
export const MAX_PACE_MS = 2_000;
/** A stream says something at least this often. */
export const HEARTBEAT_MS = 15_000;
/** A client that heard nothing for this long gives the stream up. */
export const WATCHDOG_MS = 40_000;
/** Presence outlives the last stream that names its session by this long. */
export const PRESENCE_LEASE_MS = 10_000;
/** One's own caret is told at most this often, and in a crowd as often as the server says, up to the longer time. */
export const PRESENCE_EVERY_MS = 60;
export const PRESENCE_EVERY_MAX_MS = 5_000;
/** The longest a poll is held until there is something to say, seconds. */
export const MAX_POLL_WAIT_S = 30;
/** The slowest a client polls that does not wait for news. */
const MAX_POLL_INTERVAL_MS = 15_000;
/** Presence outlives the last poll that names its session by this long: the slowest interval, and a slow request. */
export const POLL_LEASE_MS = MAX_POLL_INTERVAL_MS + 10_000;
/**
 * A POST or snapshot of which nothing is heard for this long is given up and tried again. A POST gets the time on
 * top that its body takes on a slow link.
 */
export const REQUEST_TIMEOUT_MS = 30_000;
/** A body of which less than `BODY_PIECE_BYTES` arrive in this time is given up by the server. */
export const BODY_IDLE_MS = 30_000;
export const BODY_PIECE_BYTES = 4 * 1024;
/** Shortest and longest wait of the full-jitter backoff. */
export const BACKOFF_MIN_MS = 500;
export const BACKOFF_MAX_MS = 30_000;
