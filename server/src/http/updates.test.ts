import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { MAX_PRESENCE_BYTES } from '@weft/shared/protocol/limits';
import { ROUTES, SESSION_HEADER } from '@weft/shared/protocol/routes';
import { manualClock } from '@weft/shared/testing/clock';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { titleAfter, typist } from '../room/testing/typist.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';
import { turn } from '../testing/turn.ts';

const doc = docIdOf(1);
const updates = ROUTES.updates.replace(':doc', doc);
const headers = { 'Content-Type': 'application/octet-stream' };

async function subject() {
  const clock = manualClock();
  const [log, documents] = [createMemoryLog(), createMemoryDocuments()];
  await documents.create({ id: doc, format: 'raw', time: 0 });
  const { url } = await servedApp({ clock, log, documents });
  const rooms = async (): Promise<number> =>
    ((await (await fetch(url + ROUTES.health)).json()) as { rooms: number }).rooms;
  return { clock, log, url, rooms };
}

test('UP-1 a body that takes longer than an idle room is kept meets the room of its day', async () => {
  const { clock, log, url, rooms } = await subject();
  const [slow, quick] = [typist(1).type('slow'), typist(2).type('quick')];
  const sending = request(url + updates, { method: 'POST', agent: false, headers });
  onTestFinished(() => void sending.destroy());
  sending.write(slow.subarray(0, 5));
  while ((await rooms()) === 0) await turn();
  clock.advance(180_000);
  expect(await rooms()).toBe(0);
  const body = quick as Uint8Array<ArrayBuffer>;
  expect((await fetch(url + updates, { method: 'POST', headers, body })).status).toBe(200);

  sending.end(slow.subarray(5));
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  const rows = await log.read(doc, 0, 1_000_000);
  expect(rows).toHaveLength(2);
  expect(titleAfter(rows.map(({ bytes }) => bytes))).toMatch(/^(?:slowquick|quickslow)$/);
});

test('PACE-5 an answer says how far apart requests should be, where that matters', async () => {
  let asked = 0;
  const documents = createMemoryDocuments();
  await documents.create({ id: doc, format: 'raw', time: 0 });
  const { url } = await servedApp({ documents, load: { paceMs: () => asked, commitMs: () => 0 } });
  const type = async (client: number): Promise<unknown> => {
    const body = typist(client).type('a') as Uint8Array<ArrayBuffer>;
    return (await fetch(url + updates, { method: 'POST', headers, body })).json();
  };
  expect(await type(1)).toEqual({ cursor: expect.any(String) });
  asked = 120;
  expect(await type(2)).toEqual({ cursor: expect.any(String), paceMs: 120 });
});

test('UP-9 a body that stops half way changes nothing', async () => {
  const { log, url, rooms } = await subject();
  const sending = request(url + updates, { method: 'POST', agent: false, headers });
  sending.on('error', () => undefined);
  sending.write(typist(1).type('half').subarray(0, 5));
  while ((await rooms()) === 0) await turn();
  sending.destroy();
  await turn();
  const body = typist(2).type('whole') as Uint8Array<ArrayBuffer>;
  expect((await fetch(url + updates, { method: 'POST', headers, body })).status).toBe(200);
  expect(await log.read(doc, 0, 1_000_000)).toHaveLength(1);
});

test('PRES-5 a state is at most 4 KB of JSON, counted in bytes', async () => {
  const { url } = await subject();
  const post = async (letter: string, count: number): Promise<number> => {
    const state = { name: letter.repeat(count) };
    const response = await fetch(url + ROUTES.presence.replace(':doc', doc), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [SESSION_HEADER]: sessionIdOf(1) },
      body: JSON.stringify({ client: 1, clock: 1, state }),
    });
    return response.status;
  };
  const room = MAX_PRESENCE_BYTES - '{"name":""}'.length;
  expect([await post('a', room), await post('a', room + 1)]).toEqual([204, 413]);
  expect([await post('é', room / 2), await post('é', room / 2 + 1)]).toEqual([204, 413]);
});
