import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { constants } from 'node:http2';
import { request } from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { filePath, ROUTES, uploadPath } from '@weft/shared/protocol/routes';
import { createMemoryBlobs } from '../files/memory-blobs.ts';
import { typist } from '../room/testing/typist.ts';
import { ownCertificate } from '../testing/certificate.ts';
import { answered, asked, followedOver, http2Connection } from '../testing/http2-connection.ts';
import { docIdOf, fileIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';

const doc = docIdOf(1);
const STREAMS = 50;

/** The app under TLS, one connection of HTTP/2 to it, and a document. */
async function subject(ports: Parameters<typeof servedApp>[0] = {}) {
  const credentials = ownCertificate();
  const served = await servedApp(ports, { credentials });
  const url = served.url.replace('127.0.0.1', 'localhost');
  const session = await http2Connection(url, credentials.cert);
  const post = (path: string, type: string, body: Uint8Array | string) =>
    asked(session, { ':method': 'POST', ':path': path, 'content-type': type }, body);
  const { status } = await post(
    ROUTES.documents,
    'application/json',
    JSON.stringify({ id: doc, format: 'raw' }),
  );
  expect(status).toBe(201);
  return {
    ...served,
    url,
    credentials,
    session,
    append: (bytes: Uint8Array) =>
      post(ROUTES.updates.replace(':doc', doc), 'application/octet-stream', bytes),
    get: (path: string, headers = {}) => asked(session, { ':path': path, ...headers }),
  };
}

/** An answer to a request of HTTP/1 under TLS. */
async function overHttp1(url: string, ca: Buffer, headers: Record<string, string> = {}) {
  const asking = request(url, { ca, agent: false, headers }).end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const { statusCode: status, httpVersion: version } = response;
  return { status, version, headers: response.headers, body: Buffer.concat(parts).toString() };
}

const codeOf = ({ body }: { body: Buffer }): string =>
  (JSON.parse(body.toString()) as { code: string }).code;

test(`TLS-1 ${STREAMS} streams on one connection of HTTP/2 all get an edit`, async () => {
  const { server, session, append } = await subject();
  const streams = Array.from({ length: STREAMS }, () =>
    followedOver(session, `${ROUTES.follow}?doc=${doc}`),
  );
  await Promise.all(streams.map(({ told }) => told('live')));
  const update = typist(1).type('everybody');
  expect((await append(update)).status).toBe(200);
  await Promise.all(streams.map(({ told }) => told('updates')));
  for (const { events } of streams)
    expect(events.find(({ name }) => name === 'updates')).toMatchObject({
      updates: [Buffer.from(update).toString('base64')],
    });
  const connections = await new Promise((resolve) =>
    server.listener.getConnections((_, count) => resolve(count)),
  );
  expect(connections).toBe(1);
});

test('TLS-1 who speaks nothing newer is served over HTTP/1, events too', async () => {
  const { url, credentials, session, append } = await subject();
  const health = await overHttp1(url + ROUTES.health, credentials.cert);
  expect(health).toMatchObject({ status: 200, version: '1.1' });
  const asking = request(`${url}${ROUTES.follow}?doc=${doc}`, { ca: credentials.cert }).end();
  const [stream] = (await once(asking, 'response')) as [IncomingMessage];
  let text = '';
  stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  await expect.poll(() => text).toContain('event: live');
  await append(typist(1).type('old'));
  await expect.poll(() => text).toContain('event: updates');
  asking.destroy();
  expect(session.destroyed).toBe(false);
});

test('TLS-1 FILE-12 a file comes whole over HTTP/2, and a reader that takes nothing holds up nobody on its connection', async () => {
  const { session, get, append } = await subject();
  const bytes = new Uint8Array(3_000_000).map((_, i) => i % 251);
  const path = uploadPath({ id: fileIdOf(1), doc, name: 'x.bin' });
  expect((await asked(session, { ':method': 'POST', ':path': path }, bytes)).status).toBe(201);
  const stalled = session.request({ ':path': filePath(fileIdOf(1)) });
  await once(stalled, 'response');
  stalled.pause();
  const { status, body, headers } = await get(filePath(fileIdOf(1)));
  expect([status, body.equals(bytes)]).toEqual([200, true]);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-length': '3000000',
  });
  const other = followedOver(session, `${ROUTES.follow}?doc=${doc}`);
  await other.told('live');
  await append(typist(1).type('meanwhile'));
  await other.told('updates');
  const again = await get(filePath(fileIdOf(1)), { range: 'bytes=10-19' });
  expect([again.status, [...again.body]]).toEqual([206, [...bytes.subarray(10, 20)]]);
  const head = await get(filePath(fileIdOf(1)), { ':method': 'HEAD' });
  expect([head.status, head.body.length]).toEqual([200, 0]);
});

