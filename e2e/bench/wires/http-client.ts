import type { Socket } from 'node:net';
import { createChunkReader, parseHead, type Head } from './http-message.ts';
import { openSocket } from './socket.ts';
import type { Traffic } from './wire.ts';

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** Lines with their breaks. */
  readonly headers: string;
  readonly body?: Uint8Array;
}

/** One connection of HTTP/1.1 for one request at a time, kept open. */
export interface HttpClient {
  /** Rejects when the connection ends before the answer, or has ended. */
  ask(request: HttpRequest): Promise<Answer>;
  /** Asks for a body that does not end; resolves with the head, then calls back with the body, and once with its end. */
  stream(request: HttpRequest, onData: (data: Buffer) => void, onEnd: () => void): Promise<Head>;
  readonly traffic: Traffic;
  close(): void;
}

export async function openHttpClient(port: number): Promise<HttpClient> {
  const socket = await openSocket(port);
  let onPiece: ((piece: Buffer) => void) | undefined;
  let onClose = (): void => undefined;
  socket.on('data', (piece: Buffer) => onPiece?.(piece));
  socket.on('close', () => onClose());

  function ask(request: HttpRequest, reject: (error: Error) => void): void {
    onClose = () => reject(new Error('The server closed the connection.'));
    // It said so when nobody was waiting.
    if (socket.destroyed) onClose();
    else send(socket, port, request);
  }

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        onPiece = collectAnswer(resolve);
        ask(request, reject);
      }),
    stream: (request, onData, onEnd) =>
      new Promise((resolve, reject) => {
        let came: Buffer = Buffer.alloc(0);
        onPiece = (piece) => {
          came = Buffer.concat([came, piece]);
          const head = parseHead(came);
          if (!head) return;
          // A body ends, and then its connection does.
          const endOnce = (): void => {
            onClose = () => undefined;
            onPiece = undefined;
            onEnd();
          };
          onClose = endOnce;
          const isChunked = head.headers.get('transfer-encoding') === 'chunked';
          onPiece = isChunked ? createChunkReader(onData, endOnce) : onData;
          resolve(head);
          onPiece(came.subarray(head.end));
        };
        ask(request, reject);
      }),
    get traffic() {
      return { up: socket.bytesWritten, down: socket.bytesRead };
    },
    close: () => void socket.destroy(),
  };
}

function send(socket: Socket, port: number, { method, path, headers, body }: HttpRequest): void {
  const length = method === 'GET' ? '' : `Content-Length: ${body?.length ?? 0}\r\n`;
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n${headers}${length}\r\n`;
  if (!body) return void socket.write(head, 'latin1');
  // One write, one packet.
  const bytes = Buffer.allocUnsafe(head.length + body.length);
  bytes.write(head, 0, 'latin1');
  bytes.set(body, head.length);
  socket.write(bytes);
}

function collectAnswer(onAnswer: (answer: Answer) => void): (piece: Buffer) => void {
  const pieces: Buffer[] = [];
  let head: Head | undefined;
  let size = 0;
  let unchunk: ((piece: Buffer) => void) | undefined;
  const body: Buffer[] = [];
  const finish = (): void =>
    onAnswer({ status: head!.status, headers: head!.headers, body: Buffer.concat(body) });
  const take = (piece: Buffer): void => {
    if (unchunk) return unchunk(piece);
    size -= piece.length;
    body.push(piece);
    if (size <= 0) finish();
  };
  return (piece) => {
    if (head) return take(piece);
    pieces.push(piece);
    const all = pieces.length === 1 ? piece : Buffer.concat(pieces);
    head = parseHead(all);
    if (!head) return;
    if (head.headers.get('transfer-encoding') === 'chunked')
      unchunk = createChunkReader((data) => body.push(data), finish);
    else size = Number(head.headers.get('content-length') ?? 0);
    const rest = all.subarray(head.end);
    if (rest.length > 0 || (!unchunk && size === 0)) take(rest);
  };
}

/** The traffic of all connections together. */
export function sumTraffic(clients: readonly (HttpClient | undefined)[]): Traffic {
  let [up, down] = [0, 0];
  for (const client of clients) {
    up += client?.traffic.up ?? 0;
    down += client?.traffic.down ?? 0;
  }
  return { up, down };
}
