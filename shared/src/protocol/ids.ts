/**
 * Identifiers: 128 random bits in base64url, 22 characters, made by the client.
 * The last character carries only two bits, so exactly one spelling exists per id;
 * any other is refused, because two spellings of one id would be two documents.
 */

/** A document (and the page that shows it). */
export type DocId = string & { readonly __id: 'doc' };
/** One provider's life. Never reused, so that `(session, n)` names the same bytes for ever. */
export type SessionId = string & { readonly __id: 'session' };
/** Pages that belong together, and are found together. */
export type SpaceId = string & { readonly __id: 'space' };
/** A file that belongs to a document. Never reused, so that it names the same bytes for ever. */
export type FileId = string & { readonly __id: 'file' };

const ID = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** `text` as a document id, or `undefined` when it is not in the one canonical spelling. */
export function parseDocId(text: string): DocId | undefined {
  return ID.test(text) ? (text as DocId) : undefined;
}

/** `text` as a session id, or `undefined` when it is not in the one canonical spelling. */
export function parseSessionId(text: string): SessionId | undefined {
  return ID.test(text) ? (text as SessionId) : undefined;
}

/** `text` as a space id, or `undefined` when it is not in the one canonical spelling. */
export function parseSpaceId(text: string): SpaceId | undefined {
  return ID.test(text) ? (text as SpaceId) : undefined;
}

/** `text` as a file id, or `undefined` when it is not in the one canonical spelling. */
export function parseFileId(text: string): FileId | undefined {
  return ID.test(text) ? (text as FileId) : undefined;
}

/** Fills an array with random bytes; `crypto.getRandomValues` outside of tests. */
export type RandomBytes = (length: number) => Uint8Array;

/** A fresh document id from 16 random bytes. */
export function mintDocId(randomBytes: RandomBytes): DocId {
  return base64url(randomBytes(16)) as DocId;
}

/** A fresh session id from 16 random bytes. */
export function mintSessionId(randomBytes: RandomBytes): SessionId {
  return base64url(randomBytes(16)) as SessionId;
}

/** A fresh space id from 16 random bytes. */
export function mintSpaceId(randomBytes: RandomBytes): SpaceId {
  return base64url(randomBytes(16)) as SpaceId;
}

/** A fresh file id from 16 random bytes. */
export function mintFileId(randomBytes: RandomBytes): FileId {
  return base64url(randomBytes(16)) as FileId;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    text += ALPHABET[a >> 2];
    text += ALPHABET[((a & 3) << 4) | ((b ?? 0) >> 4)];
    if (b !== undefined) text += ALPHABET[((b & 15) << 2) | ((c ?? 0) >> 6)];
    if (c !== undefined) text += ALPHABET[c & 63];
  }
  return text;
}
