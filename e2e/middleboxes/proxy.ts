import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Middlebox } from './nginx.ts';

/** What a proxy does to what passes; it may be changed while it runs. */
export interface Manners {
  /** Holds each answer back until it is whole. */
  readonly isWhole?: boolean;
  /** Cuts a connection on which nothing has moved for so many milliseconds. */
  readonly idleMs?: number;
  /** Answers by itself, with a page of this status; asked for each request. */
  readonly page?: (incoming: IncomingMessage) => number | undefined;
  /** Takes requests and never answers. */
  readonly isDead?: boolean;
  /** Lets a stream through for so many milliseconds, and then nothing, without a word. */
  readonly streamMs?: number;
}

export interface Proxy extends Middlebox {
  behave(manners: Manners): void;
  /** Breaks every connection there is. */
  drop(): void;
  /** What was asked of the server through it: how each request follows. */
  readonly asked: readonly ('stream' | 'poll' | 'held poll' | 'other')[];
  /** Connections cut for being idle. */
  readonly cuts: number;
}

/** An HTTP proxy before `target` with manners of its own. */
export async function startProxy(target: string, first: Manners): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const asked: Proxy['asked'][number][] = [];
  let manners = first;
  let cuts = 0;

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    asked.push(kindOf(incoming));
    const { isWhole, idleMs, page, isDead, streamMs = Infinity } = manners;
    const status = page?.(incoming);
    if (status !== undefined) {
      incoming.resume();
      outgoing.writeHead(status, { 'Content-Type': 'text/html' });
      outgoing.end('<html><h1>Bad gateway</h1></html>');
      return;
    }
    if (isDead) return;
    const { method, url, headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers, agent: false });
    let timer: NodeJS.Timeout | undefined;
    const moved = (): void => {
      clearTimeout(timer);
      if (idleMs === undefined) return;
      timer = setTimeout(() => {
        cuts += 1;
        onward.destroy();
        outgoing.destroy();
      }, idleMs);
    };
    moved();
    incoming.pipe(onward);
    onward.on('error', () => outgoing.destroy());
    outgoing.on('error', () => onward.destroy());
    outgoing.on('close', () => {
      clearTimeout(timer);
      onward.destroy();
    });
    onward.on('response', (answer) => {
      const held: Buffer[] = [];
      const silentFrom =
        kindOf(incoming) === 'stream' ? performance.now() + streamMs : Number.POSITIVE_INFINITY;
      if (!isWhole) outgoing.writeHead(answer.statusCode!, answer.headers).flushHeaders();
      answer.on('data', (piece: Buffer) => {
        if (isWhole) return void held.push(piece);
        if (performance.now() >= silentFrom) return undefined;
        moved();
        return void outgoing.write(piece);
      });
      answer.on('error', () => outgoing.destroy());
      answer.on('end', () => {
        if (isWhole) outgoing.writeHead(answer.statusCode!, answer.headers);
        outgoing.end(Buffer.concat(held));
      });
    });
  }

  const server = createServer(pass).listen(0, '127.0.0.1');
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await once(server, 'listening');
  function drop(): void {
    for (const socket of sockets) socket.destroy();
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => void (manners = next),
    asked,
    get cuts() {
      return cuts;
    },
    drop,
    async close() {
      server.close();
      drop();
      await once(server, 'close');
    },
  };
}

function kindOf({ url, headers }: IncomingMessage): Proxy['asked'][number] {
  if (!url?.startsWith('/api/v1/updates')) return 'other';
  if (headers.accept === 'text/event-stream') return 'stream';
  return headers['prefer'] === undefined ? 'poll' : 'held poll';
}