describe('a body over HTTP/2', () => {
  test.each([
    ['by its sender', 'stream', 200_000],
    ['with its connection', 'connection', undefined],
  ])('TLS-1 FILE-6 that is given up half way %s leaves nothing behind', async (_, what, length) => {
    const blobs = createMemoryBlobs();
    const { url, credentials, get, append } = await subject({ blobs });
    const session = await http2Connection(url, credentials.cert);
    /** Sends the body but not its end. */
    const half = async (path: string, body: Uint8Array) => {
      const headers = {
        ':method': 'POST',
        ':path': path,
        'content-type': 'application/octet-stream',
        ...(length && { 'content-length': length }),
      };
      const stream = session.request(headers);
      stream.on('error', () => undefined);
      const closed = once(stream, 'close');
      await new Promise((resolve) => stream.write(body, resolve));
      return { stream, closed };
    };
    const path = uploadPath({ id: fileIdOf(1), doc, name: 'x.bin' });
    const parts = [
      await half(path, Buffer.alloc(100_000)),
      await half(ROUTES.updates.replace(':doc', doc), typist(1).type('lost')),
    ];
    if (what === 'connection') session.destroy();
    else for (const { stream } of parts) stream.close(constants.NGHTTP2_CANCEL);
    await Promise.all(parts.map(({ closed }) => closed));
    const cursor = await append(typist(2).type('kept'));
    expect(JSON.parse(cursor.body.toString())).toMatchObject({
      cursor: expect.stringMatching(/\.1\./),
    });
    expect((await get(filePath(fileIdOf(1)))).status).toBe(404);
    for await (const blob of blobs.list()) expect(blob).toBeUndefined();
  });

  test('TLS-1 ERR-4 that is refused before it is read gets its answer, and the connection goes on', async () => {
    const { session, get } = await subject({ maxFileBytes: 1_000 });
    const path = uploadPath({ id: fileIdOf(1), doc, name: 'x.bin' });
    const declared = session.request({
      ':method': 'POST',
      ':path': path,
      'content-length': 50_000_000,
    });
    declared.on('error', () => undefined);
    declared.write(Buffer.alloc(100_000));
    const refused = await answered(declared);
    expect([refused.status, codeOf(refused)]).toEqual([413, 'body-too-large']);
    const endless = session.request({ ':method': 'POST', ':path': path });
    endless.on('error', () => undefined);
    const more = setInterval(() => endless.destroyed || endless.write(Buffer.alloc(1_000)), 5);
    const stopped = await answered(endless).finally(() => clearInterval(more));
    expect([stopped.status, codeOf(stopped)]).toEqual([413, 'body-too-large']);
    expect((await get(ROUTES.health)).status).toBe(200);
  });

  test('TLS-1 ERR-1 refusals have the one shape, and no header of HTTP/1', async () => {
    const { get, session } = await subject();
    const answers = await Promise.all([
      get(ROUTES.snapshot.replace(':doc', docIdOf(9))),
      get(ROUTES.health, { expect: 'magic' }),
      get('/api/v1/nothing'),
      asked(session, { ':method': 'POST', ':path': ROUTES.documents }, '{}'),
    ]);
    expect(answers.map((one) => [one.status, codeOf(one)])).toEqual([
      [404, 'document-unknown'],
      [400, 'request-malformed'],
      [404, 'route-unknown'],
      [415, 'content-type-unsupported'],
    ]);
    for (const { headers } of answers) {
      expect(headers).not.toHaveProperty('connection');
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    }
  });
});

