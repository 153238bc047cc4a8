import { isErrorCode, type ErrorCode } from '@weft/shared/protocol/errors';
import { message, type PlainKey } from './messages.ts';

/** Why nothing is saved. */
export type BlockedWhy = ErrorCode | 'device-storage';

/** A reason in words, and what the person can do about it. */
interface Words {
  readonly why: PlainKey;
  readonly advice: PlainKey;
}

const misunderstood: Words = { why: 'why.request', advice: 'advice.reload' };

/** Total over every code: one that is missing does not compile. */
const WORDS: Readonly<Record<BlockedWhy, Words>> = {
  'request-malformed': misunderstood,
  'id-malformed': misunderstood,
  'cursor-malformed': misunderstood,
  'body-empty': misunderstood,
  'route-unknown': misunderstood,
  'method-not-allowed': misunderstood,
  'not-acceptable': misunderstood,
  'content-type-unsupported': misunderstood,
  'file-unknown': misunderstood,
  'file-reused': misunderstood,
  'range-unsatisfiable': misunderstood,
  'update-undecodable': { why: 'why.update', advice: 'advice.reload' },
  'update-refused': { why: 'why.update', advice: 'advice.reload' },
  unauthenticated: { why: 'why.unauthenticated', advice: 'advice.sign-in' },
  forbidden: { why: 'why.forbidden', advice: 'advice.ask' },
  'client-taken': { why: 'why.session', advice: 'advice.reload' },
  'origin-forbidden': { why: 'why.origin', advice: 'advice.address' },
  'host-forbidden': { why: 'why.origin', advice: 'advice.address' },
  'document-unknown': { why: 'why.document-unknown', advice: 'advice.copy' },
  'document-deleted': { why: 'why.document-deleted', advice: 'advice.copy' },
  'page-unknown': { why: 'why.document-unknown', advice: 'advice.place' },
  'space-unknown': { why: 'why.space-unknown', advice: 'advice.ask' },
  'page-cycle': { why: 'why.page-cycle', advice: 'advice.place' },
  'page-trashed': { why: 'why.page-trashed', advice: 'advice.place' },
  'page-not-trashed': { why: 'why.page-not-trashed', advice: 'advice.reload' },
  'page-too-deep': { why: 'why.page-too-deep', advice: 'advice.place' },
  'space-full': { why: 'why.space-full', advice: 'advice.trash' },
  'versions-full': { why: 'why.too-many', advice: 'advice.place' },
  'session-gap': { why: 'why.session', advice: 'advice.reload' },
  'session-reused': { why: 'why.session', advice: 'advice.reload' },
  'dependencies-missing': { why: 'why.session', advice: 'advice.reload' },
  'format-mismatch': { why: 'why.format', advice: 'advice.copy' },
  'body-too-large': { why: 'why.too-large', advice: 'advice.smaller' },
  'document-full': { why: 'why.document-full', advice: 'advice.split' },
  'client-too-old': { why: 'why.client-too-old', advice: 'advice.update' },
  'body-stalled': { why: 'why.unreachable', advice: 'advice.wait' },
  'too-many': { why: 'why.too-many', advice: 'advice.wait' },
  internal: { why: 'why.internal', advice: 'advice.wait' },
  unavailable: { why: 'why.unavailable', advice: 'advice.wait' },
  'storage-full': { why: 'why.storage-full', advice: 'advice.wait' },
  'device-storage': { why: 'why.device-storage', advice: 'advice.room' },
};

/** Why, and what to do about it, each in a few words. */
export function reasonWords(reason: BlockedWhy): { readonly why: string; readonly advice: string } {
  const { why, advice } = WORDS[reason];
  return { why: message(why), advice: message(advice) };
}

/** Why a page that was never seen cannot be opened, and what to do. */
export function refusedSentence(reason: BlockedWhy): string {
  return message('gone.refused', reasonWords(reason));
}

/** Why a request or a page failed, as the second half of a sentence; for what is no error of ours, a guess. */
export function failureReason(failure: unknown): string {
  const code = codeOf(failure);
  return message(isErrorCode(code) ? WORDS[code].why : 'why.unreachable');
}

/** Whether a request failed because its document is no more. */
export function isGone(failure: unknown): boolean {
  const code = codeOf(failure);
  return code === 'document-deleted' || code === 'document-unknown';
}

function codeOf(failure: unknown): unknown {
  return typeof failure === 'object' && failure !== null && 'code' in failure
    ? failure.code
    : undefined;
}

/** What a person can do at once about a reason: try again, load the page anew, or go elsewhere. */
export function wayOn(reason: BlockedWhy): 'again' | 'reload' | 'leave' {
  if (reason === 'document-deleted' || reason === 'document-unknown') return 'leave';
  const { advice } = WORDS[reason];
  return advice === 'advice.reload' || advice === 'advice.update' || advice === 'advice.sign-in'
    ? 'reload'
    : 'again';
}
