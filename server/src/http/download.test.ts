import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { documentPath, filePath } from '@weft/shared/protocol/routes';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import type { Blobs, OpenBlob } from '../files/blobs.ts';
import { createMemoryBlobs } from '../files/memory-blobs.ts';
import { latin, png } from '../files/testing/sample-files.ts';
import { docIdOf, fileIdOf } from '../testing/numbered-ids.ts';
import { rawAnswer } from '../testing/raw-answer.ts';
import { uploaded } from '../testing/raw-upload.ts';
import { servedApp } from '../testing/served-app.ts';

const TEXT = latin('0123456789');
const MiB = 1024 * 1024;

/** The app with one file of those bytes; `watch` stands between the server and its bytes. */
async function subject(bytes: Uint8Array, watch = (blob: OpenBlob): OpenBlob => blob) {
  const documents = createMemoryDocuments();
  await documents.create({ id: docIdOf(1), format: 'raw', time: 1 });
  const memory = createMemoryBlobs();
  const blobs: Blobs = {
    ...memory,
    open: async (hash) => {
      const blob = await memory.open(hash);
      return blob && watch(blob);
    },
  };
  const { url, faults } = await servedApp({ documents, blobs });
  expect((await uploaded(url, { file: 1, name: 'x.html' }, bytes)).status).toBe(201);
  const path = url + filePath(fileIdOf(1));
  return {
    url,
    path,
    faults,
    blobs: memory,
    get: (headers: Record<string, string> = {}, method = 'GET') =>
      rawAnswer(path, { headers, method }),
  };
}

describe('a whole file', () => {
  test('FILE-11 comes with its length, its hash, and a year to keep it', async () => {
    const { get } = await subject(TEXT);
    const { status, headers, body } = await get();
    expect([status, body.toString()]).toEqual([200, '0123456789']);
    expect(headers).toMatchObject({
      'content-length': '10',
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      etag: '"84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"',
    });
    const head = await get({}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    const { date: _, 'weft-request-id': __, ...same } = headers;
    expect(head.headers).toMatchObject(same);
  });

  test('FILE-11 is not sent to who has it', async () => {
    const { get } = await subject(TEXT);
    const etag = (await get()).headers.etag!;
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, headers, body } = await get({ 'If-None-Match': held, Range: 'bytes=0-1' });
      expect([status, body.length, headers.etag]).toEqual([304, 0, etag]);
    }
    expect((await get({ 'If-None-Match': '"other"' })).status).toBe(200);
  });
});

describe('a range', () => {
  test.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=0-999', '0123456789', 'bytes 0-9/10'],
  ])('FILE-11 %s is answered 206', async (range, text, place) => {
    const { get } = await subject(TEXT);
    const { status, headers, body } = await get({ Range: range });
    expect([status, body.toString(), headers['content-range'], headers['content-length']]).toEqual([
      206,
      text,
      place,
      String(text.length),
    ]);
  });

  test('FILE-11 outside of the file is answered 416, with how long that is', async () => {
    const { get } = await subject(TEXT);
    const { status, headers, body } = await get({ Range: 'bytes=10-' });
    expect([status, headers['content-range']]).toEqual([416, 'bytes */10']);
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'range-unsatisfiable' });
  });

  test('FILE-11 that is none, or several, is answered with the whole', async () => {
    const { get } = await subject(TEXT);
    for (const range of ['bytes=0-1,3-4', 'bytes=5-2', 'items=0-1', 'x'])
      expect((await get({ Range: range })).status).toBe(200);
    expect((await get({ Range: 'bytes=0-1' }, 'HEAD')).headers['content-length']).toBe('10');
  });

  test('FILE-11 of something else than was half fetched is answered with the whole', async () => {
    const { get } = await subject(TEXT);
    const etag = (await get()).headers.etag!;
    const status = async (ifRange: string): Promise<number> =>
      (await get({ Range: 'bytes=2-4', 'If-Range': ifRange })).status;
    expect(await status(etag)).toBe(206);
    for (const other of ['"other"', `W/${etag}`, 'Wed, 21 Oct 2015 07:28:00 GMT'])
      expect(await status(other)).toBe(200);
  });
});

