import {
  connect as connectHttp2,
  type ClientHttp2Session,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { HttpClient, HttpRequest } from './http-client.ts';
import type { Head } from './http-message.ts';

/** Headers that HTTP/2 forbids. */
const FORBIDDEN = new Set(['connection', 'host']);

/** One connection of HTTP/2 over TLS for many requests at once; counts what is inside of TLS. */
export async function openHttp2Client(port: number): Promise<HttpClient> {
  const secured = await openTls(port);
  const counted = countBytes(secured);
  const session = connectHttp2(`https://localhost:${port}`, {
    createConnection: () => counted.stream,
  });
  session.on('error', () => undefined);

  return {
    async ask(request) {
      const pieces: Buffer[] = [];
      const { status, headers, body } = await begin(session, request);
      for await (const piece of body) pieces.push(piece as Buffer);
      return { status, headers, body: Buffer.concat(pieces) };
    },
    async stream(request, onData, onEnd) {
      const { body, ...head } = await begin(session, request);
      body.on('data', onData);
      body.once('close', onEnd);
      return head;
    },
    get traffic() {
      return { up: counted.up(), down: counted.down() };
    },
    close: () => session.destroy(),
  };
}

function openTls(port: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      port,
      host: 'localhost',
      ALPNProtocols: ['h2'],
      // The certificate is made for this run, by nobody that anybody knows.
      rejectUnauthorized: false,
    });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      if (socket.alpnProtocol === 'h2') resolve(socket);
      else reject(new Error('The server speaks no HTTP/2.'));
    });
  });
}

function begin(
  session: ClientHttp2Session,
  { method, path, headers, body }: HttpRequest,
): Promise<Head & { body: NodeJS.ReadableStream & Duplex }> {
  const sent: OutgoingHttpHeaders = { ':method': method, ':path': path };
  for (const line of headers.split('\r\n').filter(Boolean)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (!FORBIDDEN.has(name)) sent[name] = line.slice(colon + 1).trim();
  }
  if (body) sent['content-length'] = body.length;
  const stream = session.request(sent, { endStream: !body });
  stream.end(body);
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.once('response', (received) => {
      const got = Object.entries(received).map(([name, value]) => [name, String(value)] as const);
      resolve({
        status: Number(received[':status']),
        headers: new Map(got),
        end: 0,
        body: stream,
      });
    });
  });
}

/** A stream that is the socket's inside, and knows how much went through. */
function countBytes(socket: TLSSocket): { stream: Duplex; up: () => number; down: () => number } {
  let [up, down] = [0, 0];
  const stream = new Duplex({
    read: () => void socket.resume(),
    write(piece: Buffer, _, done) {
      up += piece.length;
      socket.write(piece, () => done());
    },
    final: (done) => void socket.end(() => done()),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (piece: Buffer) => {
    down += piece.length;
    if (!stream.push(piece)) socket.pause();
  });
  socket.on('end', () => stream.push(null));
  socket.on('close', () => stream.destroy());
  return { stream, up: () => up, down: () => down };
}
