import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '@weft/shared/protocol/routes';
import { rawAnswer } from '../testing/raw-answer.ts';
import { servedApp } from '../testing/served-app.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const TOKEN = 'a-token-that-is-long-enough';

async function guarded(): Promise<string> {
  const client = temporaryFolder();
  writeFileSync(join(client, 'index.html'), '<!doctype html>');
  return (await servedApp({ token: TOKEN, client })).url;
}

/** Status and code of an answer to `GET /health`. */
async function health(
  url: string,
  headers: Record<string, string>,
): Promise<[number, string | undefined]> {
  const response = await fetch(url + ROUTES.health, { headers });
  return [response.status, ((await response.json()) as { code?: string }).code];
}

const REFUSED = [401, 'unauthenticated'];
const WELCOME = [200, undefined];

describe('with a token', () => {
  test('SEC-5 a request without it is unauthenticated, at every route', async () => {
    const { app, url } = await servedApp({ token: TOKEN });
    expect(app.routes.length).toBeGreaterThan(0);
    for (const { method, path } of app.routes) {
      const response = await fetch(url + path, { method });
      expect([response.status, await response.json()]).toMatchObject([
        401,
        { code: 'unauthenticated' },
      ]);
    }
    expect((await fetch(`${url}/api/v1/nothing`)).status).toBe(401);
  });

  test('SEC-5 the token as a bearer is welcome, and nothing but it', async () => {
    const url = await guarded();
    expect(await health(url, { Authorization: `Bearer ${TOKEN}` })).toEqual(WELCOME);
    for (const wrong of [
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      `Bearer ${TOKEN.toUpperCase()}`,
      `Basic ${TOKEN}`,
      TOKEN,
      'Bearer ',
      'Bearer undefined',
    ]) {
      expect(await health(url, { Authorization: wrong })).toEqual(REFUSED);
    }
  });

  test('SEC-5 opening the link keeps the token as a cookie, out of reach for scripts, and out of the address', async () => {
    const url = await guarded();
    const response = await fetch(`${url}/?token=${TOKEN}`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    const [cookie, ...attributes] = response.headers.get('set-cookie')!.split('; ');
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/']));
    expect(await health(url, { Cookie: cookie! })).toEqual(WELCOME);
  });

  test('SEC-5 a link to a place inside the app leads there', async () => {
    const response = await fetch(`${await guarded()}/some/page?token=${TOKEN}`, {
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/some/page']);
  });

  test('SEC-5 no link leads to another host', async () => {
    const url = await guarded();
    for (const path of [
      '//evil.example/',
      '///evil.example',
      '/%5Cevil.example/',
      '/.//evil.example/',
      '/%09/evil.example/',
      '/%2Fevil.example/',
    ]) {
      const { status, headers } = await rawAnswer(`${url}${path}?token=${TOKEN}`);
      expect([path, status]).toEqual([path, 303]);
      expect([path, new URL(headers.location!, url).origin]).toEqual([path, url]);
      expect(headers.location).not.toContain('\\');
    }
  });

  test('SEC-5 a wrong link does not take back a right cookie', async () => {
    const response = await fetch(`${await guarded()}/?token=wrong`, {
      redirect: 'manual',
      headers: { Cookie: `weft_token=${TOKEN}` },
    });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([303, null]);
  });

  test('SEC-5 a wrong link gives no cookie, and takes back an old one', async () => {
    const url = await guarded();
    const response = await fetch(`${url}/?token=wrong`, { redirect: 'manual' });
    expect(response.status).toBe(303);
    const cookie = response.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^weft_token=; .*Max-Age=0/);
    expect(cookie).not.toContain('wrong');
    expect(await health(url, { Cookie: 'weft_token=wrong' })).toEqual(REFUSED);
  });

  test('SEC-5 a right cookie does not help a wrong bearer', async () => {
    const url = await guarded();
    const headers = { Authorization: 'Bearer wrong', Cookie: `weft_token=${TOKEN}` };
    expect(await health(url, headers)).toEqual(REFUSED);
  });

  test('SEC-5 behind a proxy that speaks HTTPS the cookie is for HTTPS only', async () => {
    const response = await fetch(`${await guarded()}/?token=${TOKEN}`, {
      redirect: 'manual',
      headers: { 'X-Forwarded-Proto': 'https' },
    });
    expect(response.headers.get('set-cookie')).toContain('; Secure');
  });
});

test('SEC-5 without a token everybody who can reach the server is its owner', async () => {
  const { url } = await servedApp();
  expect(await health(url, {})).toEqual(WELCOME);
});
