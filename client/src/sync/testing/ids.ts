import { mintDocId, mintSessionId, type DocId, type SessionId } from '@weft/shared/protocol/ids';

/** The same document id for the same number. */
export function docId(number: number): DocId {
  return mintDocId((length) => new Uint8Array(length).fill(number));
}

/** The same session id for the same number; a greater number sorts later. */
export function sessionId(number: number): SessionId {
  return mintSessionId((length) => new Uint8Array(length).fill(number));
}