test('TLS-1 SEC-1 the host is the one that HTTP/2 names, and it names one', async () => {
  const { url, get } = await subject({ hosts: { hosts: ['weft.example'], anyAddress: false } });
  const authority = `weft.example:${new URL(url).port}`;
  expect((await get(ROUTES.health, { ':authority': authority })).status).toBe(200);
  for (const headers of [
    { ':authority': 'evil.example' },
    { ':authority': authority, host: 'evil.example' },
  ]) {
    const refused = await get(ROUTES.health, headers);
    expect([refused.status, codeOf(refused)]).toEqual([421, 'host-forbidden']);
  }
  const foreign = await get(ROUTES.health, { origin: 'https://evil.example' });
  expect([foreign.status, codeOf(foreign)]).toEqual([403, 'origin-forbidden']);
  expect((await get(ROUTES.health, { origin: url })).status).toBe(200);
});

test('TLS-2 under TLS the cookie is for TLS alone, and a name that is not this machine’s is asked for under TLS from then on', async () => {
  const token = 'a-token-that-is-long-enough';
  const hosts = { hosts: ['weft.example'], anyAddress: false };
  const client = new URL('../../src', import.meta.url).pathname;
  const credentials = ownCertificate();
  const { url } = await servedApp({ token, hosts, client }, { credentials });
  const link = await overHttp1(`${url}/?token=${token}`, credentials.cert);
  expect(link.headers['set-cookie']?.[0]).toMatch(/HttpOnly; Secure/);
  expect(link.headers).not.toHaveProperty('strict-transport-security');
  for (const path of [ROUTES.health, '/x.png']) {
    const named = await overHttp1(url + path, credentials.cert, { Host: 'weft.example' });
    expect(named.headers['strict-transport-security']).toMatch(/^max-age=\d{7,}$/);
  }
  const clear = await servedApp({ hosts });
  const answer = await fetch(clear.url + ROUTES.health);
  expect(answer.headers.has('strict-transport-security')).toBe(false);
});

test('TLS-1 what is no TLS, or no HTTP, harms nobody', async () => {
  const { url, get } = await subject();
  const port = Number(new URL(url).port);
  const clear = connect(port, '127.0.0.1');
  clear.on('error', () => undefined);
  clear.end('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  clear.resume();
  await once(clear, 'close');
  const noise = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(noise, 'secureConnect');
  noise.write('\u0000 nothing of the kind\r\n\r\n');
  const [answer] = (await once(noise, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 [^]*"code":"request-malformed"/);
  noise.destroy();
  expect((await get(ROUTES.health)).status).toBe(200);
});

test('TLS-3 who follows over HTTP/2 hears bye before the connection is given up', async () => {
  const { app, server, session } = await subject();
  const stream = followedOver(session, `${ROUTES.follow}?doc=${doc}`);
  await stream.told('live');
  const order: string[] = [];
  void stream.told('bye').then(() => order.push('bye'));
  session.once('goaway', () => order.push('goaway'));
  const closed = once(session, 'close');
  await app.close();
  await server.leave();
  await closed;
  expect(order).toEqual(['bye', 'goaway']);
});

test('TLS-4 a certificate that was renewed is shown from the next connection on, and open ones go on', async () => {
  const { url, server, credentials, get } = await subject();
  const shown = async (): Promise<string> => {
    const port = Number(new URL(url).port);
    const socket: TLSSocket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256;
  };
  const before = await shown();
  const next = ownCertificate();
  expect(next.cert.equals(credentials.cert)).toBe(false);
  server.renew(next);
  expect(await shown()).not.toBe(before);
  expect((await get(ROUTES.health)).status).toBe(200);
});
