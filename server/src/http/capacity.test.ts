import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MAX_STREAMS } from '@weft/shared/protocol/limits';
import { ROUTES } from '@weft/shared/protocol/routes';
import { ownCertificate } from '../testing/certificate.ts';
import { asked, http2Connection } from '../testing/http2-connection.ts';
import { servedApp } from '../testing/served-app.ts';
import { capacityOf, descriptorLimit } from './capacity.ts';

describe('the capacity', () => {
  test('RATE-5 leaves descriptors for files, and connections for what is no stream', () => {
    expect(capacityOf(20_000)).toEqual({ connections: 19_800, streams: 19_600 });
    expect(capacityOf(1_024)).toEqual({ connections: 824, streams: 624 });
    expect(capacityOf(1_000_000).streams).toBe(MAX_STREAMS);
  });

  test.each([16, 64, 256, 1_024, 4_096])('RATE-5 is something with %i descriptors', (limit) => {
    const { connections, streams } = capacityOf(limit);
    expect(connections).toBeLessThan(limit);
    expect(streams).toBeLessThan(connections);
    expect(streams).toBeGreaterThan(0);
  });

  test('RATE-5 is of what this process may open', () => {
    expect(descriptorLimit()).toBeGreaterThan(16);
    expect(Number.isInteger(descriptorLimit())).toBe(true);
  });
});

test('RATE-5 a connection too many is told so and closed, and the others go on', async () => {
  const { url, server } = await servedApp({}, { maxConnections: 2 });
  const ask = async (agent: Agent): Promise<IncomingMessage> => {
    const [answer] = (await once(request(url + ROUTES.health, { agent }).end(), 'response')) as [
      IncomingMessage,
    ];
    answer.resume();
    await once(answer, 'end');
    return answer;
  };
  const agents = Array.from({ length: 3 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  onTestFinished(() => agents.forEach((agent) => agent.destroy()));
  const [one, two, three] = agents as [Agent, Agent, Agent];
  expect([(await ask(one)).statusCode, (await ask(two)).statusCode]).toEqual([200, 200]);
  const refused = await ask(three);
  expect(refused).toMatchObject({ statusCode: 503, headers: { connection: 'close' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect((await ask(one)).statusCode).toBe(200);
  two.destroy();
  const open = (): Promise<number> =>
    new Promise((resolve) => server.listener.getConnections((_, count) => resolve(count)));
  await expect.poll(open).toBe(1);
  expect((await ask(three)).statusCode).toBe(200);
});

test('RATE-5 TLS-1 over HTTP/2 too', async () => {
  const credentials = ownCertificate();
  const { url } = await servedApp({}, { credentials, maxConnections: 1 });
  const at = url.replace('127.0.0.1', 'localhost');
  const one = await http2Connection(at, credentials.cert);
  expect((await asked(one, { ':path': ROUTES.health })).status).toBe(200);
  const two = await http2Connection(at, credentials.cert);
  const closed = once(two, 'close');
  const refused = await asked(two, { ':path': ROUTES.health });
  expect([refused.status, JSON.parse(refused.body.toString())]).toMatchObject([
    503,
    { code: 'unavailable' },
  ]);
  await closed;
  expect((await asked(one, { ':path': ROUTES.health })).status).toBe(200);
});
