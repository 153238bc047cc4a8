import { randomFillSync } from 'node:crypto';

const ID_BYTES = 8;
/** Randomness is fetched for so many at a time: each call into the system costs as much as a small request's headers. */
const pool = Buffer.alloc(256 * ID_BYTES);
let at = pool.length;

/** Names one request in its answer and in the log: 11 characters, for it is part of every answer. */
export function mintRequestId(): string {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += ID_BYTES;
  return pool.toString('base64url', at - ID_BYTES, at);
}
