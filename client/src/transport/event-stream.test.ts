import { encodeEvent } from '@weft/shared/codec/sse';
import type { Down } from '@weft/shared/protocol/down';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Failure, Heard } from '../sync/ports.ts';
import { docId, sessionId } from '../sync/testing/ids.ts';
import { createHttpTransport } from './http-transport.ts';
import { startFakeServer, type Answerer } from './testing/fake-server.ts';
import { answerRefusal } from './testing/memory-answers.ts';

const DOC = docId(1);
const FROM = {
  doc: DOC,
  session: sessionId(1),
  cursor: { epoch: 'epochAepoch', offset: 3, tag: 'tag-of-0003' },
};
const UNREACHABLE = { ok: false, code: 'unreachable', retry: 'same' };
const HELLO: Down = { name: 'hello', heartbeatMs: 15_000, padding: ' '.repeat(100) };
const BEAT: Down = { name: 'beat' };
const PERSON: Down = {
  name: 'presence',
  doc: DOC,
  present: [
    {
      session: FROM.session,
      client: 1,
      clock: 2,
      who: { kind: 'local', id: 'local' },
      state: { name: 'Zoë 🧵 織' },
    },
  ],
};

/** Follows at a server that answers so; `over` resolves with the loss. */
async function follow(answerer: Answerer) {
  const server = await startFakeServer(answerer);
  onTestFinished(server.close);
  const events: Heard[] = [];
  const losses: Failure[] = [];
  let lost!: (failure: Failure) => void;
  const over = new Promise<Failure>((resolve) => (lost = resolve));
  const stop = createHttpTransport({ baseUrl: server.url, format: 'raw' }).follow(FROM, {
    event: (event) => events.push(event),
    lost(failure) {
      losses.push(failure);
      lost(failure);
    },
  });
  return { server, events, losses, over, stop };
}

/** Says this, and leaves the stream open. */
const saying =
  (...pieces: (string | Uint8Array)[]): Answerer =>
  (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const piece of pieces) response.write(piece);
  };

const encodeAll = (...events: Down[]): string => events.map((event) => encodeEvent(event)).join('');
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

test('SYNC-11 DOWN-3 a stream is asked for by session, document and cursor', async () => {
  const { server, over } = await follow((_, response) => response.end());
  await over;
  const [{ method, path, query, headers }] = server.requests as [(typeof server.requests)[0]];
  expect({ method, path, query: [...query] }).toEqual({
    method: 'GET',
    path: '/api/v1/updates',
    query: [
      ['session', FROM.session],
      ['doc', `${DOC}@epochAepoch.3.tag-of-0003`],
    ],
  });
  expect(headers['accept']).toBe('text/event-stream');
});

test('SYNC-11 SSE-1 events are the same however the body is cut, letters of many bytes included', async () => {
  const body = new TextEncoder().encode(encodeAll(HELLO, PERSON, BEAT));
  for (const size of [1, 2, 3, 7, body.length]) {
    let at = 0;
    // A network would join pieces that follow each other quickly.
    const pieces = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= body.length) return controller.close();
        controller.enqueue(body.slice(at, at + size));
        at += size;
      },
    });
    const events: Heard[] = [];
    await new Promise((lost) => {
      const transport = createHttpTransport({
        format: 'raw',
        fetch: () => Promise.resolve(new Response(pieces)),
      });
      transport.follow(FROM, { event: (event) => events.push(event), lost });
    });
    expect(events).toEqual([HELLO, PERSON, BEAT]);
  }
});

test('SYNC-9 SYNC-11 every piece of a large event is a sign of life', async () => {
  const body = new TextEncoder().encode(encodeAll(PERSON));
  const half = body.length >> 1;
  const left = [body.slice(0, 10), body.slice(10, half), body.slice(half)];
  const pieces = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = left.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  const seen: string[] = [];
  await new Promise((lost) => {
    const fetch = () => Promise.resolve(new Response(pieces));
    const alive = (): void => void seen.push('alive');
    const event = ({ name }: Heard): void => void seen.push(name);
    createHttpTransport({ format: 'raw', fetch }).follow(FROM, { event, alive, lost });
  });
  expect(seen).toEqual(['alive', 'alive', 'alive', 'presence']);
});

test('SYNC-11 SSE-1 names of a newer server are skipped', async () => {
  const { events, over } = await follow((_, response) => {
    response.end(`event: weather\ndata: {"sun":true}\n\n${encodeEvent(BEAT)}: a comment\n\n`);
  });
  await over;
  expect(events).toEqual([BEAT]);
});

