import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { WeftContext } from './context.ts';

/**
 * Answers 200 with JSON, written straight to the Node response: what is asked with every keystroke is not worth a
 * `Response` that is taken apart again at once.
 */
export function answerJson({ env: { outgoing } }: WeftContext, body: object): Response {
  const text = JSON.stringify(body);
  outgoing.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  outgoing.end(text);
  return RESPONSE_ALREADY_SENT;
}
