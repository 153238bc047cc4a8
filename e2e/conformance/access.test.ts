import { expect, test } from 'vitest';
import { EMBED_ORIGINS } from '@weft/shared/html/embeds';
import {
  documentPath,
  followPath,
  ROUTES,
  snapshotPath,
  VERSION_HEADER,
} from '@weft/shared/protocol/routes';
import { OLDEST_CLIENT_VERSION, PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { first, follow } from './event-collector.ts';
import { exchange, headOf } from './raw-connection.ts';
import { expectRefused } from './refusal.ts';
import {
  base,
  createDocument,
  newDoc,
  newSession,
  post,
  postJson,
  postPresence,
  send,
  snapshot,
  type Answer,
} from './server-under-test.ts';
import { download, newFile, upload, uploaded } from './uploaded-file.ts';
import { createWriter } from './writer.ts';

const foreignHosts = [
  'evil.test',
  `evil.test:${base.port}`,
  `${base.hostname}.evil.test:${base.port}`,
  `evil.test:80@${base.host}`,
  `evil@${base.host}`,
  `${base.hostname}:${base.port}:${base.port}`,
  `${base.host} evil.test`,
  `${base.host}/evil.test`,
  `${base.host},evil.test`,
  'localhost evil',
  '%6cocalhost',
  '',
];

test.each(foreignHosts)('SEC-1 %j is not this server', async (host) => {
  const head = (requestLine: string, ...lines: string[]): string =>
    headOf(requestLine, `Host: ${host}`, ...lines);
  expectRefused(await exchange(head(`GET ${ROUTES.health} HTTP/1.1`)), 'host-forbidden');
  expectRefused(await exchange(head('GET / HTTP/1.1')), 'host-forbidden');
  const id = newDoc();
  const body = JSON.stringify({ id, format: 'raw' });
  const create = head(
    `POST ${ROUTES.documents} HTTP/1.1`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  );
  expectRefused(await exchange(create + body), 'host-forbidden');
  expectRefused(await send({ path: snapshotPath(id) }), 'document-unknown');
});

test('SEC-1 a request that names no host at all reaches nothing', async () => {
  for (const version of ['1.0', '1.1']) {
    expectRefused(await exchange(`GET ${ROUTES.health} HTTP/${version}\r\n\r\n`), 'host-forbidden');
  }
});

test('SEC-1 the server’s own name counts in any case', async () => {
  const answer = await send({ path: ROUTES.health, headers: { Host: base.host.toUpperCase() } });
  expect(answer.status).toBe(200);
});

const foreignOrigins = [
  'null',
  'http://evil.test',
  'https://evil.test',
  `http://evil.test:${base.port}`,
  `${base.origin}.evil.test`,
  `${base.protocol}//${base.hostname}:1`,
  `${base.protocol}//evil@${base.host}`,
  `${base.protocol}//${base.host}@evil.test`,
  `${base.origin}, http://evil.test`,
  `${base.origin}/`,
  base.host,
  'file://',
  'chrome-extension://abcdefghijklmnop',
  '',
];

test.each(foreignOrigins)('SEC-2 a page of %j may do nothing', async (origin) => {
  const headers = { Origin: origin };
  const doc = await createDocument();
  const id = newDoc();
  const answers = [
    send({ path: ROUTES.health, headers }),
    send({ path: ROUTES.documents, headers }),
    send({ path: snapshotPath(doc), headers }),
    send({ path: followPath([], [{ doc }]), headers }),
    send({ path: '/', headers }),
    send({ method: 'DELETE', path: documentPath(doc), headers }),
    postJson(ROUTES.documents, { id, format: 'raw' }, headers),
    post(doc, createWriter(1).type('a'), headers),
    upload({ id: newFile(), doc, name: 'x' }, Buffer.from('x'), headers),
    send({
      method: 'OPTIONS',
      path: ROUTES.documents,
      headers: { ...headers, 'Access-Control-Request-Method': 'POST' },
    }),
  ];
  for (const answer of await Promise.all(answers)) {
    expectRefused(answer, 'origin-forbidden');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  }
  expect((await snapshot(doc)).frames).toEqual([]);
  expectRefused(await send({ path: snapshotPath(id) }), 'document-unknown');
});

test('SEC-2 the server’s own page is welcome, and so is who says no origin', async () => {
  const doc = await createDocument();
  const headers = { Origin: base.origin };
  expect((await post(doc, createWriter(1).type('a'), headers)).status).toBe(200);
  expect((await post(doc, createWriter(2).type('a'))).status).toBe(200);
  expect((await send({ path: snapshotPath(doc), headers })).status).toBe(200);
});

/** Answers of every kind: successes, refusals, and what is refused before HTTP is understood. */
const kinds: [kind: string, ask: () => Promise<Pick<Answer, 'headers'>>][] = [
  ['health', () => send({ path: ROUTES.health })],
  ['the list', () => send({ path: `${ROUTES.documents}?limit=1` })],
  ['a new document', () => postJson(ROUTES.documents, { id: newDoc(), format: 'raw' })],
  ['an append', async () => post(await createDocument(), createWriter(1).type('a'))],
  ['a snapshot', async () => send({ path: snapshotPath(await createDocument()) })],
  ['a snapshot held already', unchangedSnapshot],
  [
    'presence',
    async () =>
      postPresence(await createDocument(), newSession(), { client: 1, clock: 1, state: null }),
  ],
  [
    'a deletion',
    async () => send({ method: 'DELETE', path: documentPath(await createDocument()) }),
  ],
  ['a stream', openStream],
  [
    'a new file',
    async () => upload({ id: newFile(), doc: await createDocument(), name: 'x' }, Buffer.from('x')),
  ],
  ['a file', async () => download((await uploaded(await createDocument(), Buffer.from('x'))).id)],
  ['a missing file of a document', () => download(newFile())],
  ['the page', () => send({ path: '/' })],
  ['a missing file', () => send({ path: '/assets/missing.js' })],
  ['an unknown address', () => send({ path: `${ROUTES.documents}/x/y/z` })],
  ['a wrong method', () => send({ method: 'PUT', path: ROUTES.documents })],
  ['a foreign origin', () => send({ path: '/', headers: { Origin: 'null' } })],
  ['a foreign host', () => send({ path: '/', headers: { Host: 'evil.test' } })],
  ['a host that cannot be one', () => send({ path: '/', headers: { Host: 'evil test' } })],
  ['a refused body', async () => post(await createDocument(), Uint8Array.of(9, 9))],
  ['what is no HTTP', () => exchange('no HTTP at all\r\n\r\n')],
  ['a header with a line break', () => exchange(headOf('GET / HTTP/1.1', 'X-Evil: a\rb'))],
  [
    'no header that fits',
    () => exchange(headOf('GET / HTTP/1.1', `X-Long: ${'x'.repeat(50_000)}`)),
  ],
  ['an expectation', () => exchange(headOf(`GET ${ROUTES.health} HTTP/1.1`, 'Expect: wonders'))],
];

/** Words of a policy by which code, or anything that is not encrypted, could come in. */
const OPEN = /unsafe|\*|http:|https:\/\//;

test.each(kinds)('SEC-3 MEDIA-4 %s carries the security headers', async (_, ask) => {
  const { headers } = await ask();
  const policy = new Map(
    String(headers['content-security-policy'])
      .split(/; */)
      .map((directive) => {
        // Of some, the name says it all.
        const [name = '', sources = ''] = directive.split(/ (.*)/);
        return [name, sources] as const;
      }),
  );
  expect(policy.get('default-src')).toBe("'none'");
  expect(policy.get('frame-ancestors')).toBe("'none'");
  expect(policy.get('base-uri')).toBe("'none'");
  for (const [name, sources] of policy) {
    const isMedia = name === 'img-src' || name === 'media-src';
    if (name === 'frame-src') expect(sources.split(' ')).toEqual(["'self'", ...EMBED_ORIGINS]);
    // Pictures may be of any site that encrypts; nothing else leaves this origin.
    else expect([name, sources]).not.toEqual([name, expect.stringMatching(OPEN)]);
    if (!isMedia) expect([name, sources]).not.toEqual([name, expect.stringMatching(/ https:$/)]);
  }
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.any(String),
    'x-frame-options': 'DENY',
    'weft-request-id': expect.stringMatching(/^\S+$/),
  });
  expect(headers).not.toHaveProperty('x-powered-by');
});

