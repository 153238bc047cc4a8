import { createHash } from 'node:crypto';
import type { DocId, SessionId, SpaceId } from '@weft/shared/protocol/ids';

/** 64 bits of SHA-256 in base64url: enough to notice an accident, and 8 bytes a row. */
function shorten(hash: Buffer): string {
  return hash.subarray(0, 8).toString('base64url');
}

/** The tag before the first row of a document, or of a space. */
export function firstTag(of: DocId | SpaceId, epoch: string): string {
  return shorten(createHash('sha256').update(`${of}.${epoch}`).digest());
}

/** The tag after a row, chained over all rows before it: equal tags mean equal histories. */
export function nextTag(
  previous: string,
  row: { session: SessionId | undefined; n: number; bytes: Uint8Array },
): string {
  return shorten(
    createHash('sha256')
      .update(`${previous}.${row.session ?? ''}.${row.n}.${row.bytes.length}.`)
      .update(row.bytes)
      .digest(),
  );
}
