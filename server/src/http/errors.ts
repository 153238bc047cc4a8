import type { IncomingMessage, ServerResponse } from 'node:http';
import { matchedRoutes } from 'hono/route';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ERRORS, type ErrorBody } from '@weft/shared/protocol/errors';
import { Refusal } from '../room/refusal.ts';
import type { WeftContext } from './context.ts';
import type { OnRefused } from './request-refused.ts';

/** Seconds after which "the same again" is worth trying. */
const RETRY_AFTER_S = 1;
/** How long a refused body is still taken, and thrown away, so that its sender gets to read the answer. */
const DISCARD_MS = 1_000;

/** What a refusal says. */
export function errorBody({ code, detail }: Refusal, requestId: string): ErrorBody {
  const { message, retry } = ERRORS[code];
  const { retryAfterS: _, ...told } = detail;
  return { code, message, retry, requestId, ...told };
}

/**
 * The one place where an error becomes an answer. What is not a `Refusal` is a fault of ours: it is
 * reported to `onFault` with the request's id, and the caller learns the id and nothing else. `onRefused` hears of
 * every refusal.
 */
export function answerError(
  onFault: (error: unknown, requestId: string) => void,
  onRefused: OnRefused = () => undefined,
) {
  return (error: unknown, c: WeftContext): Response => {
    const refusal = error instanceof Refusal ? error : new Refusal('internal');
    const requestId = c.get('requestId') ?? '';
    if (refusal !== error || refusal.cause !== undefined)
      onFault(refusal.cause ?? error, requestId);
    const { status } = ERRORS[refusal.code];
    onRefused({
      requestId,
      method: c.req.method,
      route: matchedRoutes(c).find(({ path }) => !path.includes('*'))?.path,
      status,
      code: refusal.code,
      ms: performance.now() - (c.get('since') ?? performance.now()),
    });
    const body = errorBody(refusal, requestId);
    const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
    if (status === 429 || status === 503)
      headers['Retry-After'] = String(refusal.detail.retryAfterS ?? RETRY_AFTER_S);
    const { incoming, outgoing } = c.env;
    if (incoming.complete) return c.json(body, status, headers);
    const text = JSON.stringify(body);
    outgoing.writeHead(status, {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      Connection: 'close',
    });
    outgoing.write(text);
    endAfterDiscarding(incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  };
}

/**
 * Ends an answer to a request whose body is still on its way. Closing at once would reset the connection, and
 * a sender in the middle of writing would see that in place of the answer; reading on for ever would let
 * anybody keep the connection busy.
 */
function endAfterDiscarding(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const end = (): void => {
    clearTimeout(timer);
    outgoing.end();
  };
  const timer = setTimeout(end, DISCARD_MS);
  incoming.once('end', end);
  incoming.once('close', end);
  incoming.resume();
}
