import { once } from 'node:events';
import {
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';

/** An answer as it came, neither decompressed nor redirected. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks with exactly these headers, where `fetch` would add its own. */
export async function rawAnswer(url: string, options: RequestOptions = {}): Promise<RawAnswer> {
  const { origin } = new URL(url);
  // As it is written: `URL` would resolve dots.
  const path = url.slice(origin.length);
  const [response] = (await once(
    request(origin, { agent: false, ...options, path }).end(),
    'response',
  )) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) };
}
