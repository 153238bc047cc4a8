import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openHttpClient } from './http-client.ts';

const GET = { method: 'GET', path: '/', headers: '' } as const;
const HEAD = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(answer: string): Promise<number> {
  server = createServer((socket) => socket.once('data', () => socket.end(answer)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('BENCH-6 a stream that ends and whose connection then closes is lost once', async () => {
  const client = await openHttpClient(await serve(`${HEAD}2\r\nhi\r\n0\r\n\r\n`));
  const heard: string[] = [];
  await client.stream(
    GET,
    (data) => heard.push(data.toString()),
    () => heard.push('end'),
  );
  await expect.poll(() => heard).toEqual(['hi', 'end']);
  await sleep(20);
  expect(heard).toEqual(['hi', 'end']);
});

test('BENCH-6 a request on a connection that was closed fails instead of waiting', async () => {
  const client = await openHttpClient(await serve('HTTP/1.1 204 No Content\r\n\r\n'));
  expect((await client.ask(GET)).status).toBe(204);
  await sleep(20);
  await expect(client.ask(GET)).rejects.toThrow('The server closed the connection.');
});