describe('a stream is lost, once', () => {
  test('SYNC-11 when the server ends it', async () => {
    const { events, losses, over } = await follow((_, response) => response.end(encodeAll(HELLO)));
    expect(await over).toMatchObject(UNREACHABLE);
    await aMoment();
    expect(events).toEqual([HELLO]);
    expect(losses).toHaveLength(1);
  });

  test('SYNC-11 when it breaks in the middle of an event, which is not half an event', async () => {
    const { events, losses, over } = await follow((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const cut = encodeAll(BEAT, PERSON).slice(0, -10);
      response.write(cut, () => response.socket!.destroy());
    });
    expect(await over).toMatchObject(UNREACHABLE);
    await aMoment();
    expect(events).toEqual([BEAT]);
    expect(losses).toHaveLength(1);
  });

  test.each([
    ['no JSON', 'event: updates\ndata: {"doc":\n\n'],
    ['of another shape', 'event: updates\ndata: {"doc":"d","cursor":3,"updates":[]}\n\n'],
    ['without data', 'event: live\ndata:\n\n'],
  ])(
    'SYNC-11 SSE-1 when what an event carries is %s, and nothing after it is believed',
    async (_, bad) => {
      const { events, losses, over } = await follow(
        saying(encodeEvent(BEAT), bad, encodeEvent(BEAT)),
      );
      expect(await over).toMatchObject(UNREACHABLE);
      await aMoment();
      expect(events).toEqual([BEAT]);
      expect(losses).toHaveLength(1);
    },
  );

  test.each(['unauthenticated', 'client-too-old', 'too-many', 'internal'] as ErrorCode[])(
    'SYNC-11 ERR-1 when it is refused, and says why: %s',
    async (code) => {
      const { over } = await follow((_, response) => {
        answerRefusal(response, code, { 'Retry-After': '4' });
      });
      const { retry } = ERRORS[code];
      expect(await over).toMatchObject({ ok: false, code, retry, retryAfterMs: 4_000 });
    },
  );

  test('SYNC-11 when a proxy answers with a page of its own', async () => {
    const { events, over } = await follow((_, response) => {
      response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad gateway</html>');
    });
    expect(await over).toMatchObject(UNREACHABLE);
    expect(events).toEqual([]);
  });

  test('SYNC-11 when a hotel answers with its login page', async () => {
    const { events, over } = await follow((_, response) => {
      response.end('<html>\ndata: Welcome\n\nevent: updates\n</html>');
    });
    expect(await over).toMatchObject(UNREACHABLE);
    expect(events).toEqual([]);
  });

  test('SYNC-11 when nobody answers at all', async () => {
    const { over } = await follow((_, response) => void response.socket!.destroy());
    expect(await over).toMatchObject(UNREACHABLE);
  });

  test('SYNC-11 when whoever listens throws, so that nothing is passed over in silence', async () => {
    const server = await startFakeServer(saying(encodeAll(BEAT, BEAT)));
    onTestFinished(server.close);
    const failure = await new Promise((lost) => {
      createHttpTransport({ baseUrl: server.url, format: 'raw' }).follow(FROM, {
        event() {
          throw new Error('stumbled');
        },
        lost,
      });
    });
    expect(failure).toMatchObject(UNREACHABLE);
  });
});

describe('a stream that is stopped', () => {
  test('SYNC-11 is closed at the server too', async () => {
    let closed!: () => void;
    const atServer = new Promise<void>((resolve) => (closed = resolve));
    const { events, losses, stop } = await follow((request, response) => {
      response.on('close', closed);
      saying(encodeEvent(HELLO))(request, response);
    });
    while (events.length === 0) await aMoment();
    stop();
    await atServer;
    expect(losses).toEqual([]);
  });

  test('SYNC-11 before it is answered, is taken back', async () => {
    let arrived!: () => void;
    const asked = new Promise<void>((resolve) => (arrived = resolve));
    let closed!: () => void;
    const atServer = new Promise<void>((resolve) => (closed = resolve));
    const { losses, stop } = await follow((_, response) => {
      response.on('close', closed);
      arrived();
    });
    await asked;
    stop();
    await atServer;
    expect(losses).toEqual([]);
  });

  test('SYNC-11 by what it says, says nothing more, though more has come', async () => {
    const server = await startFakeServer(saying(encodeAll(HELLO, BEAT, BEAT)));
    onTestFinished(server.close);
    const events: Heard[] = [];
    await new Promise<void>((resolve) => {
      const stop = createHttpTransport({ baseUrl: server.url, format: 'raw' }).follow(FROM, {
        event(event) {
          events.push(event);
          stop();
          resolve();
        },
        lost: () => events.push({ name: 'bye', retryMs: 0 }),
      });
    });
    await aMoment();
    expect(events).toEqual([HELLO]);
  });
});
