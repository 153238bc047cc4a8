import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { mintFileId } from '@weft/shared/protocol/ids';
import { REQUEST_TIMEOUT_MS } from '@weft/shared/protocol/limits';
import { uploadPath } from '@weft/shared/protocol/routes';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { expect, onTestFinished, test, vi } from 'vitest';
import { docId } from '../sync/testing/ids.ts';
import { createFilesClient } from './files.ts';
import { ScriptedRequest } from './testing/scripted-request.ts';

const id = mintFileId((length) => new Uint8Array(length).fill(3));
const info = { id, name: 'a.txt', type: 'text/plain', size: 5 };

function subject() {
  const requests: ScriptedRequest[] = [];
  const client = createFilesClient({
    baseUrl: 'http://weft.test',
    authorization: () => ({ Authorization: 'Bearer secret' }),
    createRequest() {
      const request = new ScriptedRequest();
      requests.push(request);
      return request as unknown as XMLHttpRequest;
    },
  });
  const abort = new AbortController();
  const fractions: number[] = [];
  const file = { id, doc: docId(1), name: 'Ä & ü.txt' };
  const answer = client.upload({
    ...file,
    blob: new Blob(['hello']),
    signal: abort.signal,
    onProgress: (fraction) => fractions.push(fraction),
  });
  return { client, file, request: requests[0]!, requests, answer, abort, fractions };
}

test('FILE-18 VER-1 a file is posted with its name, its document and who we are', async () => {
  const { request, file, answer, client } = subject();
  expect([request.method, request.url]).toEqual(['POST', `http://weft.test${uploadPath(file)}`]);
  expect(request.sentHeaders).toEqual({
    'Weft-Version': String(PROTOCOL_VERSION),
    Authorization: 'Bearer secret',
  });
  expect(await (request.body as Blob).text()).toBe('hello');
  request.answer(201, info);
  expect(await answer).toEqual({ ok: true, info });
  expect(client.urlOf(id)).toBe(`http://weft.test/api/v1/files/${id}`);
});

test('FILE-18 an answer to a file that was there before is as good', async () => {
  const { request, answer } = subject();
  request.answer(200, { ...info, width: 3, height: 4 });
  expect(await answer).toEqual({ ok: true, info: { ...info, width: 3, height: 4 } });
});

test('FILE-18 how much is sent is told', async () => {
  const { request, answer, fractions } = subject();
  for (const loaded of [1, 2, 5]) request.progress(loaded, 5);
  request.progress(0, 0);
  request.answer(201, info);
  await answer;
  expect(fractions).toEqual([0.2, 0.4, 1]);
});

test.each(Object.keys(ERRORS) as ErrorCode[])(
  'FILE-18 ERR-1 a refusal is a code: %s',
  async (code) => {
    const { request, answer } = subject();
    const { status, retry } = ERRORS[code];
    request.answer(status, { code, message: '', retry, requestId: 'r' });
    expect(await answer).toMatchObject({ ok: false, code, retry });
  },
);

test('FILE-18 a server that wishes us to wait is heard', async () => {
  const { request, answer } = subject();
  request.answer(429, { code: 'too-many' }, { 'retry-after': '7' });
  expect(await answer).toMatchObject({ code: 'too-many', retryAfterMs: 7_000 });
});

test.each([
  ['a page of a proxy', 502, '<html>'],
  ['a success that is not ours', 200, '<html>'],
  ['a success of another shape', 201, { id: 5 }],
  ['a redirection', 204, ''],
])('FILE-18 %s is no answer', async (_what, status, body) => {
  const { request, answer } = subject();
  request.answer(status, body);
  expect(await answer).toMatchObject({ ok: false, code: 'unreachable', retry: 'same' });
});

test('FILE-18 a connection that breaks is no answer', async () => {
  const { request, answer } = subject();
  request.break();
  expect(await answer).toMatchObject({ ok: false, code: 'unreachable' });
});

test('FILE-18 an upload that is taken back ends at once', async () => {
  const { request, answer, abort } = subject();
  abort.abort();
  expect(await answer).toMatchObject({ ok: false, code: 'unreachable' });
  expect(request.isAborted).toBe(true);
});

test('FILE-18 an upload that was taken back before is not sent', async () => {
  const client = createFilesClient({
    createRequest: () => new ScriptedRequest() as unknown as XMLHttpRequest,
  });
  const request = { id, doc: docId(1), name: 'a', blob: new Blob(['x']) };
  const answer = await client.upload({ ...request, signal: AbortSignal.abort() });
  expect(answer).toMatchObject({ ok: false, code: 'unreachable' });
});

test('FILE-18 an upload of which nothing moves is given up, and one that moves is not', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { request, answer } = subject();
  for (const loaded of [1, 2, 3, 4]) {
    await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS - 1);
    expect(request.isAborted).toBe(false);
    request.progress(loaded, 5);
  }
  await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS);
  expect(request.isAborted).toBe(true);
  expect(await answer).toMatchObject({ ok: false, code: 'unreachable' });
});
