import {
  mintDocId,
  mintFileId,
  mintSessionId,
  mintSpaceId,
  type DocId,
  type FileId,
  type SessionId,
  type SpaceId,
} from '@weft/shared/protocol/ids';

const sixteen = (number: number): Uint8Array => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, number);
  return bytes;
};

/** The document id that stands for `number`, the same in every run. */
export const docIdOf = (number: number): DocId => mintDocId(() => sixteen(number));

/** The session id that stands for `number`, the same in every run. */
export const sessionIdOf = (number: number): SessionId => mintSessionId(() => sixteen(number));

/** The file id that stands for `number`, the same in every run. */
export const fileIdOf = (number: number): FileId => mintFileId(() => sixteen(number));

/** The space id that stands for `number`, the same in every run. */
export const spaceIdOf = (number: number): SpaceId => mintSpaceId(() => sixteen(number));
