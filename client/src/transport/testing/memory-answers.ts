import type { ServerResponse } from 'node:http';
import { decodeBase64 } from '@weft/shared/codec/base64';
import { encodeFrame } from '@weft/shared/codec/frames';
import { encodePoll, type Polled } from '@weft/shared/codec/poll';
import { encodeEvent } from '@weft/shared/codec/sse';
import { formatCursor, parseCursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { ROUTES, STREAM_TYPE } from '@weft/shared/protocol/routes';
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

  /** Follows all that the request names; returns the function that ends it. */
  function followAll({ query }: Arrived, say: (event: Down) => void): () => void {
    const session = query.get('session') as SessionId;
    const stops = query.getAll('doc').map((text) => {
      const [doc, cursor] = text.split('@') as [DocId, string];
      return server.follow({ doc, session, cursor: parseCursor(cursor)! }, say);
    });
    return () => {
      for (const stop of stops) stop();
    };
  }

  function stream(request: Arrived, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': STREAM_TYPE });
    response.write(encodeEvent({ name: 'hello', heartbeatMs: 15_000 }));
    const stop = followAll(request, (event) => response.write(encodeEvent(event)));
    response.on('close', stop);
  }

  function poll(request: Arrived, response: ServerResponse): void {
    const events: Polled[] = [];
    const stop = followAll(request, (event) => {
      events.push(polled(event));
      if (isHeld) answer();
    });
    const [, seconds] = /^wait=(\d+)$/.exec(String(request.headers['prefer'] ?? '')) ?? [];
    const isHeld = seconds !== undefined && events.every(({ name }) => name === 'live');
    const timer = setTimeout(answer, isHeld ? Number(seconds) * 1000 : 0);
    response.on('close', stop);

    function answer(): void {
      clearTimeout(timer);
      stop();
      if (seconds !== undefined) response.setHeader('Preference-Applied', `wait=${seconds}`);
      response.end(encodePoll(events));
    }
  }

  return (request, response) => {
    if (request.path === ROUTES.follow)
      return request.headers.accept === STREAM_TYPE
        ? stream(request, response)
        : poll(request, response);
    const [, doc, what] = /\/docs\/([^/]+)\/(\w+)$/.exec(request.path) ?? [];
    if (what === 'updates') return append(request, response, doc as DocId);
    if (what === 'snapshot') return snapshot(request, response, doc as DocId);
    response.writeHead(204).end();
  };
}

function polled(event: Down): Polled {
  if (event.name !== 'updates') return event;
  return {
    ...event,
    updates: event.updates.map((row) => (row === null ? null : decodeBase64(row))),
  };
}
