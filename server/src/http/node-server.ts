import { randomUUID } from 'node:crypto';
import { createServer, STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError, type HttpBindings } from '@hono/node-server';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { REQUEST_ID_HEADER } from '@weft/shared/protocol/routes';
import { Refusal } from '../room/refusal.ts';
import { errorBody } from './errors.ts';
import { SECURITY_HEADERS } from './security.ts';

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** What can be the name of a host, with or without a port; the app decides whether it is one of ours. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** How long a connection that spoke no HTTP stays open, so that its peer gets to read the answer. */
const LINGER_MS = 1_000;
/** Node's own limit of five minutes would cut a large file on a slow link; bodies that stall are given up by their reader. */
const REQUEST_MS = 6 * 60 * 60 * 1_000;
const HEADERS_MS = 60_000;

/**
 * The Node server in front of the app. Node and the adapter refuse by themselves what is no HTTP, and would do
 * so without a code and without the security headers; here the answer is the one that everything else gets.
 */
export function createNodeServer(fetch: Fetch, hostname: string): Server {
  const answering = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();
  // Of the two kinds of bindings that the adapter knows, a server of HTTP/1 makes only one.
  const listener = getRequestListener((request, env) => fetch(request, env as HttpBindings), {
    hostname,
    errorHandler(error) {
      const { status, headers, body } = refusalOf(
        error instanceof RequestError ? 'request-malformed' : 'internal',
      );
      return new Response(body, { status, headers });
    },
  });
  // Without this Node itself answers a request that names no host.
  const options = {
    requireHostHeader: false,
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
  };
  const server = createServer(options, (incoming, outgoing) => {
    answering.set(incoming.socket, outgoing);
    const { host } = incoming.headers;
    if (host && !HOST.test(host)) refuse(outgoing, 'host-forbidden');
    else void listener(incoming, outgoing);
  });
  server.on('checkExpectation', (_, outgoing: ServerResponse) =>
    refuse(outgoing, 'request-malformed'),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What follows the first fault on a connection is the rest of it.
    if (refused.has(socket)) return;
    refused.add(socket);
    const inTheMiddle =
      answering.get(socket)?.headersSent === true && !answering.get(socket)?.writableFinished;
    if (!socket.writable || inTheMiddle || error.code === 'ECONNRESET')
      return void socket.destroy();
    const { status, headers, body } = refusalOf('request-malformed');
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
  return server;
}

function refuse(outgoing: ServerResponse, code: ErrorCode): void {
  const { status, headers, body } = refusalOf(code);
  outgoing.writeHead(status, headers).end(body);
}

function refusalOf(code: ErrorCode): {
  status: number;
  headers: Record<string, string>;
  body: string;
} {
  const requestId = randomUUID();
  const body = JSON.stringify(errorBody(new Refusal(code), requestId));
  return {
    status: ERRORS[code].status,
    headers: {
      ...SECURITY_HEADERS,
      [REQUEST_ID_HEADER]: requestId,
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      Connection: 'close',
    },
    body,
  };
}
