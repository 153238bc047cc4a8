import { expect, test } from 'vitest';
import { MAX_PRESENCE_BYTES, MAX_PRESENT } from '@weft/shared/protocol/limits';
import { presencePath } from '@weft/shared/protocol/routes';
import { first, follow } from './event-collector.ts';
import { present, toldOf, whoIsHere } from './people.ts';
import { expectRefused } from './refusal.ts';
import {
  append,
  createDocument,
  newSession,
  postJson,
  postPresence,
  snapshot,
} from './server-under-test.ts';
import { createWriter } from './writer.ts';

test('PRES-2 a new stream is told first who is here, before any row', async () => {
  const doc = await createDocument();
  await append(doc, createWriter(1).type('row'));
  const [ada, bo] = [newSession(), newSession()];
  await present(doc, ada, { client: 1, state: { name: 'Ada' } });
  await present(doc, bo, { client: 2, state: { name: 'Bo' } });
  const stream = await follow([doc]);
  await stream.until(first('live', doc));
  const names = stream.events.map(({ name }) => name).filter((name) => name !== 'beat');
  expect(names.slice(0, 3)).toEqual(['hello', 'presence', 'updates']);
  const told = first('presence', doc)(stream.events)!.present;
  expect(told.map(({ session }) => session).sort()).toEqual([ada, bo].sort());
});

test('PRES-2 nobody is told of people in other documents', async () => {
  const [one, two] = [await createDocument(), await createDocument()];
  const stream = await follow([one]);
  await present(two, newSession());
  await present(one, newSession());
  const told = await stream.until((events) =>
    events.find((event) => event.name === 'presence' && event.present.length > 0),
  );
  expect(told).toMatchObject({ doc: one });
  expect(stream.text).not.toContain(two);
});

test('PRES-2 changes within 40 ms leave as one event, each session’s last', async () => {
  const doc = await createDocument();
  const sessions = Array.from({ length: 12 }, newSession);
  const stream = await follow([doc]);
  await stream.until(first('live', doc));
  const before = stream.events.length;
  const began = performance.now();
  await Promise.all(
    sessions.map((session, i) => present(doc, session, { client: i, clock: 1, state: { i } })),
  );
  const took = performance.now() - began;
  await stream.until((events) => sessions.every((session) => toldOf(session)(events)) || undefined);
  const events = stream.events.slice(before).filter(({ name }) => name === 'presence');
  // A slow machine may need more than one such time for twelve posts; a timer may be 1 ms early.
  expect(events.length).toBeLessThanOrEqual(1 + Math.floor(took / 39));
  for (const [i, session] of sessions.entries()) {
    expect(toldOf(session)(stream.events)?.state).toEqual({ i });
  }
});

test('PRES-3 who it is says the server, and a body cannot', async () => {
  const doc = await createDocument();
  const session = newSession();
  const claim = { client: 1, clock: 1, state: {}, who: { kind: 'local', id: 'mallory' } };
  expectRefused(await postPresence(doc, session, claim), 'request-malformed');
  expectRefused(
    await postPresence(doc, session, { ...claim, who: undefined, session }),
    'request-malformed',
  );
  expect(await whoIsHere(doc)).toEqual([]);
  await present(doc, session, { state: { who: { kind: 'local', id: 'mallory' } } });
  const [told] = await whoIsHere(doc);
  expect(told!.who).toEqual({ kind: expect.any(String), id: expect.any(String) });
  expect(told!.who.id).not.toBe('mallory');
});

test('PRES-3 the client id of another live session is refused, until that one leaves', async () => {
  const doc = await createDocument();
  const [ada, mallory] = [newSession(), newSession()];
  await present(doc, ada, { client: 7, clock: 1 });
  const taking = { client: 7, clock: 4_294_967_295, state: { name: 'Not Ada' } };
  expectRefused(await postPresence(doc, mallory, taking), 'forbidden');
  expectRefused(await postPresence(doc, mallory, { ...taking, state: null }), 'forbidden');
  expect(await whoIsHere(doc)).toMatchObject([{ session: ada, client: 7, state: { name: 'Ada' } }]);
  await present(doc, ada, { client: 7, clock: 2, state: { name: 'still Ada' } });
  await present(doc, ada, { client: 7, clock: 3, state: null });
  await present(doc, mallory, { client: 7, clock: 1 });
  expect(await whoIsHere(doc)).toMatchObject([{ session: mallory, client: 7 }]);
});

test('PRES-4 an older clock changes nothing', async () => {
  const doc = await createDocument();
  const session = newSession();
  await present(doc, session, { clock: 5, state: { at: 5 } });
  await present(doc, session, { clock: 4, state: { at: 4 } });
  await present(doc, session, { clock: 3, state: null });
  expect(await whoIsHere(doc)).toMatchObject([{ clock: 5, state: { at: 5 } }]);
  await present(doc, session, { clock: 7, state: null });
  await present(doc, session, { clock: 6, state: { at: 6 } });
  expect(await whoIsHere(doc)).toEqual([]);
});

