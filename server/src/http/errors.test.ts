import { describe, expect, test } from 'vitest';
import { ERRORS } from '@weft/shared/protocol/errors';
import {
  filePath,
  REQUEST_ID_HEADER,
  ROUTES,
  SESSION_HEADER,
  uploadPath,
} from '@weft/shared/protocol/routes';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createMemoryBlobs } from '../files/memory-blobs.ts';
import { createMemoryFileRecords } from '../files/memory-file-records.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { LogError } from '../log/log.ts';
import { typist } from '../room/testing/typist.ts';
import { followedStream } from '../testing/followed-stream.ts';
import { docIdOf, fileIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';

const SECRET = 'SQLITE_CANTOPEN: /var/secret/journal.db';
const doc = docIdOf(1);

/** Every method of `port` but those in `spared` fails, with `fail`'s error. */
function failing<T extends object>(
  port: T,
  fail: () => Promise<never>,
  spared: readonly string[] = [],
): T {
  const broken = Object.keys(port).map((name) => [
    name,
    spared.includes(name) ? port[name as keyof T] : fail,
  ]);
  return Object.fromEntries(broken) as T;
}

const REQUESTS: readonly (readonly [name: string, path: string, init: RequestInit])[] = [
  ['list', ROUTES.documents, {}],
  ['create', ROUTES.documents, json({ id: docIdOf(2), format: 'lexical-v2' })],
  ['delete', ROUTES.document, { method: 'DELETE' }],
  [
    'append',
    ROUTES.updates,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: typist(1).type('a') as Uint8Array<ArrayBuffer>,
    },
  ],
  ['snapshot', ROUTES.snapshot, {}],
  ['presence', ROUTES.presence, json({ client: 1, clock: 1, state: {} })],
];

function json(body: unknown): RequestInit {
  const headers = { 'Content-Type': 'application/json', [SESSION_HEADER]: sessionIdOf(1) };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

async function documentsWithOne() {
  const documents = createMemoryDocuments();
  await documents.create({ id: doc, format: 'raw', time: 1 });
  return documents;
}

async function answerOf(
  url: string,
  path: string,
  init: RequestInit,
): Promise<{ status: number; code: string; whole: string }> {
  const response = await fetch(url + path.replace(':doc', doc), init);
  const text = await response.text();
  const whole = `${JSON.stringify([...response.headers])}${text}`;
  const body = JSON.parse(text) as {
    code: keyof typeof ERRORS;
    message: string;
    requestId: string;
  };
  expect(body.message).toBe(ERRORS[body.code].message);
  expect(body.requestId).toBe(response.headers.get(REQUEST_ID_HEADER));
  return { status: response.status, code: body.code, whole };
}

describe.each([
  ['an error that nobody foresaw', () => Promise.reject(new Error(SECRET))],
  ['a fault of the disk', () => Promise.reject(new LogError('storage', new Error(SECRET)))],
] as const)('%s', (_name, fail) => {
  test.each(REQUESTS.filter(([name]) => name !== 'list'))(
    'ERR-2 in the log is internal or unavailable at %s, and what went wrong is not shown',
    async (_route, path, init) => {
      const { url, faults } = await servedApp({
        log: failing(createMemoryLog(), fail, ['close']),
        documents: await documentsWithOne(),
      });
      const { status, code, whole } = await answerOf(url, path, init);
      expect([
        [500, 'internal'],
        [503, 'unavailable'],
      ]).toContainEqual([status, code]);
      expect(whole).not.toContain('SQLITE');
      expect(faults.length).toBeGreaterThan(0);
    },
  );

  test.each(REQUESTS)(
    'ERR-2 in the documents is internal or unavailable at %s, and what went wrong is not shown',
    async (_route, path, init) => {
      const { url } = await servedApp({ documents: failing(createMemoryDocuments(), fail) });
      const { status, code, whole } = await answerOf(url, path, init);
      expect([
        [500, 'internal'],
        [503, 'unavailable'],
      ]).toContainEqual([status, code]);
      expect(whole).not.toContain('SQLITE');
    },
  );

  test('ERR-2 DOWN-11 in the log ends a document’s part of a stream with unavailable, and says no more', async () => {
    const { url } = await servedApp({
      log: failing(createMemoryLog(), fail, ['close']),
      documents: await documentsWithOne(),
    });
    const { told, events } = await followedStream(`${url}${ROUTES.follow}?doc=${doc}`);
    expect(await told('gone')).toEqual({ name: 'gone', doc, code: 'unavailable' });
    expect(JSON.stringify(events)).not.toContain('SQLITE');
  });
});

test.each([
  ['records', 'upload'],
  ['records', 'download'],
  ['bytes', 'upload'],
])('ERR-2 FILE-6 in the %s of files is unavailable at an %s, and not shown', async (what, use) => {
  const documents = await documentsWithOne();
  const fail = (): Promise<never> => Promise.reject(new Error(SECRET));
  const blobs = createMemoryBlobs();
  const fileRecords = createMemoryFileRecords(documents);
  const { url, faults } = await servedApp({
    documents,
    blobs: what === 'bytes' ? failing(blobs, fail, ['list']) : blobs,
    fileRecords: what === 'records' ? failing(fileRecords, fail, ['prune']) : fileRecords,
  });
  const { status, code, whole } =
    use === 'upload'
      ? await answerOf(url, uploadPath({ id: fileIdOf(1), doc, name: 'x' }), {
          method: 'POST',
          body: 'x',
        })
      : await answerOf(url, filePath(fileIdOf(1)), {});
  expect([status, code]).toEqual([503, 'unavailable']);
  expect(whole).not.toContain('SQLITE');
  expect(faults.length).toBeGreaterThan(0);
});

test('ERR-2 a snapshot that fails half way is a broken connection, never a shorter document', async () => {
  const log = createMemoryLog();
  const documents = await documentsWithOne();
  const { url } = await servedApp({ log, documents });
  const one = typist(1);
  for (const text of ['a'.repeat(200_000), 'b'.repeat(200_000), 'c']) {
    const body = one.type(text) as Uint8Array<ArrayBuffer>;
    const headers = { 'Content-Type': 'application/octet-stream' };
    await fetch(url + ROUTES.updates.replace(':doc', doc), { method: 'POST', headers, body });
  }
  const after = await servedApp({
    log: {
      ...log,
      read: (id, offset, maxBytes) =>
        offset > 0 && maxBytes < 1_000_000
          ? Promise.reject(new Error(SECRET))
          : log.read(id, offset, maxBytes),
    },
    documents,
  });
  const response = await fetch(after.url + ROUTES.snapshot.replace(':doc', doc));
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

test('ERR-1 a refusal that may pass says when to come back', async () => {
  const { url } = await servedApp({
    log: failing(createMemoryLog(), () => Promise.reject(new LogError('busy')), ['close']),
    documents: await documentsWithOne(),
  });
  const response = await fetch(url + ROUTES.snapshot.replace(':doc', doc));
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(response.headers.get('cache-control')).toBe('no-store');
});
