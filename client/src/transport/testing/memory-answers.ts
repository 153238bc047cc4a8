import type { ServerResponse } from 'node:http';
import { encodeFrame } from '@weft/shared/codec/frames';
import { encodeEvent } from '@weft/shared/codec/sse';
import { formatCursor, parseCursor } from '@weft/shared/protocol/cursor';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { ROUTES } from '@weft/shared/protocol/routes';
import type { Failure } from '../../sync/ports.ts';
import type { MemoryServer } from '../../sync/testing/memory-server.ts';
import type { Answerer, Arrived } from './fake-server.ts';

/** The body and status of a refusal. */
export function answerRefusal(response: ServerResponse, code: ErrorCode, headers = {}): void {
  const { status, message, retry } = ERRORS[code];
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify({ code, message, retry, requestId: 'r' }));
}

/** Answers the requests of a transport as the protocol says, out of `server`. */
export function answersOf(server: MemoryServer): Answerer {
  const refuse = (response: ServerResponse, { code }: Failure): void =>
    answerRefusal(response, code as ErrorCode);

  function append({ headers, body }: Arrived, response: ServerResponse, doc: DocId): void {
    const session = headers['weft-session'] as SessionId;
    const answer = server.append({ doc, session, n: Number(headers['weft-n']), bytes: body });
    if (!answer.ok) return refuse(response, answer);
    response.end(JSON.stringify({ cursor: formatCursor(answer.cursor) }));
  }

  function snapshot({ query }: Arrived, response: ServerResponse, doc: DocId): void {
    const answer = server.snapshot(doc, parseCursor(query.get('since') ?? ''));
    if (!answer.ok) return refuse(response, answer);
    response.setHeader('Weft-Cursor', formatCursor(answer.cursor));
    response.setHeader('Weft-Since', String(answer.since));
    for (const frame of answer.frames) response.write(encodeFrame(frame));
    response.end();
  }

  function follow({ query }: Arrived, response: ServerResponse): void {
    const [doc, cursor] = query.get('doc')!.split('@') as [DocId, string];
    const session = query.get('session') as SessionId;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(encodeEvent({ name: 'hello', heartbeatMs: 15_000 }));
    const stop = server.follow({ doc, session, cursor: parseCursor(cursor)! }, (event) => {
      response.write(encodeEvent(event));
    });
    response.on('close', stop);
  }

  return (request, response) => {
    if (request.path === ROUTES.follow) return follow(request, response);
    const [, doc, what] = /\/docs\/([^/]+)\/(\w+)$/.exec(request.path) ?? [];
    if (what === 'updates') return append(request, response, doc as DocId);
    if (what === 'snapshot') return snapshot(request, response, doc as DocId);
    response.writeHead(204).end();
  };
}