test('PRES-5 a state is at most 4 KB of JSON, counted in bytes', async () => {
  const doc = await createDocument();
  const stateOf = (bytes: number, letter: string): Record<string, unknown> => {
    const room = bytes - JSON.stringify({ a: '' }).length;
    return { a: letter.repeat(Math.floor(room / Buffer.byteLength(letter))) };
  };
  await present(doc, newSession(), { client: 1, state: stateOf(MAX_PRESENCE_BYTES, 'x') });
  for (const [bytes, letter] of [
    [MAX_PRESENCE_BYTES + 1, 'x'],
    [MAX_PRESENCE_BYTES + 3, 'あ'],
    [MAX_PRESENCE_BYTES * 2, '😀'],
    [60_000, 'x'],
  ] as const) {
    const body = { client: 2, clock: 1, state: stateOf(bytes, letter) };
    expectRefused(await postPresence(doc, newSession(), body), 'body-too-large');
  }
  expect(await whoIsHere(doc)).toHaveLength(1);
});

test(
  'PRES-5 a document keeps at most 1000 states, and stays readable for the next',
  { timeout: 60_000 },
  async () => {
    const doc = await createDocument();
    const sessions = Array.from({ length: MAX_PRESENT }, newSession);
    // Held by streams, because on a slow machine the first might leave before the last has come.
    for (let i = 0; i < MAX_PRESENT; i += 100) {
      await follow([doc], { sessions: sessions.slice(i, i + 100) });
    }
    for (let i = 0; i < MAX_PRESENT; i += 50) {
      const some = sessions.slice(i, i + 50);
      await Promise.all(
        some.map((session, j) => present(doc, session, { client: i + j, state: {} })),
      );
    }
    const late = newSession();
    const body = { client: 5_000, clock: 1, state: {} };
    const refused = await postPresence(doc, late, body);
    expectRefused(refused, 'too-many');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const stream = await follow([doc], { sessions: [late] });
    await stream.until(first('live', doc));
    expect(first('presence', doc)(stream.events)!.present).toHaveLength(MAX_PRESENT);
    // Who is here may still move, and who leaves makes room.
    await present(doc, sessions[0]!, { client: 0, clock: 2, state: { moved: true } });
    await present(doc, sessions[0]!, { client: 0, clock: 3, state: null });
    await present(doc, late, body);
  },
);

test('PRES-7 a flood of one session is taken, told in ticks, and ends with its last state', async () => {
  const doc = await createDocument();
  const [loud, quiet] = [newSession(), newSession()];
  const stream = await follow([doc], { sessions: [loud, quiet] });
  await stream.until(first('live', doc));
  const before = stream.events.length;
  const began = performance.now();
  const FLOOD = 300;
  for (let clock = 1; clock <= FLOOD; clock += 30) {
    const posts = Array.from({ length: 30 }, (_, i) =>
      present(doc, loud, { clock: clock + i, state: { at: clock + i } }),
    );
    await Promise.all([...posts, present(doc, quiet, { client: 2, clock, state: { at: clock } })]);
  }
  await stream.until((events) => toldOf(loud)(events)?.state?.['at'] === FLOOD || undefined);
  const ticks = (performance.now() - began) / 39;
  const events = stream.events.slice(before).filter(({ name }) => name === 'presence');
  expect(events.length).toBeLessThanOrEqual(Math.ceil(ticks) + 1);
  expect(toldOf(quiet)(stream.events)?.state).toEqual({ at: FLOOD - 29 });
});

test('PRES-7 PRES-3 a flood of client ids leaves one person, and takes nobody else’s place', async () => {
  const doc = await createDocument();
  const [ada, mallory] = [newSession(), newSession()];
  const stream = await follow([doc], { sessions: [ada, mallory] });
  await stream.until(first('live', doc));
  await present(doc, ada, { client: 50, state: { name: 'Ada' } });
  for (let client = 0; client < 100; client++) {
    const body = { client, clock: client + 1, state: { name: 'Mallory' } };
    const answer = await postPresence(doc, mallory, body);
    if (client === 50) expectRefused(answer, 'forbidden');
    else expect(answer.status).toBe(204);
  }
  const here = await whoIsHere(doc);
  expect(new Set(here.map(({ client }) => client))).toEqual(new Set([50, 99]));
  await stream.until((events) => toldOf(mallory)(events)?.client === 99 || undefined);
  // Whoever followed all along shows the same people.
  const shown = new Map<number, unknown>();
  for (const event of stream.events)
    if (event.name === 'presence')
      for (const { client, state } of event.present) shown.set(client, state);
  expect([...shown].filter(([, state]) => state !== null)).toEqual([
    [50, { name: 'Ada' }],
    [99, { name: 'Mallory' }],
  ]);
});

test('PRES-5 nothing of it is in the log', async () => {
  const doc = await createDocument();
  const before = await snapshot(doc);
  await present(doc, newSession());
  expect(await snapshot(doc)).toEqual(before);
});

test.each([
  {},
  [],
  null,
  'text',
  { client: 1, clock: 1 },
  { client: -1, clock: 1, state: {} },
  { client: 2 ** 32, clock: 1, state: {} },
  { client: 1.5, clock: 1, state: {} },
  { client: '1', clock: 1, state: {} },
  { client: 1, clock: -1, state: {} },
  { client: 1, clock: 2 ** 32, state: {} },
  { client: 1, clock: 1, state: 'text' },
])('PRES-5 %j is no state', async (body) => {
  const doc = await createDocument();
  expectRefused(await postPresence(doc, newSession(), body), 'request-malformed');
  expect(await whoIsHere(doc)).toEqual([]);
});

test('PRES-1 a post without a session belongs to nobody, and is refused', async () => {
  const doc = await createDocument();
  const answer = await postJson(presencePath(doc), { client: 1, clock: 1, state: {} });
  expectRefused(answer, 'id-malformed');
});
