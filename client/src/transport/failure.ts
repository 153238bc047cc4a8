import { ERRORS, isErrorCode, type ErrorCode, type Retry } from '@weft/shared/protocol/errors';
import type { Failure } from '../sync/ports.ts';

/** No answer at all: no network, no server, or a proxy in between that gave up. */
export const UNREACHABLE: Failure = { ok: false, code: 'unreachable', retry: 'same' };

/** Reads an answer that is not a success. One that is not ours (a proxy's page) is worth trying again. */
export async function readFailure(response: Response): Promise<Failure> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  const body = (await response.json().catch(() => undefined)) as { code?: unknown } | undefined;
  const code = isErrorCode(body?.code) ? body.code : codeOf(response.status);
  return code ? { ok: false, code, retry: retryOf(code), retryAfterMs } : { ...UNREACHABLE, retryAfterMs };
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
