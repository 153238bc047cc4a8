import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createSecureServer, type Http2Session } from 'node:http2';
import type { Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { Http1Response } from './http1-response.ts';
import { Http2Request, Http2Response } from './http2-exchange.ts';
import type { Credentials } from './tls-files.ts';

/** Node's own limit of five minutes would cut a large file on a slow link; bodies that stall are given up by their reader. */
const REQUEST_MS = 6 * 60 * 60 * 1_000;
const HEADERS_MS = 60_000;
/** A proxy that reuses a connection just as Node closes it shows its user a 502. */
const KEEP_ALIVE_MS = 75_000;
/** A tab needs one stream and what it asks for meanwhile; a browser has one connection for all of its tabs. */
const MAX_REQUESTS = 256;
/** What a request, and a connection, may have on its way to us; the 64 KiB that are usual slow uploads down. */
const REQUEST_WINDOW_BYTES = 512 * 1024;
const CONNECTION_WINDOW_BYTES = 2 * 1024 * 1024;
/** MiB that all streams of a connection may have waiting: what each may queue, and room. */
const SESSION_MEMORY_MIB = 64;

/** Connections too many that are told so at the same time, and how long that may take. */
const TOLD_AT_A_TIME = 100;
const TELLING_MS = 2_000;

/** A server of either kind, and what is open at it. */
export interface Connections {
  readonly server: NetServer & Pick<Server, 'closeIdleConnections'>;
  /** Connections that are ready for requests. */
  readonly sockets: ReadonlySet<Duplex>;
  /** Those among them that speak HTTP/2. */
  readonly sessions: ReadonlySet<Http2Session>;
  readonly renew: (credentials: Credentials) => void;
  /** Whether a request came over a connection too many, which is to be told so. */
  readonly isFull: (incoming: IncomingMessage) => boolean;
}

/** Who comes in, of a number of connections. */
interface Door {
  pass(one: Duplex | Http2Session, open: number): void;
  readonly isFull: Connections['isFull'];
}

/** Lets `max` in; some more are let in to be told that there is no room, and closed; others are dropped. */
function doorOf(max: number, server: NetServer): Door {
  const turnedAway = new WeakSet<object>();
  // Never more than the reserve of descriptors has room for, however small that is.
  const told = Math.min(TOLD_AT_A_TIME, Math.ceil(max / 10));
  if (Number.isFinite(max)) server.maxConnections = max + told;
  return {
    pass(one, open) {
      if (open < max) return;
      turnedAway.add(one);
      const timer = setTimeout(() => one.destroy(), TELLING_MS);
      one.once('close', () => clearTimeout(timer));
    },
    isFull: (incoming) =>
      turnedAway.has(
        incoming instanceof Http2Request ? (incoming.stream.session ?? incoming) : incoming.socket,
      ),
  };
}

/** HTTP/1 in clear. */
export function clearConnections(max: number): Connections {
  const server = createServer({
    ServerResponse: Http1Response,
    // Without this Node itself answers a request that names no host.
    requireHostHeader: false,
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  const sockets = new Set<Duplex>();
  const door = doorOf(max, server);
  server.on('connection', (socket) => {
    door.pass(socket, sockets.size);
    keep(sockets, socket);
  });
  return { server, sockets, sessions: new Set(), isFull: door.isFull, renew: () => undefined };
}

/** HTTP/2 under TLS, and HTTP/1 with those that speak nothing newer. */
export function tlsConnections(max: number, { cert, key }: Credentials): Connections {
  const server = createSecureServer({
    cert,
    key,
    minVersion: 'TLSv1.2',
    allowHTTP1: true,
    settings: { maxConcurrentStreams: MAX_REQUESTS, initialWindowSize: REQUEST_WINDOW_BYTES },
    maxSessionMemory: SESSION_MEMORY_MIB,
    Http1ServerResponse: Http1Response,
    Http2ServerRequest: Http2Request,
    Http2ServerResponse: Http2Response,
  });
  // Options of HTTP/1's own server are not looked at by this one, but it has the same settings.
  const http1 = {
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  Object.assign(server, http1);
  const sockets = new Set<Duplex>();
  const sessions = new Set<Http2Session>();
  const door = doorOf(max, server);
  server.on('secureConnection', (socket) => {
    if (socket.alpnProtocol !== 'h2') door.pass(socket, sockets.size);
    keep(sockets, socket);
  });
  server.on('session', (session) => {
    // Its socket is counted right after it.
    door.pass(session, sockets.size);
    keep(sessions, session);
    session.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
    // A stream's heartbeat keeps its connection busy.
    session.setTimeout(KEEP_ALIVE_MS, () => session.close());
  });
  return {
    server: server as unknown as Connections['server'],
    sockets,
    sessions,
    isFull: door.isFull,
    renew: (next) => server.setSecureContext({ cert: next.cert, key: next.key }),
  };
}

function keep<T extends Duplex | Http2Session>(open: Set<T>, one: T): void {
  open.add(one);
  one.once('close', () => open.delete(one));
}
