/** What the caller does next. The whole of a client's error handling is a switch over this. */
export type Retry =
  /** The same request again, after a backoff (or `Retry-After` seconds). */
  | 'same'
  /** Send everything the answered state vector lacks, as one update. */
  | 'diff'
  /** Fetch a snapshot, reconcile, go on from its cursor. */
  | 'resync'
  /** This session cannot go on: mint a new one and reconcile. */
  | 'session'
  /** Load a newer client. */
  | 'reload'
  /** Never; the request itself is wrong or not allowed. */
  | 'never';

interface ErrorKind {
  readonly status:
    | 400
    | 401
    | 403
    | 404
    | 405
    | 406
    | 408
    | 409
    | 410
    | 413
    | 415
    | 416
    | 421
    | 422
    | 426
    | 429
    | 500
    | 503
    | 507;
  readonly retry: Retry;
  readonly message: string;
}

/** Every error the server can answer: closed, so that a client can be total over it. */
export const ERRORS = {
  'request-malformed': {
    status: 400,
    retry: 'never',
    message: 'The request could not be understood.',
  },
  'id-malformed': {
    status: 400,
    retry: 'never',
    message: 'An id is 22 characters of base64url (128 bits).',
  },
  'cursor-malformed': {
    status: 400,
    retry: 'never',
    message: 'A cursor looks like epoch.offset.tag.',
  },
  'body-empty': { status: 400, retry: 'never', message: 'The request needs a body.' },
  'update-undecodable': {
    status: 400,
    retry: 'never',
    message: 'The body is not one complete Yjs update (v1).',
  },
  unauthenticated: { status: 401, retry: 'never', message: 'Sign in, or send the access token.' },
  forbidden: { status: 403, retry: 'never', message: 'You are not allowed to do this.' },
  'origin-forbidden': {
    status: 403,
    retry: 'never',
    message: 'Requests from other web sites are not accepted.',
  },
  'client-taken': {
    status: 403,
    retry: 'never',
    message: 'Another person already writes with this client id.',
  },
  'route-unknown': { status: 404, retry: 'never', message: 'There is nothing at this address.' },
  'document-unknown': { status: 404, retry: 'never', message: 'There is no such document.' },
  'page-unknown': { status: 404, retry: 'never', message: 'There is no such page.' },
  'space-unknown': { status: 404, retry: 'never', message: 'There is no such space.' },
  'file-unknown': { status: 404, retry: 'never', message: 'There is no such file.' },
  'method-not-allowed': {
    status: 405,
    retry: 'never',
    message: 'This address does not take that method.',
  },
  'not-acceptable': {
    status: 406,
    retry: 'never',
    message: 'This address cannot answer in the media type asked for.',
  },
  'body-stalled': {
    status: 408,
    retry: 'same',
    message: 'The body stopped arriving.',
  },
  'session-gap': {
    status: 409,
    retry: 'session',
    message: 'An earlier update of this session is missing; n must be the last one plus 1.',
  },
  'dependencies-missing': {
    status: 409,
    retry: 'diff',
    message: 'The update builds on edits the server does not have.',
  },
  'format-mismatch': {
    status: 409,
    retry: 'never',
    message: 'The document exists in another format.',
  },
  'page-cycle': {
    status: 409,
    retry: 'never',
    message: 'A page cannot lie in itself, or in a page that lies in it.',
  },
  'page-trashed': {
    status: 409,
    retry: 'never',
    message: 'The page to move to is in the trash.',
  },
  'page-not-trashed': {
    status: 409,
    retry: 'never',
    message: 'Only a page in the trash can be deleted for ever.',
  },
  'document-deleted': { status: 410, retry: 'never', message: 'The document was deleted.' },
  'body-too-large': {
    status: 413,
    retry: 'never',
    message: 'The body is larger than this address takes.',
  },
  'document-full': {
    status: 413,
    retry: 'never',
    message: 'The document has reached its size limit.',
  },
  'space-full': {
    status: 413,
    retry: 'never',
    message: 'The space has as many pages as it can hold.',
  },
  'versions-full': {
    status: 413,
    retry: 'never',
    message: 'The document has as many named versions as it can have.',
  },
  'content-type-unsupported': {
    status: 415,
    retry: 'never',
    message: 'This address takes another content type.',
  },
  'range-unsatisfiable': {
    status: 416,
    retry: 'never',
    message: 'The file has no such range of bytes.',
  },
  'host-forbidden': {
    status: 421,
    retry: 'never',
    message: 'The server does not answer for this host name.',
  },
  'session-reused': {
    status: 422,
    retry: 'session',
    message: 'This n of the session was used for other bytes.',
  },
  'file-reused': {
    status: 422,
    retry: 'never',
    message: 'This file id was used for another file.',
  },
  'page-too-deep': {
    status: 422,
    retry: 'never',
    message: 'Pages cannot lie in each other as deep as that.',
  },
  'update-refused': {
    status: 422,
    retry: 'never',
    message: 'The update is not something a sound editor writes.',
  },
  'client-too-old': {
    status: 426,
    retry: 'reload',
    message: 'This client is too old; load the page again.',
  },
  'too-many': { status: 429, retry: 'same', message: 'Too much at once; wait and try again.' },
  internal: { status: 500, retry: 'same', message: 'Something went wrong on the server.' },
  unavailable: {
    status: 503,
    retry: 'same',
    message: 'The server cannot do this right now; try again shortly.',
  },
  'storage-full': { status: 507, retry: 'same', message: 'The server has no room left.' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** The body of every answer that is not a success. */
export interface ErrorBody {
  readonly code: ErrorCode;
  /** One sentence for people; never an internal message. */
  readonly message: string;
  readonly retry: Retry;
  readonly requestId: string;
  /** With `dependencies-missing`: the server's state vector, base64. */
  readonly stateVector?: string;
  /** With `session-gap`: the last n the server has of this session, 0 for none. */
  readonly lastN?: number;
}

/** Whether `code` is one this version knows. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}
