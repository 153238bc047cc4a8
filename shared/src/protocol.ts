/** Public entry `@weft/shared/protocol`: what a client or server in another code base needs. */
export { formatCursor, parseCursor, type Cursor } from './protocol/cursor.ts';
export * from './protocol/down.ts';
export {
  ERRORS,
  isErrorCode,
  type ErrorBody,
  type ErrorCode,
  type Retry,
} from './protocol/errors.ts';
export { DOCUMENT_FORMATS, TITLE_ROOT, type DocumentFormat } from './protocol/format.ts';
export {
  mintDocId,
  mintFileId,
  mintSessionId,
  parseDocId,
  parseFileId,
  parseSessionId,
  type DocId,
  type FileId,
  type SessionId,
} from './protocol/ids.ts';
export * from './protocol/limits.ts';
export * from './protocol/routes.ts';
export { CreateDocument, PostPresence } from './protocol/up.ts';
export { OLDEST_CLIENT_VERSION, PROTOCOL_VERSION } from './protocol/version.ts';
