import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { rawAnswer } from '../testing/raw-answer.ts';
import { servedApp } from '../testing/served-app.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { SECURITY_HEADERS } from './security.ts';

const PAGE = '<!doctype html><title>Weft</title>';
const SCRIPT = `export const text = '${'weft '.repeat(300)}';`;

/** The app with a client as the build leaves it: small files alone, large ones with their compressed copies. */
async function served(folder = temporaryFolder()): Promise<string> {
  const client = join(folder, 'dist');
  for (const name of ['assets', 'sandbox']) mkdirSync(join(client, name), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(client, 'favicon.svg'), '<svg/>');
  for (const [name, text] of [
    ['index.html', PAGE],
    ['assets/app-a1b2c3.js', SCRIPT],
    ['sandbox/drawing.html', PAGE],
  ] as const) {
    writeFileSync(join(client, name), text);
    writeFileSync(join(client, `${name}.br`), brotliCompressSync(text));
    writeFileSync(join(client, `${name}.gz`), gzipSync(text));
  }
  return (await servedApp({ client })).url;
}

describe('a hashed file', () => {
  test('WEB-1 is immutable for a year', async () => {
    const { status, headers, body } = await rawAnswer(`${await served()}/assets/app-a1b2c3.js`);
    expect([status, headers['cache-control'], headers['content-type']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'text/javascript',
    ]);
    expect(body.toString()).toBe(SCRIPT);
  });

  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
  ] as const)('WEB-1 comes as %s to who accepts "%s"', async (encoding, accepted, decompress) => {
    const { headers, body } = await rawAnswer(`${await served()}/assets/app-a1b2c3.js`, {
      headers: { 'Accept-Encoding': accepted },
    });
    expect([headers['content-encoding'], headers['content-type']]).toEqual([
      encoding,
      'text/javascript',
    ]);
    expect(headers['vary']).toMatch(/accept-encoding/i);
    expect(body.length).toBeLessThan(SCRIPT.length);
    expect(decompress(body).toString()).toBe(SCRIPT);
  });

  test('WEB-1 comes plain to who accepts nothing else, and where there is no copy', async () => {
    const url = await served();
    const plain = await rawAnswer(`${url}/assets/app-a1b2c3.js`);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const small = await rawAnswer(`${url}/favicon.svg`, { headers: { 'Accept-Encoding': 'br' } });
    expect([small.headers['content-encoding'], small.body.toString()]).toEqual([
      undefined,
      '<svg/>',
    ]);
  });

  test('WEB-1 that is missing is a 404, not the page', async () => {
    const url = await served();
    for (const path of [
      '/assets/app-000000.js',
      '/missing.png',
      '/image@2x.png',
      '/some/place.css',
      '/secret.txt',
    ]) {
      const { status, headers, body } = await rawAnswer(url + path);
      expect([path, status, headers['content-type']]).toEqual([path, 404, 'application/json']);
      expect(JSON.parse(body.toString())).toMatchObject({ code: 'route-unknown' });
    }
  });
});

