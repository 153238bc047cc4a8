import * as net from 'node:net';
import * as tls from 'node:tls';
import { base, type Answer } from './server-under-test.ts';

/**
 * Writes bytes that no HTTP client would write to a connection of its own, and resolves with the first
 * answer on it. Rejects when the server closes the connection without one.
 *
 * @param finish ends our side after the bytes, as a peer that dies half way does
 */
export function exchange(
  text: string | Uint8Array,
  { finish = false }: { finish?: boolean } = {},
): Promise<Answer> {
  const port = Number(base.port || (base.protocol === 'https:' ? 443 : 80));
  const host = base.hostname.replace(/^\[|\]$/g, '');
  const socket =
    base.protocol === 'https:'
      ? tls.connect({ host, port, servername: host })
      : net.connect({ host, port });
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed after "${received.toString()}"`)));
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part]);
      const answer = parseAnswer(received);
      if (!answer) return;
      resolve(answer);
      socket.destroy();
    });
    socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
    if (finish) socket.end();
  });
}

/** A request's head, lines joined by CRLF, with our `Host` unless another is among the lines. */
export function headOf(requestLine: string, ...lines: string[]): string {
  const host = lines.some((line) => /^host:/i.test(line)) ? [] : [`Host: ${base.host}`];
  return [requestLine, ...host, ...lines, '', ''].join('\r\n');
}

/** The answer once it is whole; its length must be declared. */
function parseAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString().split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const body = bytes.subarray(end + 4);
  if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]), headers, body };
}
