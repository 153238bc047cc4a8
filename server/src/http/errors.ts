import { ERRORS, type ErrorBody } from '@weft/shared/protocol/errors';
import { Refusal } from '../room/refusal.ts';
import type { WeftContext } from './context.ts';

/** Seconds after which "the same again" is worth trying. */
const RETRY_AFTER_S = 1;

/**
 * The one place where an error becomes an answer. What is not a `Refusal` is a fault of ours: it is
 * reported to `onFault` with the request's id, and the caller learns the id and nothing else.
 */
export function answerError(onFault: (error: unknown, requestId: string) => void) {
  return (error: unknown, c: WeftContext): Response => {
    const refusal = error instanceof Refusal ? error : new Refusal('internal');
    const requestId = c.get('requestId') ?? '';
    if (refusal !== error || refusal.cause !== undefined) onFault(refusal.cause ?? error, requestId);
    const { status, message, retry } = ERRORS[refusal.code];
    const body: ErrorBody = { code: refusal.code, message, retry, requestId, ...refusal.detail };
    const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
    if (status === 429 || status === 503) headers['Retry-After'] = String(RETRY_AFTER_S);
    // A refused body is still on its way: reading on would let anybody keep the connection busy.
    if (!c.env.incoming.complete) headers['Connection'] = 'close';
    return c.json(body, status, headers);
  };
}
