import { describe, expect, test } from 'vitest';
import { ROUTES } from '@weft/shared/protocol/routes';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { createPrometheusMetrics } from '../metrics/prometheus.ts';
import { typist } from '../room/testing/typist.ts';
import { followedStream } from '../testing/followed-stream.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { rawAnswer } from '../testing/raw-answer.ts';
import { servedApp } from '../testing/served-app.ts';

const TOKEN = 'a-token-that-is-long-enough';
const never = (): Promise<never> => new Promise(() => undefined);
const broken = (): Promise<never> => Promise.reject(new Error('SQLITE_IOERR'));

async function answerOf(url: string): Promise<[status: number, body: unknown]> {
  const response = await fetch(url);
  return [response.status, await response.json()];
}

describe('health and readiness', () => {
  test('OPS-6 are for everybody, and say no more than that', async () => {
    const { url } = await servedApp({ token: TOKEN });
    expect(await answerOf(`${url}/health`)).toEqual([200, { status: 'ok' }]);
    expect(await answerOf(`${url}/ready`)).toEqual([200, { status: 'ready' }]);
    expect((await fetch(`${url}/ready`, { method: 'POST' })).status).toBe(405);
  });

  test.each([
    ['documents cannot be read', { documents: { ...createMemoryDocuments(), list: broken } }],
    ['log cannot be read', { log: { ...createMemoryLog(), read: broken } }],
  ])('OPS-6 a server whose %s lives, and is not ready', async (_, ports) => {
    const { url } = await servedApp(ports);
    expect(await answerOf(`${url}/ready`)).toMatchObject([503, { code: 'unavailable' }]);
    expect(await answerOf(`${url}/health`)).toEqual([200, { status: 'ok' }]);
  });

  test('OPS-6 a database that does not answer at all counts as one that cannot', async () => {
    const { url } = await servedApp({ log: { ...createMemoryLog(), read: never } });
    expect(await answerOf(`${url}/ready`)).toMatchObject([503, { code: 'unavailable' }]);
  });

  test('OPS-6 however often it is asked, the databases are asked once a second', async () => {
    let asked = 0;
    const log = createMemoryLog();
    const { url } = await servedApp({
      log: { ...log, read: (...wanted) => ((asked += 1), log.read(...wanted)) },
    });
    const began = performance.now();
    for (let i = 0; i < 20; i++) await answerOf(`${url}/ready`);
    expect(asked).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - began) / 1_000));
  });

  test('OPS-6 OPS-5 a server that is about to leave is not ready, and serves whom it has', async () => {
    const { app, url } = await servedApp();
    app.drain();
    expect(await answerOf(`${url}/ready`)).toMatchObject([503, { code: 'unavailable' }]);
    expect((await fetch(url + ROUTES.documents)).status).toBe(200);
    expect(await answerOf(`${url}/health`)).toEqual([200, { status: 'ok' }]);
  });
});

describe('metrics', () => {
  const measured = (ports: Parameters<typeof servedApp>[0] = {}) => {
    const metrics = createPrometheusMetrics();
    const expose = async () => ({ type: metrics.contentType, text: await metrics.expose() });
    return servedApp({ metrics, expose, ...ports });
  };
  const statusOf = async (url: string, headers: Record<string, string>): Promise<number> =>
    (await rawAnswer(`${url}/metrics`, { headers })).status;

  test('OPS-7 say what happened: streams, refusals, resyncs, people, and never to whom', async () => {
    const { url } = await measured();
    const doc = docIdOf(1);
    const create = (): Promise<Response> =>
      fetch(url + ROUTES.documents, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: doc, format: 'raw' }),
      });
    await create();
    await fetch(url + ROUTES.updates.replace(':doc', doc), {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: typist(1).type('dear diary') as Uint8Array<ArrayBuffer>,
    });
    const stream = await followedStream(`${url}${ROUTES.follow}?doc=${doc}`);
    await stream.told('live');
    const stale = await followedStream(
      `${url}${ROUTES.follow}?doc=${doc}@AAAAAAAAAAA.1.AAAAAAAAAAA`,
    );
    await stale.told('resync');
    await fetch(url + ROUTES.snapshot.replace(':doc', docIdOf(9)));
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    const text = await answer.text();
    for (const line of [
      'weft_streams 2',
      'weft_rooms 1',
      'weft_follows_total{way="stream"} 2',
      'weft_resyncs_total{reason="cursor-unknown"} 1',
      'weft_refusals_total{code="document-unknown"} 1',
    ])
      expect(text).toContain(`${line}\n`);
    expect(text).not.toContain(doc);
    expect(text).not.toContain('diary');
  });

  test('OPS-9 are for programs on this machine that ask for themselves', async () => {
    const { url } = await measured({ hosts: { hosts: ['weft.example'], anyAddress: true } });
    expect(await statusOf(url, {})).toBe(200);
    for (const headers of [
      { Host: 'weft.example' },
      { Host: '192.0.2.7' },
      { 'X-Forwarded-For': '127.0.0.1' },
      { Forwarded: 'for=192.0.2.7' },
      { 'X-Real-IP': '127.0.0.1' },
      { Via: '1.1 proxy' },
    ])
      expect(await statusOf(url, headers)).toBe(403);
  });

  test('OPS-9 are for holders of the token, from anywhere', async () => {
    const { url } = await measured({ token: TOKEN });
    const elsewhere = { 'X-Forwarded-For': '192.0.2.7' };
    expect(await statusOf(url, elsewhere)).toBe(401);
    expect(await statusOf(url, { ...elsewhere, Authorization: `Bearer ${TOKEN}x` })).toBe(401);
    expect(await statusOf(url, { ...elsewhere, Authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await statusOf(url, {})).toBe(200);
  });

  test('OPS-9 SEC-4 ask whether they may be read, and are nowhere where nothing is measured', async () => {
    const { url } = await measured({ authorize: (_, action) => action !== 'metrics.read' });
    expect(await statusOf(url, {})).toBe(403);
    expect((await fetch(`${(await servedApp()).url}/metrics`)).status).toBe(404);
  });
});
