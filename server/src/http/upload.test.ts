import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BODY_IDLE_MS, MAX_UPLOADS } from '@weft/shared/protocol/limits';
import { filePath, uploadPath } from '@weft/shared/protocol/routes';
import { manualClock } from '@weft/shared/testing/clock';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { StorageFullError } from '../files/blobs.ts';
import { createDiskBlobs } from '../files/disk-blobs.ts';
import { createMemoryBlobs } from '../files/memory-blobs.ts';
import { latin, png } from '../files/testing/sample-files.ts';
import { docIdOf, fileIdOf } from '../testing/numbered-ids.ts';
import { rawUpload, uploaded, type RawUpload } from '../testing/raw-upload.ts';
import { servedApp } from '../testing/served-app.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { AppPorts } from '../app.ts';

async function subject(ports: Partial<AppPorts> = {}) {
  const folder = temporaryFolder();
  const documents = createMemoryDocuments();
  for (const number of [1, 2])
    await documents.create({ id: docIdOf(number), format: 'raw', time: 1 });
  const blobs = ports.blobs ?? (await createDiskBlobs(folder));
  const { url, app } = await servedApp({ maxFileBytes: 1_000, ...ports, documents, blobs });
  const names = (path: string): string[] =>
    readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  return {
    url,
    app,
    documents,
    tmp: () => names('tmp'),
    kept: () => names('files'),
    download: (file: number) => fetch(url + filePath(fileIdOf(file))),
  };
}

const codeOf = async (answer: RawUpload['answer']): Promise<unknown> => {
  const { status, body } = await answer;
  return [status, body['code']];
};

describe('a file', () => {
  test('FILE-1 is answered 201 with what is known of it, and 200 when it comes again', async () => {
    const { url, download } = await subject();
    const image = png(20, 10);
    const choices = { file: 1, name: 'Ansicht 1.png', headers: { 'Content-Type': 'text/html' } };
    const info = {
      id: fileIdOf(1),
      name: 'Ansicht 1.png',
      type: 'image/png',
      size: image.length,
      width: 20,
      height: 10,
    };
    expect(await uploaded(url, choices, image)).toEqual({ status: 201, body: info });
    expect(await uploaded(url, choices, image)).toEqual({ status: 200, body: info });
    expect(Buffer.from(await (await download(1)).arrayBuffer())).toEqual(image);
  });

  test('FILE-1 without pixels has no width and no height', async () => {
    const { url } = await subject();
    const { body } = await uploaded(url, { file: 1, name: '' }, latin('text'));
    expect(body).toEqual({ id: fileIdOf(1), name: 'file', type: 'text/plain', size: 4 });
  });

  test('FILE-2 under an id that was used is refused, and the first one stays', async () => {
    const { url, download, kept } = await subject();
    await uploaded(url, { file: 1 }, latin('first'));
    const answers = [
      uploaded(url, { file: 1 }, latin('other')),
      uploaded(url, { file: 1, doc: 2 }, latin('first')),
    ];
    for (const answer of answers) expect(await codeOf(answer)).toEqual([422, 'file-reused']);
    expect(await (await download(1)).text()).toBe('first');
    expect(kept()).toHaveLength(1);
  });

  test('FILE-3 for a document that is deleted or never was is refused, and nothing remains', async () => {
    const { url, documents, tmp, kept } = await subject();
    expect(await codeOf(uploaded(url, { file: 1, doc: 9 }, latin('x')))).toEqual([
      404,
      'document-unknown',
    ]);
    const { request, answer } = rawUpload(url, { file: 1 });
    request.write('half');
    await expect.poll(tmp).toHaveLength(1);
    await documents.remove(docIdOf(1), 5);
    request.end('other half');
    expect(await codeOf(answer)).toEqual([410, 'document-deleted']);
    expect(await codeOf(uploaded(url, { file: 1 }, latin('x')))).toEqual([410, 'document-deleted']);
    expect([tmp(), kept()]).toEqual([[], []]);
  });

  test.each([
    ['id', 'x'],
    ['id', ''],
    ['doc', '../../etc/passwd'],
    ['doc', ''],
  ])('FILE-1 ID-1 whose %s is %j is refused', async (name, value) => {
    const { url } = await subject();
    const path = uploadPath({ id: fileIdOf(1), doc: docIdOf(1), name: 'x' });
    const query = new URLSearchParams(path.split('?')[1]);
    query.set(name, value);
    const response = await fetch(`${url}${path.split('?')[0]}?${query.toString()}`, {
      method: 'POST',
      body: 'x',
    });
    expect(await response.json()).toMatchObject({ code: 'id-malformed' });
  });
});

