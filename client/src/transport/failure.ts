import { ERRORS, isErrorCode, type ErrorCode, type Retry } from '@weft/shared/protocol/errors';
import type { Failure } from '../sync/ports.ts';

/** No answer at all: no network, no server, or a proxy in between that gave up. */
export const UNREACHABLE: Failure = { ok: false, code: 'unreachable', retry: 'same' };

/** Timers do not take just any number; nobody who waits this long minds a try too many. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Reads an answer that is not a success. One that is not ours (a proxy's page) is worth trying again. */
export async function readFailure(response: Response): Promise<Failure> {
  const wish = Number(response.headers.get('retry-after')) * 1000;
  // "At once" is no wish to grant: whoever fails at once would be asked without a pause.
  const retryAfterMs = wish > 0 ? Math.min(wish, LONGEST_RETRY_AFTER_MS) : undefined;
  const body = (await response.json().catch(() => undefined)) as { code?: unknown } | undefined;
  // The page of a proxy or of a hotel has no code: it says nothing about the document.
  const isOurs = typeof body?.code === 'string';
  const code = isErrorCode(body?.code) ? body.code : isOurs ? codeOf(response.status) : undefined;
  return code
    ? { ok: false, code, retry: retryOf(code), retryAfterMs }
    : { ...UNREACHABLE, retryAfterMs };
}

/** A code that a newer server invented is unknown here; its status still says the most important thing. */
function codeOf(status: number): ErrorCode | undefined {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 410) return 'document-deleted';
  if (status === 426) return 'client-too-old';
  return undefined;
}

function retryOf(code: ErrorCode): Retry {
  return ERRORS[code].retry;
}
