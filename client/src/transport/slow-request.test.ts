import { encodeFrame } from '@weft/shared/codec/frames';
import { formatCursor } from '@weft/shared/protocol/cursor';
import { REQUEST_TIMEOUT_MS } from '@weft/shared/protocol/limits';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Transport } from '../sync/ports.ts';
import { docId, sessionId } from '../sync/testing/ids.ts';
import { createWriter } from '../sync/testing/writer.ts';
import { createHttpTransport } from './http-transport.ts';
import { startFakeServer, type Answerer } from './testing/fake-server.ts';

const DOC = docId(1);
const CURSOR = { epoch: 'epochAepoch', offset: 3, tag: 'tag-of-0003' };
const UNREACHABLE = { ok: false, code: 'unreachable', retry: 'same' };
const UPDATE = { doc: DOC, session: sessionId(1), n: 5, bytes: createWriter(7).type('a') };
const signal = (): AbortSignal => new AbortController().signal;

async function open(answerer: Answerer): Promise<Transport> {
  const server = await startFakeServer(answerer);
  onTestFinished(server.close);
  return createHttpTransport({ baseUrl: server.url, format: 'raw' });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const rows = [createWriter(8).type('1'), createWriter(9).type('2'), createWriter(10).type('3')];
const frames = rows.map((bytes) => encodeFrame({ kind: 'update', bytes }));
const headers = { 'Weft-Cursor': formatCursor(CURSOR), 'Weft-Since': '0' };

test('SYNC-9 SYNC-11 a server that takes a request and never answers is given up', async () => {
  let asked = 0;
  const transport = await open(() => void asked++);
  const answers = Promise.all([
    transport.append(UPDATE, signal()),
    transport.snapshot(DOC, undefined, signal()),
  ]);
  while (asked < 2) await new Promise(setImmediate);
  await pass(REQUEST_TIMEOUT_MS + 1_000);
  expect(await answers).toMatchObject([UNREACHABLE, UNREACHABLE]);
});

test('SYNC-9 SYNC-11 7 MiB are appended at 100 KB/s', async () => {
  const bytes = new Uint8Array(7 * 1024 * 1024);
  const transport = createHttpTransport({
    format: 'raw',
    async fetch(_, init) {
      await pass((bytes.length / 100_000) * 1000);
      init!.signal!.throwIfAborted();
      return Response.json({ cursor: formatCursor(CURSOR) });
    },
  });
  const answer = await transport.append({ ...UPDATE, bytes }, signal());
  expect(answer).toEqual({ ok: true, cursor: CURSOR });
});

/** Asks for a snapshot whose body comes piece by piece, as `pull` says. */
function ask(pull: (body: ReadableStreamDefaultController<Uint8Array>) => Promise<void> | void) {
  const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
  const answer = new Response(body as BodyInit, { headers });
  const transport = createHttpTransport({ format: 'raw', fetch: () => Promise.resolve(answer) });
  return transport.snapshot(DOC, undefined, signal());
}

test('FRM-2 SYNC-9 SYNC-11 a snapshot may take as long as it likes while pieces of it come', async () => {
  const left = [...frames];
  const answer = await ask(async (body) => {
    await pass(REQUEST_TIMEOUT_MS - 1);
    const piece = left.shift();
    if (piece) body.enqueue(piece);
    else body.close();
  });
  expect(answer).toMatchObject({ ok: true, cursor: CURSOR, since: 0, frames: [{}, {}, {}] });
});

test('FRM-2 SYNC-9 SYNC-11 a snapshot that stops in the middle is given up and tried again', async () => {
  const left = frames.slice(1);
  let stalled!: () => void;
  const silence = new Promise<void>((resolve) => (stalled = resolve));
  const answer = ask((body) => {
    const piece = left.shift();
    if (piece) return body.enqueue(piece);
    stalled();
    return new Promise(() => undefined);
  });
  await silence;
  await pass(REQUEST_TIMEOUT_MS);
  expect(await answer).toMatchObject(UNREACHABLE);
});

test('FRM-2 SYNC-9 SYNC-11 a server that stops in the middle of a snapshot is left', async () => {
  let written!: () => void;
  const silence = new Promise<void>((resolve) => (written = resolve));
  let left!: () => void;
  const closed = new Promise<void>((resolve) => (left = resolve));
  const transport = await open((_, response) => {
    response.on('close', left);
    response.writeHead(200, headers).write(frames[0]!, () => written());
  });
  const answer = transport.snapshot(DOC, undefined, signal());
  await silence;
  for (let i = 0; i < 100; i++) await new Promise(setImmediate);
  await pass(2 * REQUEST_TIMEOUT_MS);
  expect(await answer).toMatchObject(UNREACHABLE);
  await closed;
});