describe('the limit', () => {
  test('FILE-5 is reached by a file of exactly that size, and passed by one byte more', async () => {
    const { url, tmp, kept } = await subject();
    expect((await uploaded(url, { file: 1 }, Buffer.alloc(1_000))).body['size']).toBe(1_000);
    const more = uploaded(url, { file: 2 }, Buffer.alloc(1_001));
    expect(await codeOf(more)).toEqual([413, 'body-too-large']);
    expect([tmp(), kept().length]).toEqual([[], 1]);
  });

  test('FILE-5 holds for a body that does not say how long it is', async () => {
    const { url, tmp, kept } = await subject();
    const send = (file: number, size: number): RawUpload['answer'] => {
      const { request, answer } = rawUpload(url, { file });
      for (let at = 0; at < size; at += 250) request.write(Buffer.alloc(Math.min(250, size - at)));
      request.end();
      return answer;
    };
    expect((await send(1, 1_000)).status).toBe(201);
    expect(await codeOf(send(2, 1_001))).toEqual([413, 'body-too-large']);
    expect([tmp(), kept().length]).toEqual([[], 1]);
  });

  test('FILE-5 is told before a byte of a declared body is read', async () => {
    const { url, tmp } = await subject();
    const { request, answer } = rawUpload(url, { file: 1, headers: { 'Content-Length': 1_001 } });
    request.flushHeaders();
    expect(await codeOf(answer)).toEqual([413, 'body-too-large']);
    expect(tmp()).toEqual([]);
  });

  test('FILE-5 a file has at least one byte', async () => {
    const { url, tmp, kept } = await subject();
    expect(await codeOf(uploaded(url, { file: 1 }, Buffer.alloc(0)))).toEqual([400, 'body-empty']);
    expect([tmp(), kept()]).toEqual([[], []]);
  });

  test('FILE-5 so many uploads at a time are taken, the next when one of them is over', async () => {
    const { url, tmp } = await subject();
    const uploads = Array.from({ length: MAX_UPLOADS }, (_, i) => rawUpload(url, { file: i + 1 }));
    for (const { request } of uploads) request.write('x');
    await expect.poll(tmp).toHaveLength(MAX_UPLOADS);
    expect(await codeOf(uploaded(url, { file: 90 }, latin('x')))).toEqual([429, 'too-many']);
    uploads[0]!.request.end();
    expect((await uploads[0]!.answer).status).toBe(201);
    uploads[1]!.request.destroy();
    await expect.poll(tmp).toHaveLength(MAX_UPLOADS - 2);
    for (const file of [91, 92])
      expect((await uploaded(url, { file }, latin('x'))).status).toBe(201);
    for (const { request } of uploads) request.destroy();
  });
});

describe('nothing remains', () => {
  test('FILE-6 of an upload whose connection breaks', async () => {
    const { url, tmp, kept } = await subject();
    const { request, answer } = rawUpload(url, { file: 1, headers: { 'Content-Length': 900 } });
    request.write(Buffer.alloc(500));
    await expect.poll(tmp).toHaveLength(1);
    request.destroy();
    expect((await answer).status).toBe(0);
    await expect.poll(tmp).toEqual([]);
    expect(kept()).toEqual([]);
    expect((await uploaded(url, { file: 1 }, latin('again'))).status).toBe(201);
  });

  test('FILE-5 FILE-6 of an upload that stalls', async () => {
    const clock = manualClock();
    const { url, tmp, kept } = await subject({ clock });
    const { request, answer } = rawUpload(url, { file: 1 });
    request.write('half');
    await expect.poll(tmp).toHaveLength(1);
    await expect.poll(() => clock.nextTimer()).toBeLessThanOrEqual(BODY_IDLE_MS);
    clock.advance(BODY_IDLE_MS);
    expect(await codeOf(answer)).toEqual([408, 'body-stalled']);
    expect([tmp(), kept()]).toEqual([[], []]);
  });

  test('FILE-6 when the disk is full, and the answer says so', async () => {
    const { url } = await subject({
      blobs: {
        ...createMemoryBlobs(),
        receive: () => Promise.reject(new StorageFullError('no room')),
      },
    });
    const { status, body } = await uploaded(url, { file: 1 }, latin('x'));
    expect([status, body['code'], body['retry']]).toEqual([507, 'storage-full', 'same']);
  });

  test('FILE-6 OPS-5 when the server leaves, and nobody new is let in', async () => {
    const { app, url, tmp } = await subject();
    const { request } = rawUpload(url, { file: 1 });
    request.write('half');
    await expect.poll(tmp).toHaveLength(1);
    await app.close();
    expect(await codeOf(uploaded(url, { file: 2 }, latin('x')))).toEqual([503, 'unavailable']);
    request.destroy();
    await expect.poll(tmp).toEqual([]);
  });
});

describe('hostile names', () => {
  test.each([
    '../../../../etc/passwd',
    '..\\..\\boot.ini',
    'a\0.png',
    'a\r\nSet-Cookie: stolen=1',
    'photo\u202egnp.exe',
    '\u{1f600}'.repeat(600),
    '%2e%2e%2f',
    '"><script>alert(1)</script>',
  ])('FILE-9 %j come to nothing', async (name) => {
    const { url, download, kept } = await subject();
    const { status, body } = await uploaded(url, { file: 1, name }, latin('x'));
    expect(status).toBe(201);
    expect(body['name']).not.toMatch(/[\\/\p{Cc}\p{Cs}\u202e"<>]/u);
    expect(kept()).toEqual([expect.stringMatching(/^[0-9a-f]{62}$/)]);
    const { headers } = await download(1);
    expect(headers.get('set-cookie')).toBeNull();
    const header = headers.get('content-disposition')!;
    expect(decodeURIComponent(header.split("''")[1]!)).toBe(body['name']);
  });

  test('FILE-9 of 10 kB are cut', async () => {
    const { url } = await subject();
    const { status, body } = await uploaded(
      url,
      { file: 1, name: `${'n'.repeat(10_000)}.png` },
      latin('x'),
    );
    expect([status, body['name']]).toEqual([201, `${'n'.repeat(196)}.png`]);
  });
});
