import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { describe, expect, onTestFinished, test } from 'vitest';
import { docId } from '../sync/testing/ids.ts';
import { createDocumentsClient, RequestError } from './documents.ts';
import { startFakeServer, type Answerer } from './testing/fake-server.ts';
import { answerRefusal } from './testing/memory-answers.ts';

const info = (number: number) => ({
  id: docId(number),
  format: 'raw',
  title: `Page ${number}`,
  createdAt: number,
  updatedAt: number * 2,
});

async function open(answerer: Answerer) {
  const server = await startFakeServer(answerer);
  onTestFinished(server.close);
  return { server, documents: createDocumentsClient({ baseUrl: server.url }) };
}

const answerJson =
  (body: unknown, status = 200): Answerer =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

/** Every method, called on a server that answers so; each resolves with what it was rejected with. */
async function failures(answerer: Answerer): Promise<unknown[]> {
  const { documents } = await open(answerer);
  const calls = [documents.list(), documents.create(docId(1), 'raw'), documents.remove(docId(1))];
  return Promise.all(calls.map((call) => call.catch((error: unknown) => error)));
}

test('SYNC-11 DOC-2 the list is fetched page by page until there is no next one', async () => {
  const { server, documents } = await open((request, response) => {
    const after = request.query.get('after');
    if (after === null) answerJson({ docs: [info(5), info(4)], next: docId(4) })(request, response);
    else if (after === docId(4)) answerJson({ docs: [info(3)], next: docId(3) })(request, response);
    else answerJson({ docs: [] })(request, response);
  });
  expect(await documents.list()).toEqual([info(5), info(4), info(3)]);
  expect(server.requests.map(({ method, path }) => [method, path])).toEqual(
    Array.from({ length: 3 }, () => ['GET', '/api/v1/docs']),
  );
});

test('SYNC-11 DOC-1 a document is made by its id and format', async () => {
  const { server, documents } = await open(answerJson(info(1), 201));
  expect(await documents.create(docId(1), 'raw')).toEqual(info(1));
  const [{ method, path, headers, body }] = server.requests as [(typeof server.requests)[0]];
  expect([method, path, headers['content-type']]).toEqual([
    'POST',
    '/api/v1/docs',
    'application/json',
  ]);
  expect(JSON.parse(new TextDecoder().decode(body))).toEqual({ id: docId(1), format: 'raw' });
});

test('SYNC-11 DOC-3 a document is removed by its id', async () => {
  const { server, documents } = await open((_, response) => response.writeHead(204).end());
  expect(await documents.remove(docId(7))).toBeUndefined();
  expect(server.requests).toMatchObject([{ method: 'DELETE', path: `/api/v1/docs/${docId(7)}` }]);
});

test('SYNC-11 VER-1 every request says which version it speaks', async () => {
  const { server, documents } = await open(answerJson(info(1)));
  await documents.create(docId(1), 'raw');
  await documents.remove(docId(1));
  const versions = server.requests.map(({ headers }) => headers['weft-version']);
  expect(versions).toEqual([String(PROTOCOL_VERSION), String(PROTOCOL_VERSION)]);
});

describe('a failure is a RequestError with a sentence for people', () => {
  test.each(Object.keys(ERRORS) as ErrorCode[])('SYNC-11 ERR-1 a refusal: %s', async (code) => {
    const errors = await failures((_, response) => answerRefusal(response, code));
    expect(errors).toHaveLength(3);
    for (const error of errors) {
      expect(error).toBeInstanceOf(RequestError);
      expect(error).toMatchObject({ code, message: ERRORS[code].message });
    }
  });

  test('SYNC-11 ERR-2 what went wrong inside of the server is not repeated', async () => {
    const body = { code: 'internal', message: 'SQLITE_CORRUPT at row 7', retry: 'same' };
    for (const error of await failures(answerJson(body, 500))) {
      expect((error as Error).message).toBe('Something went wrong on the server.');
    }
  });

  const strangers: [string, Answerer][] = [
    ['no answer', (_, response) => void response.socket!.destroy()],
    ['a page of a proxy', (_, response) => response.writeHead(502).end('<html>Bad gateway</html>')],
  ];
  test.each(strangers)('SYNC-11 %s', async (_, answerer) => {
    const errors = await failures(answerer);
    expect(errors).toHaveLength(3);
    for (const error of errors) {
      expect(error).toBeInstanceOf(RequestError);
      expect(error).toMatchObject({
        code: 'unreachable',
        message: 'The server cannot be reached.',
      });
    }
  });

  const nonsense: [string, Answerer][] = [
    ['a login page', (_, response) => response.end('<html>Welcome</html>')],
    ['a list of something else', answerJson({ docs: [{ id: 7 }] })],
    ['a document of an unknown format', answerJson({ ...info(1), format: 'paper' })],
    ['nothing', (_, response) => response.end()],
  ];
  test.each(nonsense)('SYNC-11 a success that is not ours: %s', async (_, answerer) => {
    const [list, create] = await failures(answerer);
    for (const error of [list, create]) {
      expect(error).toBeInstanceOf(RequestError);
      expect(error).toMatchObject({ code: 'unreachable' });
    }
  });
});
