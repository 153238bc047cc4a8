import { gzipSync } from 'node:zlib';
import { encodeFrame } from '@weft/shared/codec/frames';
import { concat } from '@weft/shared/codec/bytes';
import { formatCursor } from '@weft/shared/protocol/cursor';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { MODEL_VERSION } from '@weft/shared/model/min-writer';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { describe, expect, onTestFinished, test } from 'vitest';
import { docId, sessionId } from '../sync/testing/ids.ts';
import { createMemoryServer } from '../sync/testing/memory-server.ts';
import { createWriter } from '../sync/testing/writer.ts';
import { transportContract } from '../sync/transport.contract.ts';
import { createHttpTransport, type HttpTransportOptions } from './http-transport.ts';
import { startFakeServer, type Answerer } from './testing/fake-server.ts';
import { answerRefusal, answersOf } from './testing/memory-answers.ts';

transportContract(async () => {
  const memory = createMemoryServer();
  const server = await startFakeServer(answersOf(memory));
  return {
    transport: createHttpTransport({ baseUrl: server.url, format: 'raw' }),
    doc: memory.doc,
    absent: docId(2),
    add: async (bytes) => void memory.append({ doc: memory.doc, bytes }),
    rows: async () => memory.rows.map(({ bytes }) => bytes),
    cut: server.cut,
    pass: () => new Promise((resolve) => setTimeout(resolve, 2)),
    close: server.close,
  };
});

const DOC = docId(1);
const CURSOR = { epoch: 'epochAepoch', offset: 3, tag: 'tag-of-0003' };
const UNREACHABLE = { ok: false, code: 'unreachable', retry: 'same' };
const UPDATE = { doc: DOC, session: sessionId(1), n: 5, bytes: createWriter(7).type('a') };
const signal = (): AbortSignal => new AbortController().signal;

async function open(answerer: Answerer, options: Partial<HttpTransportOptions> = {}) {
  const server = await startFakeServer(answerer);
  onTestFinished(server.close);
  const transport = createHttpTransport({ baseUrl: server.url, format: 'raw', ...options });
  return { server, transport };
}

describe('a request', () => {
  test('SYNC-11 VER-1 DOC-5 says which version and format it speaks, and who it is now', async () => {
    let token = 1;
    const { server, transport } = await open(answersOf(createMemoryServer()), {
      format: 'lexical-v2',
      authorization: () => ({ Authorization: `Bearer ${token++}` }),
    });
    await transport.append(UPDATE, signal());
    await transport.snapshot(DOC, undefined, signal());
    await transport.presence(DOC, UPDATE.session, { client: 1, clock: 2, state: null });
    const said = server.requests.map(({ headers }) => [
      headers['weft-version'],
      headers['weft-format'],
      headers['authorization'],
    ]);
    expect(said).toEqual(
      [1, 2, 3].map((each) => [String(PROTOCOL_VERSION), 'lexical-v2', `Bearer ${each}`]),
    );
  });

  test('SYNC-11 UP-2 UP-9 to append carries its session, number, type and exact bytes', async () => {
    const { server, transport } = await open(answersOf(createMemoryServer()));
    await transport.append(UPDATE, signal());
    const [{ method, path, headers, body }] = server.requests as [(typeof server.requests)[0]];
    expect({ method, path, body }).toEqual({
      method: 'POST',
      path: `/api/v1/docs/${DOC}/updates`,
      body: UPDATE.bytes,
    });
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'weft-session': UPDATE.session,
      'weft-n': '5',
    });
  });

  test('PACE-5 to append brings what the server asks for', async () => {
    const cursor = formatCursor(CURSOR);
    const { transport } = await open((_, response) =>
      response.end(JSON.stringify({ cursor, paceMs: 120 })),
    );
    const answer = await transport.append(UPDATE, signal());
    expect(answer).toEqual({ ok: true, cursor: CURSOR, paceMs: 120 });
  });

  test('VER-3 to append to a block document says which version of it we write', async () => {
    const { server, transport } = await open(answersOf(createMemoryServer()), { format: 'blocks' });
    await transport.append(UPDATE, signal());
    expect(server.requests[0]?.headers['weft-writer']).toBe(String(MODEL_VERSION));
  });

  test('REST-3 to append outlives its page where browsers let it, and is sent as ever where not', async () => {
    const sent: (boolean | undefined)[] = [];
    const transport = createHttpTransport({
      format: 'raw',
      fetch: (_, init) => {
        sent.push(init?.keepalive);
        return Promise.reject(new TypeError('no network'));
      },
    });
    for (const size of [1, 28 * 1024, 28 * 1024 + 1, 100_000])
      await transport.append({ ...UPDATE, bytes: new Uint8Array(size) }, signal());
    expect(sent).toEqual([true, true, false, false]);
  });

  test('SYNC-11 PRES-1 to tell presence names its session', async () => {
    const { server, transport } = await open((_, response) => response.writeHead(204).end());
    const state = { client: 7, clock: 3, state: { name: 'Me' } };
    await transport.presence(DOC, UPDATE.session, state);
    const [{ path, headers, body }] = server.requests as [(typeof server.requests)[0]];
    expect(path).toBe(`/api/v1/docs/${DOC}/presence`);
    expect(headers['weft-session']).toBe(UPDATE.session);
    expect(JSON.parse(new TextDecoder().decode(body))).toEqual(state);
  });
});

