import { randomBytes } from 'node:crypto';

/** Names one request in its answer and in the log: 11 characters, for it is part of every answer. */
export function mintRequestId(): string {
  return randomBytes(8).toString('base64url');
}
