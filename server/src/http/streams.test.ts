import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { decodePoll } from '@weft/shared/codec/poll';
import { HEARTBEAT_MS } from '@weft/shared/protocol/limits';
import { FRAMES_TYPE, ROUTES } from '@weft/shared/protocol/routes';
import { manualClock } from '@weft/shared/testing/clock';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { typist } from '../room/testing/typist.ts';
import { followedStream, type FollowedStream } from '../testing/followed-stream.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';
import { turn } from '../testing/turn.ts';
import type { EventStream } from './event-stream.ts';
import { createStreams } from './streams.ts';

const doc = docIdOf(1);

async function subject() {
  const clock = manualClock();
  const documents = createMemoryDocuments();
  await documents.create({ id: doc, format: 'raw', time: 0 });
  const { app, url } = await servedApp({ clock, documents });
  return {
    app,
    clock,
    url,
    follow: (): Promise<FollowedStream> => followedStream(`${url}${ROUTES.follow}?doc=${doc}`),
    async append(bytes: Uint8Array): Promise<void> {
      const response = await fetch(url + ROUTES.updates.replace(':doc', doc), {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: bytes as Uint8Array<ArrayBuffer>,
      });
      expect(response.status).toBe(200);
    },
    /** Streams that the server says it has. */
    async streams(): Promise<number> {
      const response = await fetch(url + ROUTES.health);
      return ((await response.json()) as { streams: number }).streams;
    },
  };
}

/** Waits until `ask` answers `wanted`; the test's own time limit ends it. */
async function until<T>(ask: () => Promise<T>, wanted: T): Promise<void> {
  while ((await ask()) !== wanted) await turn();
}

const names = ({ events }: FollowedStream): string[] => events.map(({ name }) => name);

test('DOWN-1 a stream begins with hello, the heartbeat interval and 2 KB of padding', async () => {
  const { follow } = await subject();
  const stream = await follow();
  const hello = await stream.told('hello');
  expect(hello).toEqual({ name: 'hello', heartbeatMs: HEARTBEAT_MS, padding: ' '.repeat(2048) });
  await stream.told('live');
  expect(names(stream)).toEqual(['hello', 'presence', 'live']);
});

test('DOWN-7 something is said at least every 15 s', async () => {
  const { clock, follow } = await subject();
  const stream = await follow();
  await stream.told('live');
  clock.advance(7_000);
  const late = await follow();
  await late.told('live');
  for (let beats = 1; beats <= 3; beats++) {
    clock.advance(15_000);
    await until(async () => names(stream).filter((name) => name === 'beat').length, beats);
    await until(async () => names(late).filter((name) => name === 'beat').length, beats);
  }
});

test('DOWN-8 OPS-5 on shutdown every stream is told when to come back, and ends', async () => {
  const { app, follow } = await subject();
  const streams = await Promise.all(Array.from({ length: 20 }, follow));
  await Promise.all(streams.map(({ told }) => told('live')));
  await app.close();
  await Promise.all(streams.map(({ ended }) => ended));
  const times = streams.map(({ events, response }) => {
    expect(response.complete).toBe(true);
    const last = events.at(-1)!;
    return last.name === 'bye' ? last.retryMs : Number.NaN;
  });
  for (const retryMs of times) {
    expect(retryMs).toBeGreaterThanOrEqual(0);
    expect(retryMs).toBeLessThan(2_000);
  }
  // Spread by jitter: they must not all come back at once.
  expect(new Set(times).size).toBeGreaterThan(10);
});

test('POLL-6 OPS-5 on shutdown every poll that waits is told when to come back, and ends', async () => {
  const { app, url, streams } = await subject();
  const ask = (query: string, wait: number): Promise<Response> =>
    fetch(`${url}${ROUTES.follow}?doc=${doc}${query}`, {
      headers: { Accept: FRAMES_TYPE, Prefer: `wait=${wait}` },
    });
  const presence = (await ask('', 0)).headers.get('weft-presence')!;
  const waiting = Array.from({ length: 20 }, () => ask(`&presence=${presence}`, 30));
  await until(streams, waiting.length);
  await app.close();
  const answers = await Promise.all(waiting);
  const times = await Promise.all(
    answers.map(async (answer) => {
      const [event, ...more] = decodePoll(new Uint8Array(await answer.arrayBuffer()));
      expect([answer.headers.get('connection'), more]).toEqual(['close', []]);
      return event?.name === 'bye' ? event.retryMs : Number.NaN;
    }),
  );
  for (const retryMs of times) expect(retryMs).toBeLessThan(2_000);
  expect(new Set(times).size).toBeGreaterThan(10);
  expect((await ask('', 0)).status).toBe(503);
});

test('OPS-5 while it shuts down the server takes no new stream', async () => {
  const { app, follow, url } = await subject();
  await (await follow()).told('live');
  await app.close();
  const response = await fetch(`${url}${ROUTES.follow}?doc=${doc}`);
  expect([response.status, await response.json()]).toMatchObject([503, { code: 'unavailable' }]);
});

test('OPS-5 a closed app leaves no timer behind', async () => {
  const { app, clock, follow, append } = await subject();
  await (await follow()).told('live');
  await append(typist(1).type('a'));
  await app.close();
  await turn();
  expect(clock.nextTimer()).toBeUndefined();
});

test('DOWN-9 a stream is forgotten when its reader goes', async () => {
  const { follow, streams } = await subject();
  const [one, other] = [await follow(), await follow()];
  expect(await streams()).toBe(2);
  one.response.destroy();
  await until(streams, 1);
  await other.told('live');
});

test('DOWN-9 a reader that takes nothing for 30 s is cut, and not before', async () => {
  const { clock, url, follow, append, streams } = await subject();
  const { hostname, port, host } = new URL(url);
  const stalled = connect(Number(port), hostname);
  onTestFinished(() => void stalled.destroy());
  let isCut = false;
  stalled.on('close', () => (isCut = true)).on('error', () => undefined);
  stalled.write(`GET ${ROUTES.follow}?doc=${doc} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await once(stalled, 'readable');
  const quick = await follow();
  await quick.told('live');
  await until(streams, 2);

  // More than the system's buffers between the two hold.
  await append(typist(1).type('x'.repeat(8_000_000)));
  await quick.told('updates');
  clock.advance(29_999);
  await turn();
  expect([isCut, await streams()]).toEqual([false, 2]);
  clock.advance(1);
  await until(streams, 1);
  stalled.resume();
  await until(async () => isCut, true);
  expect(quick.response.destroyed).toBe(false);
});

test('DOWN-7 where there are many streams, what is said to all of them leaves the way free in between', () => {
  const due: { ms: number; callback: () => void }[] = [];
  const clock = {
    now: () => 0,
    after(ms: number, callback: () => void) {
      due.push({ ms, callback });
      return () => undefined;
    },
  };
  const streams = createStreams(clock, { heartbeatMs: 15 });
  let beats = 0;
  for (let i = 0; i < 15 * 100; i++) {
    const stream = { writeIfReady: () => (beats += 1), onClose: () => undefined };
    streams.add(stream as unknown as EventStream, undefined);
  }
  const [heartbeat] = due.splice(0);
  heartbeat!.callback();
  const first = beats;
  expect(first).toBeLessThan(100);
  // At once, but after whatever else has come.
  const rest = due.find(({ ms }) => ms === 0);
  rest!.callback();
  expect(beats).toBe(100);
});