/** Asks for each thing that is answered with a whole body. */
async function askBoth(answerer: Answerer) {
  const { transport } = await open(answerer);
  return [
    await transport.append(UPDATE, signal()),
    await transport.snapshot(DOC, undefined, signal()),
  ];
}

describe('an answer that is a refusal', () => {
  test.each(Object.keys(ERRORS) as ErrorCode[])(
    'SYNC-11 ERR-1 says its code and what to do next: %s',
    async (code) => {
      const expected = { ok: false, code, retry: ERRORS[code].retry };
      const answers = await askBoth((_, response) => answerRefusal(response, code));
      expect(answers).toMatchObject([expected, expected]);
    },
  );

  test('SYNC-9 SYNC-11 names the time to wait in Retry-After', async () => {
    const answers = await askBoth((_, response) => {
      answerRefusal(response, 'unavailable', { 'Retry-After': '7' });
    });
    const expected = { code: 'unavailable', retry: 'same', retryAfterMs: 7_000 };
    expect(answers).toMatchObject([expected, expected]);
  });

  test.each(['soon', 'Wed, 21 Oct 2026 07:28:00 GMT', '', '0', '-5'])(
    'SYNC-9 SYNC-11 with a time to wait that is none leaves it to the backoff: "%s"',
    async (after) => {
      const answers = await askBoth((_, response) => {
        answerRefusal(response, 'unavailable', { 'Retry-After': after });
      });
      for (const answer of answers) expect(answer).toMatchObject({ retryAfterMs: undefined });
    },
  );

  test('SYNC-9 SYNC-11 is not waited for longer than an hour', async () => {
    const answers = await askBoth((_, response) => {
      answerRefusal(response, 'unavailable', { 'Retry-After': '99999999' });
    });
    for (const answer of answers) expect(answer).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  test.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [410, 'document-deleted'],
    [426, 'client-too-old'],
  ])(
    'SYNC-11 ERR-1 with a code of a newer server is known by its status: %i',
    async (status, code) => {
      const answers = await askBoth((_, response) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end('{"code":"from-the-future","retry":"same"}');
      });
      expect(answers).toMatchObject([{ code }, { code }]);
    },
  );
});

describe('an answer that is not ours', () => {
  const pages: [string, Answerer][] = [
    ['a 502 page of a proxy', page(502)],
    ['a 404 page of a proxy', page(404)],
    ['a 403 page of a proxy', page(403)],
    ['a 410 page of a proxy', page(410)],
    ['a 413 page of a proxy', page(413)],
    ['a login page of a hotel', page(200)],
    ['a refusal cut short', (_, response) => response.writeHead(503).end('{"code":"unav')],
    ['nothing at all', (_, response) => response.writeHead(200).end()],
    ['JSON of another shape', (_, response) => response.end('{"cursor":17}')],
    ['JSON that is no object', (_, response) => response.end('null')],
    ['a broken connection', (_, response) => void response.socket!.destroy()],
  ];
  function page(status: number): Answerer {
    return (_, response) => {
      response.writeHead(status, { 'Content-Type': 'text/html', 'Weft-Cursor': 'nonsense' });
      response.end('<html><h1>Something else</h1></html>');
    };
  }

  test.each(pages)('SYNC-11 is as good as none, and tried again: %s', async (_, answerer) => {
    expect(await askBoth(answerer)).toMatchObject([UNREACHABLE, UNREACHABLE]);
  });
});

