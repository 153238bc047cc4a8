import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What arrived, whole. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
}

export type Answerer = (request: Arrived, response: ServerResponse) => void;

/** An HTTP server on this machine that does what a test tells it to. */
export interface FakeServer {
  readonly url: string;
  /** Everything that arrived, in order. */
  readonly requests: readonly Arrived[];
  /** How requests are answered from now on. */
  answer(answerer: Answerer): void;
  /** Breaks every connection, those under way and those to come. */
  cut(): void;
  close(): Promise<void>;
}

export async function startFakeServer(
  first: Answerer = (_, response) => response.end(),
): Promise<FakeServer> {
  const requests: Arrived[] = [];
  const sockets = new Set<Socket>();
  let answerer = first;
  let isCut = false;

  const server = createServer((incoming, response) => {
    void read(incoming)
      .then((request) => {
        requests.push(request);
        answerer(request, response);
      })
      .catch(() => incoming.destroy());
  });
  server.on('connection', (socket) => {
    if (isCut) return socket.destroy();
    sockets.add(socket);
    return socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  function cut(): void {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  }
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: (next) => (answerer = next),
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Arrived> {
  const { pathname, searchParams } = new URL(incoming.url!, 'http://fake');
  const pieces: Uint8Array[] = [];
  for await (const piece of incoming) pieces.push(piece as Uint8Array);
  return {
    method: incoming.method!,
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: new Uint8Array(Buffer.concat(pieces)),
  };
}
