import { expect, test } from 'vitest';
import { ROUTES } from '@weft/shared/protocol/routes';
import { typist } from './room/testing/typist.ts';
import { followedStream } from './testing/followed-stream.ts';
import { docIdOf } from './testing/numbered-ids.ts';
import { startedServer, type StartedServer } from './testing/started-server.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const TOKEN = 'sesame-open-sesame-open';
const DIARY = 'dear-diary';

/** The JSON lines among what a server printed. */
const linesOf = (stdout: string): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Posts as somebody who has the token. */
const post = (url: string, type: string, body: string | Uint8Array): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': type, Authorization: `Bearer ${TOKEN}` },
    body: body as string,
  });

const create = ({ url }: StartedServer, body: unknown): Promise<Response> =>
  post(url + ROUTES.documents, 'application/json', JSON.stringify(body));

test('OPS-8 every refused request is one line, without what was written, the token, or an address', async () => {
  const server = await startedServer({ WEFT_DATA: temporaryFolder(), WEFT_TOKEN: TOKEN });
  const { url } = server;
  const doc = docIdOf(1);
  await create(server, { id: doc, format: 'raw' });
  const updates = url + ROUTES.updates.replace(':doc', doc);
  await post(updates, 'application/octet-stream', typist(1).type(DIARY));
  await post(updates, 'application/octet-stream', `${DIARY} is no update`);
  await post(url + ROUTES.documents, 'application/json', `{"${DIARY}":`);
  await create(server, { id: doc, format: DIARY });
  await fetch(`${url}${ROUTES.documents}?token=${TOKEN}&q=${DIARY}`);
  await fetch(`${url}/?token=${TOKEN}`, { redirect: 'manual' });
  await fetch(`${url}/${DIARY}.png?token=${TOKEN}`, { headers: { Cookie: `weft_token=${TOKEN}` } });
  const { stdout, stderr } = await server.end('SIGTERM');
  expect(stderr).toBe('');
  for (const secret of [DIARY, TOKEN, 'sesame', '?token']) expect(stdout).not.toContain(secret);
  const lines = linesOf(stdout);
  expect([lines[0], ...lines.slice(-2)].map((line) => line?.['event'])).toEqual([
    'started',
    'stopping',
    'stopped',
  ]);
  const refused = lines.filter(({ event }) => event === 'request refused');
  expect(
    refused.slice(0, 4).map(({ method, route, status, code }) => [method, route, status, code]),
  ).toEqual([
    ['POST', ROUTES.updates, 400, 'update-undecodable'],
    ['POST', ROUTES.documents, 400, 'request-malformed'],
    ['POST', ROUTES.documents, 400, 'request-malformed'],
    ['GET', ROUTES.documents, 401, 'unauthenticated'],
  ]);
  for (const line of refused) {
    expect(line).toMatchObject({ requestId: expect.any(String), ms: expect.any(Number) });
    expect(Object.keys(line).sort()).toEqual(
      ['code', 'event', 'level', 'method', 'ms', 'requestId', 'route', 'status', 'time'].filter(
        (key) => key in line,
      ),
    );
  }
});

test('OPS-7 a running server measures its commits', async () => {
  const server = await startedServer({ WEFT_DATA: temporaryFolder(), WEFT_TOKEN: TOKEN });
  await create(server, { id: docIdOf(1), format: 'raw' });
  const updates = server.url + ROUTES.updates.replace(':doc', docIdOf(1));
  await post(updates, 'application/octet-stream', typist(1).type('a'));
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(/^weft_commit_seconds_count 1$/m);
  expect(text).toMatch(/^weft_append_queue_bytes 0$/m);
});

test('OPS-5 OPS-6 with a time to drain the server is not ready first, serves on, and then says bye', async () => {
  const server = await startedServer({ WEFT_DATA: temporaryFolder(), WEFT_DRAIN_SECONDS: '300' });
  const { url } = server;
  await create(server, { id: docIdOf(1), format: 'raw' });
  const stream = await followedStream(`${url}${ROUTES.follow}?doc=${docIdOf(1)}`);
  await stream.told('live');
  server.tell('SIGTERM');
  const ready = async (): Promise<number> => (await fetch(`${url}/ready`)).status;
  await expect.poll(ready, { timeout: 10_000 }).toBe(503);
  const updates = url + ROUTES.updates.replace(':doc', docIdOf(1));
  expect((await post(updates, 'application/octet-stream', typist(1).type('a'))).status).toBe(200);
  await stream.told('updates');
  expect(stream.events.map(({ name }) => name)).not.toContain('bye');
  // Who asks again later does not want to wait for that.
  const asking = setInterval(() => server.tell('SIGTERM'), 1_200);
  await stream.told('bye').finally(() => clearInterval(asking));
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
});