test('SEC-3 an answer that is no page may use no source at all', async () => {
  const { headers } = await post(await createDocument(), createWriter(1).type('a'));
  expect(headers['content-security-policy']).not.toMatch(/'self'|https?:|data:/);
});

async function unchangedSnapshot(): Promise<Answer> {
  const doc = await createDocument();
  const { etag } = await snapshot(doc);
  return send({ path: snapshotPath(doc), headers: { 'If-None-Match': etag } });
}

async function openStream(): Promise<Pick<Answer, 'headers'>> {
  const stream = await follow([await createDocument()]);
  await stream.until(first('hello'));
  stream.close();
  return stream;
}

test('VER-1 a client older than is supported is told to load a newer one, everywhere', async () => {
  const doc = await createDocument();
  const headers = { [VERSION_HEADER]: String(OLDEST_CLIENT_VERSION - 1) };
  for (const answer of [
    await send({ path: ROUTES.health, headers }),
    await send({ path: ROUTES.documents, headers }),
    await postJson(ROUTES.documents, { id: newDoc(), format: 'raw' }, headers),
    await post(doc, createWriter(1).type('a'), headers),
    await send({ path: snapshotPath(doc), headers }),
    await send({ path: followPath([], [{ doc }]), headers }),
    await send({ method: 'DELETE', path: documentPath(doc), headers }),
  ]) {
    expectRefused(answer, 'client-too-old');
  }
  expect((await snapshot(doc)).frames).toEqual([]);
});

test('VER-1 this version, a newer one and none at all are welcome; what is no version is not', async () => {
  for (const version of [OLDEST_CLIENT_VERSION, PROTOCOL_VERSION, PROTOCOL_VERSION + 1]) {
    const headers = { [VERSION_HEADER]: String(version) };
    expect((await send({ path: ROUTES.health, headers })).status).toBe(200);
  }
  expect((await send({ path: ROUTES.health })).status).toBe(200);
  for (const version of ['', 'x', '-1', '1.0', '9'.repeat(20)]) {
    const headers = { [VERSION_HEADER]: version };
    expectRefused(await send({ path: ROUTES.health, headers }), 'request-malformed');
  }
});