describe('the page', () => {
  test('WEB-1 is asked for anew each time, and has not changed while its ETag is the same', async () => {
    const url = await served();
    const first = await rawAnswer(`${url}/`);
    expect([first.status, first.headers['cache-control'], first.body.toString()]).toEqual([
      200,
      'no-cache',
      PAGE,
    ]);
    const again = await rawAnswer(`${url}/`, { headers: { 'If-None-Match': first.headers.etag! } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const changed = await rawAnswer(`${url}/`, { headers: { 'If-None-Match': 'W/"other"' } });
    expect(changed.status).toBe(200);
  });

  test('WEB-1 is what every place inside the app shows, compressed too', async () => {
    const url = await served();
    for (const path of ['/d/Dx8vP09fb3-Pn6-_z9_v_w', '/settings', '/a/b/c?x=1']) {
      const { status, headers, body } = await rawAnswer(url + path, {
        headers: { 'Accept-Encoding': 'br' },
      });
      expect([path, status, headers['content-type'], headers['cache-control']]).toEqual([
        path,
        200,
        'text/html;charset=utf-8',
        'no-cache',
      ]);
      expect(brotliDecompressSync(body).toString()).toBe(PAGE);
    }
  });

  test('WEB-1 HEAD answers the headers of GET, without the page', async () => {
    const url = await served();
    for (const path of ['/', '/settings', '/assets/app-a1b2c3.js']) {
      const [get, head] = [
        await rawAnswer(url + path),
        await rawAnswer(url + path, { method: 'HEAD' }),
      ];
      const { date: _date, 'weft-request-id': _id, ...headers } = get.headers;
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect(head.headers).toMatchObject(headers);
    }
    const missing = await rawAnswer(`${url}/missing.js`, { method: 'HEAD' });
    expect([missing.status, missing.body.length]).toEqual([404, 0]);
  });

  test('WEB-1 is not what a wrong address of the API answers', async () => {
    const { status, body } = await rawAnswer(`${await served()}/api/v1/nothing`);
    expect([status, JSON.parse(body.toString())]).toMatchObject([404, { code: 'route-unknown' }]);
  });
});

test('WEB-1 a build under a running server changes nothing of what it serves', async () => {
  const folder = temporaryFolder();
  const url = await served(folder);
  const before = await rawAnswer(`${url}/`);
  rmSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'index.html'), `${PAGE}<p>A longer page.</p>`);
  const script = await rawAnswer(`${url}/assets/app-a1b2c3.js`);
  expect([script.status, script.body.toString()]).toEqual([200, SCRIPT]);
  const after = await rawAnswer(`${url}/`);
  expect([after.body.toString(), after.headers.etag]).toEqual([PAGE, before.headers.etag]);
});

test('WEB-1 another page has another ETag, and so has each encoding of it', async () => {
  const folder = temporaryFolder();
  const url = await served(folder);
  const plain = await rawAnswer(`${url}/`);
  const brotli = await rawAnswer(`${url}/`, { headers: { 'Accept-Encoding': 'br' } });
  writeFileSync(join(folder, 'dist', 'index.html'), PAGE.toUpperCase());
  const other = await rawAnswer(`${(await servedApp({ client: join(folder, 'dist') })).url}/`);
  expect(new Set([plain, brotli, other].map(({ headers }) => headers.etag)).size).toBe(3);
  const refused = await rawAnswer(`${url}/`, { headers: { 'Accept-Encoding': 'br;q=0, gzip' } });
  expect(refused.headers['content-encoding']).toBe('gzip');
});

test('WEB-1 nothing outside of the client’s folder is served', async () => {
  const url = await served();
  for (const path of [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..\\secret.txt',
  ]) {
    const { body } = await rawAnswer(url + path);
    expect(body.toString()).not.toContain('secret');
  }
});

test('SEC-3 WEB-1 files and pages carry the security headers', async () => {
  const url = await served();
  for (const path of ['/', '/settings', '/assets/app-a1b2c3.js', '/missing.js']) {
    const { headers } = await rawAnswer(url + path);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect([path, name, headers[name.toLowerCase()]]).toEqual([path, name, value]);
    }
  }
});

test('WEB-1 without a built client the API answers alone', async () => {
  const { url } = await servedApp();
  const { status, body } = await rawAnswer(`${url}/`);
  expect([status, JSON.parse(body.toString())]).toMatchObject([404, { code: 'route-unknown' }]);
});

describe('the sandbox', () => {
  test('SEC-6 a page of it has no origin, reaches nothing, and is framed by our pages alone', async () => {
    const url = await served();
    const { status, headers } = await rawAnswer(`${url}/sandbox/drawing.html`);
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'self'",
        'sandbox allow-scripts',
      ]),
    );
    expect(policy.filter((one) => /^(?:connect|frame|child|worker|form)-src/.test(one))).toEqual(
      [],
    );
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const page = await rawAnswer(`${url}/`);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  test('SEC-6 a page without an origin gets the files of the client, and nothing else', async () => {
    const url = await served();
    const headers = { Origin: 'null' };
    const script = await rawAnswer(`${url}/assets/app-a1b2c3.js`, { headers });
    expect([script.status, script.headers['access-control-allow-origin']]).toEqual([200, '*']);
    for (const path of [
      '/',
      '/favicon.svg',
      '/sandbox/drawing.html',
      '/api/v1/docs',
      '/assets/../api/v1/docs',
    ]) {
      const answer = await rawAnswer(url + path, { headers });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
    const other = await rawAnswer(`${url}/assets/app-a1b2c3.js`, {
      headers: { Origin: 'https://evil.example' },
    });
    expect(other.status).toBe(403);
  });
});