describe('a snapshot', () => {
  const writer = createWriter(8);
  const rows = [writer.type('1'), writer.type('2'), writer.type('3')];
  const frames = rows.map((bytes) => encodeFrame({ kind: 'update', bytes }));
  const whole = concat(frames);
  const headers = { 'Weft-Cursor': formatCursor(CURSOR), 'Weft-Since': '0' };
  const ask = async (answerer: Answerer) =>
    (await open(answerer)).transport.snapshot(DOC, undefined, signal());

  const state = writer.type('a state');
  const packed = encodeFrame({ kind: 'packed-state', bytes: gzipSync(state) });
  const stateHeaders = { ...headers, 'Weft-State': String(CURSOR.offset - 1) };
  const askPacked = async (body: Uint8Array, more = {}): Promise<unknown> =>
    ask((_, response) => response.writeHead(200, { ...stateHeaders, ...more }).end(body));

  test('SNAP-1 SYNC-11 that begins with a packed state is unpacked', async () => {
    expect(await askPacked(concat([packed, frames[0]!]))).toMatchObject({
      ok: true,
      since: 0,
      stateOffset: CURSOR.offset - 1,
      frames: [
        { kind: 'state', bytes: state },
        { kind: 'update', bytes: rows[0] },
      ],
    });
  });

  test('FRM-2 SYNC-11 whose state is damaged, or that lacks rows after it, is as good as none', async () => {
    const damaged = packed.slice();
    damaged[damaged.length - 3]! ^= 0xff;
    expect(await askPacked(concat([damaged, frames[0]!]))).toEqual(UNREACHABLE);
    expect(await askPacked(packed)).toEqual(UNREACHABLE);
    expect(await askPacked(concat([packed, ...frames]))).toEqual(UNREACHABLE);
    expect(await askPacked(concat([frames[0]!, frames[1]!]))).toEqual(UNREACHABLE);
    expect(await askPacked(concat([packed, frames[0]!]), { 'Weft-State': 'x' })).toEqual(
      UNREACHABLE,
    );
  });

  test('FRM-2 SYNC-11 cut anywhere, also at the edge of a frame, is a failure and never a shorter one', async () => {
    for (let length = 0; length < whole.length; length++) {
      const answer = await ask((_, response) => {
        response.writeHead(200, headers).end(whole.subarray(0, length));
      });
      expect(answer).toMatchObject(UNREACHABLE);
    }
    const answer = await ask((_, response) => void response.writeHead(200, headers).end(whole));
    expect(answer).toMatchObject({ ok: true, cursor: CURSOR, since: 0 });
  });

  test('FRM-2 SYNC-11 whose connection breaks at the edge of a frame is a failure', async () => {
    const answer = await ask((_, response) => {
      response.writeHead(200, headers);
      response.write(frames[0], () => response.socket!.destroy());
    });
    expect(answer).toMatchObject(UNREACHABLE);
  });

  test('FRM-2 SYNC-11 with more rows than its cursor, or of an unknown kind, is a failure', async () => {
    for (const body of [
      concat([whole, frames.at(0)!]),
      concat([whole.subarray(), Uint8Array.of(9)]),
    ]) {
      const answer = await ask((_, response) => void response.writeHead(200, headers).end(body));
      expect(answer).toMatchObject(UNREACHABLE);
    }
  });

  test.each([
    { 'Weft-Since': '0' },
    { 'Weft-Cursor': formatCursor(CURSOR) },
    { ...headers, 'Weft-Since': 'all' },
    { ...headers, 'Weft-Cursor': 'epochAepoch.3' },
  ])('SNAP-1 SYNC-11 without sound headers is a failure: %o', async (broken) => {
    const answer = await ask((_, response) => void response.writeHead(200, broken).end(whole));
    expect(answer).toMatchObject(UNREACHABLE);
  });
});
