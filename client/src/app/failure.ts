import { message } from './messages.ts';

/** A failed request's sentence for people. Anything else that was thrown is ours to know, not theirs. */
export function failureSentence(failure: unknown): string {
  const told = codeOf(failure) !== undefined && failure instanceof Error;
  return told ? failure.message : message('pages.unreachable');
}

/** Whether a request failed because its document is no more. */
export function isGone(failure: unknown): boolean {
  const code = codeOf(failure);
  return code === 'document-deleted' || code === 'document-unknown';
}

function codeOf(failure: unknown): unknown {
  return typeof failure === 'object' && failure !== null && 'code' in failure ? failure.code : undefined;
}