describe('no file is a page', () => {
  test.each([
    ['HTML', latin('<!doctype html><script>alert(1)</script>'), 'attachment'],
    ['SVG', latin('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'attachment'],
    ['a script', latin('alert(1)'), 'attachment'],
    ['PDF', latin('%PDF-1.7 <script>'), 'attachment'],
    ['anything', Buffer.of(0, 1, 2, 3), 'attachment'],
    ['a GIF that is HTML too', latin('GIF89a<html><script>alert(1)</script>'), 'inline'],
    ['a PNG', png(1, 1), 'inline'],
  ])('FILE-8 %s', async (_what, bytes, place) => {
    const { get } = await subject(bytes);
    const etag = (await get()).headers.etag!;
    const answers = [
      await get(),
      await get({}, 'HEAD'),
      await get({ Range: 'bytes=0-0' }),
      await get({ 'If-None-Match': etag }),
      await get({ Range: 'bytes=999-' }),
    ];
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'; /);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
      expect(headers['content-type'] ?? '').not.toMatch(/html|svg|xml|script/);
    }
    const shown = answers[0]!.headers['content-disposition'];
    expect(shown).toBe(`${place}; filename="x.html"; filename*=UTF-8''x.html`);
  });

  test('FILE-8 FILE-3 nor is a refusal', async () => {
    const { url } = await subject(TEXT);
    const { status, headers } = await rawAnswer(url + filePath(fileIdOf(9)));
    expect([status, headers['content-security-policy']]).toEqual([
      404,
      expect.stringMatching(/^sandbox; default-src 'none'; /),
    ]);
  });
});

test('FILE-3 a file goes with its document', async () => {
  const { url, path, blobs } = await subject(TEXT);
  expect((await fetch(url + documentPath(docIdOf(1)), { method: 'DELETE' })).status).toBe(204);
  const response = await fetch(path);
  expect([response.status, await response.json()]).toMatchObject([404, { code: 'file-unknown' }]);
  for await (const hashes of blobs.list()) expect(hashes).toEqual([]);
});

test('FILE-1 ERR-2 missing bytes are a fault of the server, and never an empty file', async () => {
  const { get, blobs, faults } = await subject(TEXT);
  const etag = (await get()).headers.etag!;
  await blobs.remove(etag.replaceAll('"', ''));
  expect((await get()).status).toBe(500);
  expect(faults).toHaveLength(1);
});

test('FILE-12 bytes that cannot be read on are a broken connection, never a shorter file', async () => {
  const { path } = await subject(Buffer.alloc(300_000), (blob) => ({
    ...blob,
    read: (at, length) => (at < 100_000 ? blob.read(at, length) : Promise.reject(new Error('EIO'))),
  }));
  const response = await fetch(path);
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

test('FILE-12 a reader that stops taking gets nothing read for it, and one that goes away ends the reading', async () => {
  let [read, closed] = [0, 0];
  const { path } = await subject(Buffer.alloc(64 * MiB), (blob) => ({
    ...blob,
    async read(at, length) {
      read = at;
      return blob.read(at, length);
    },
    async close() {
      closed += 1;
      await blob.close();
    },
  }));
  const asking = request(path, { agent: false }).end();
  onTestFinished(() => void asking.destroy());
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  response.on('error', () => undefined).pause();
  let before = -1;
  await expect
    .poll(() => [read === before, (before = read)][0], { interval: 200, timeout: 10_000 })
    .toBe(true);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(32 * MiB);
  expect(closed).toBe(0);
  asking.destroy();
  await expect.poll(() => closed).toBe(1);
  expect(read).toBeLessThan(32 * MiB);
}, 20_000);
