import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError, type HttpBindings } from '@hono/node-server';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { REQUEST_ID_HEADER } from '@weft/shared/protocol/routes';
import { Refusal } from '../room/refusal.ts';
import { clearConnections, tlsConnections } from './connections.ts';
import { errorBody } from './errors.ts';
import { Http2Request, namesTwoHosts } from './http2-exchange.ts';
import { mintRequestId } from './request-id.ts';
import type { OnRefused } from './request-refused.ts';
import { SECURITY_HEADERS, securityHeaders } from './security.ts';
import type { Credentials } from './tls-files.ts';

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** What can be the name of a host, with or without a port; the app decides whether it is one of ours. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** How long a connection that spoke no HTTP stays open, so that its peer gets to read the answer. */
const LINGER_MS = 1_000;
/** Room at a full server is not made in a moment. */
const FULL_RETRY_S = 10;
/** How often connections are looked at that are to end, the first time after what was written last has gone out. */
const LAST_WORDS_MS = 50;

export interface NodeServerOptions {
  /** Absent for HTTP in clear. */
  readonly credentials?: Credentials | undefined;
  /** Connections that are served at a time; those above it are told so, and closed. */
  readonly maxConnections?: number;
  /** Hears of what never came to the app. */
  readonly onRefused?: OnRefused;
}

/** The server's socket, and how it is left. */
export interface NodeServer {
  /** To listen with, and to hear of its faults. */
  readonly listener: Server;
  /** Takes no new connection, and ends each as soon as nothing is under way on it. Resolves when there is none. */
  leave(): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
  /** From the next connection on, the certificate of a server that has one is this. */
  renew(credentials: Credentials): void;
}

/**
 * The Node server in front of the app: HTTP/1 in clear, or, with credentials, HTTP/2 and HTTP/1 under TLS. Node and
 * the adapter refuse by themselves what is no HTTP, and would do so without a code and without the security headers;
 * here the answer is the one that everything else gets.
 */
export function createNodeServer(
  fetch: Fetch,
  hostname: string,
  {
    credentials,
    maxConnections = Number.POSITIVE_INFINITY,
    onRefused = () => undefined,
  }: NodeServerOptions = {},
): NodeServer {
  const refusalOf = (code: ErrorCode): RefusedAnswer => {
    const refusal = answerOf(code);
    const { status, requestId } = refusal;
    onRefused({ requestId, method: undefined, route: undefined, status, code, ms: 0 });
    return refusal;
  };
  const refuse = (incoming: IncomingMessage, outgoing: ServerResponse, code: ErrorCode): void => {
    const { status, headers, body } = refusalOf(code);
    outgoing.writeHead(status, { ...securityHeaders(incoming), ...headers }).end(body);
  };
  const answering = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();
  const options = {
    hostname,
    errorHandler(error: unknown) {
      const { status, headers, body } = refusalOf(
        error instanceof RequestError ? 'request-malformed' : 'internal',
      );
      return new Response(body, { status, headers });
    },
  };
  // Our exchanges of HTTP/2 have what handlers use of those of HTTP/1.
  const toApp = (request: Request, env: unknown) => fetch(request, env as HttpBindings);
  const overHttp1 = getRequestListener(toApp, options);
  // Its own way to get rid of a body would cut the answer that is sent while the body still comes.
  const overHttp2 = getRequestListener(toApp, { ...options, autoCleanupIncoming: false });

  const { server, sockets, sessions, renew, isFull } = credentials
    ? tlsConnections(maxConnections, credentials)
    : clearConnections(maxConnections);
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { host } = incoming.headers;
    const isHttp2 = incoming instanceof Http2Request;
    if (!isHttp2) answering.set(incoming.socket, outgoing);
    if (isFull(incoming)) refuse(incoming, outgoing, 'unavailable');
    else if ((host && !HOST.test(host)) || namesTwoHosts(incoming.headers))
      refuse(incoming, outgoing, 'host-forbidden');
    else if (isHttp2) void overHttp2(incoming, outgoing);
    else void overHttp1(incoming, outgoing);
  });
  server.on('checkExpectation', (incoming: IncomingMessage, outgoing: ServerResponse) =>
    refuse(incoming, outgoing, 'request-malformed'),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // What follows the first fault on a connection is the rest of it.
    if (refused.has(socket)) return;
    refused.add(socket);
    const inTheMiddle =
      answering.get(socket)?.headersSent === true && !answering.get(socket)?.writableFinished;
    // Before TLS is agreed on there is nobody to answer.
    const isReady = socket.writable && sockets.has(socket);
    if (!isReady || inTheMiddle || error.code === 'ECONNRESET') return void socket.destroy();
    const { status, headers, body } = refusalOf('request-malformed');
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
  return {
    listener: server,
    leave() {
      server.close();
      return new Promise((resolve) => {
        // Not at once: a GOAWAY would overtake the last words that are on their way in its streams.
        const timer = setInterval(() => {
          server.closeIdleConnections();
          for (const session of sessions) session.close();
          if (sockets.size > 0) return;
          clearInterval(timer);
          resolve();
        }, LAST_WORDS_MS);
      });
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    renew,
  };
}

interface RefusedAnswer {
  readonly requestId: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function answerOf(code: ErrorCode): RefusedAnswer {
  const requestId = mintRequestId();
  const body = JSON.stringify(errorBody(new Refusal(code), requestId));
  const { status } = ERRORS[code];
  return {
    requestId,
    status,
    headers: {
      ...SECURITY_HEADERS,
      [REQUEST_ID_HEADER]: requestId,
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      Connection: 'close',
      ...(status === 503 && { 'Retry-After': String(FULL_RETRY_S) }),
    },
    body,
  };
}
