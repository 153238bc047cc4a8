import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { documentPath, filePath, ROUTES, uploadPath } from '@weft/shared/protocol/routes';
import { expectRefused } from './refusal.ts';
import { answerOf, createDocument, jsonOf, newDoc, open, send } from './server-under-test.ts';
import { download, newFile, upload, uploaded } from './uploaded-file.ts';

const TEXT = Buffer.from('0123456789');
/** One black pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
/** The beginning of a picture of 300 by 200 that was taken with the camera on its side. */
const TURNED_JPEG = Buffer.concat([
  Buffer.from('ffd8ffe100224578696600004d4d002a00000008', 'hex'),
  Buffer.from('000101120003000000010006000000000000', 'hex'),
  Buffer.from('ffc0001108', 'hex'),
  Buffer.from('00c8012c03012200021101031101', 'hex'),
]);

test('FILE-1 a file is answered 201 with what it is, and comes back byte for byte', async () => {
  const [id, doc] = [newFile(), await createDocument()];
  const answer = await upload({ id, doc, name: 'Plan “B”.png' }, PNG);
  expect(answer.status).toBe(201);
  expect(jsonOf(answer)).toEqual({
    id,
    name: 'Plan “B”.png',
    type: 'image/png',
    size: PNG.length,
    width: 1,
    height: 1,
  });
  const { status, headers, body } = await download(id);
  expect([status, body]).toEqual([200, PNG]);
  expect(headers).toMatchObject({ 'content-type': 'image/png' });
});

test('FILE-1 the same file sent again, also many times at once, is one file with one answer', async () => {
  const [id, doc] = [newFile(), await createDocument()];
  const bytes = randomBytes(200_000);
  const send = () => upload({ id, doc, name: 'a' }, bytes);
  const answers = await Promise.all(Array.from({ length: 6 }, send));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  const again = await send();
  expect(again.status).toBe(200);
  for (const answer of answers) expect(answer.body).toEqual(again.body);
});

test('FILE-2 an id that stands for other bytes or another document is refused', async () => {
  const doc = await createDocument();
  const { id } = await uploaded(doc, TEXT);
  expectRefused(await upload({ id, doc, name: 'a' }, Buffer.from('other')), 'file-reused');
  const elsewhere = { id, doc: await createDocument(), name: 'a' };
  expectRefused(await upload(elsewhere, TEXT), 'file-reused');
  expect((await download(id)).body).toEqual(TEXT);
});

test('FILE-3 FILE-4 files go with their document, those of another one with the same bytes stay', async () => {
  const [doc, other] = [await createDocument(), await createDocument()];
  const bytes = randomBytes(1_000);
  const [gone, stays] = [await uploaded(doc, bytes), await uploaded(other, bytes)];
  await send({ method: 'DELETE', path: documentPath(doc) });
  expectRefused(await download(gone.id), 'file-unknown');
  expectRefused(await upload({ id: newFile(), doc, name: 'x' }, bytes), 'document-deleted');
  expect((await download(stays.id)).body).toEqual(bytes);
  expectRefused(
    await upload({ id: newFile(), doc: newDoc(), name: 'x' }, bytes),
    'document-unknown',
  );
});

test('FILE-5 a file without a byte is refused', async () => {
  const file = { id: newFile(), doc: await createDocument(), name: 'x' };
  expectRefused(await upload(file, Buffer.alloc(0)), 'body-empty');
  expectRefused(await download(file.id), 'file-unknown');
});

test('FILE-5 a file that says it is larger than any limit is refused before it is sent', async () => {
  const file = { id: newFile(), doc: await createDocument(), name: 'x' };
  const headers = { 'Content-Length': String(10 ** 15) };
  const outgoing = open({ method: 'POST', path: uploadPath(file), headers }, { agent: false });
  outgoing.flushHeaders();
  expectRefused(await answerOf(outgoing), 'body-too-large');
  outgoing.destroy();
});

test('FILE-6 of an upload that breaks off nothing remains', async () => {
  const file = { id: newFile(), doc: await createDocument(), name: 'x' };
  const headers = { 'Content-Length': '1000000' };
  const outgoing = open({ method: 'POST', path: uploadPath(file), headers }, { agent: false });
  outgoing.on('error', () => undefined);
  await new Promise((resolve) => outgoing.write(randomBytes(100_000), resolve));
  outgoing.destroy();
  expectRefused(await download(file.id), 'file-unknown');
  expect((await upload(file, TEXT)).status).toBe(201);
});

test('FILE-5 a body that does not say how long it is comes in whole', async () => {
  const file = { id: newFile(), doc: await createDocument(), name: 'x' };
  const bytes = randomBytes(500_000);
  const outgoing = open({ method: 'POST', path: uploadPath(file) });
  const answer = answerOf(outgoing);
  for (let at = 0; at < bytes.length; at += 33_333) outgoing.write(bytes.subarray(at, at + 33_333));
  outgoing.end();
  expect((await answer).status).toBe(201);
  expect((await download(file.id)).body).toEqual(bytes);
});

test.each([
  ['HTML', '<!doctype html><script>alert(1)</script>', 'text/plain'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'text/plain'],
  ['a script', 'alert(1)', 'text/plain'],
  ['PDF', '%PDF-1.7', 'application/pdf'],
  ['what nobody knows', '\0\x01\x02', 'application/octet-stream'],
])('FILE-7 FILE-8 %s is an attachment of type its content has', async (_what, text, type) => {
  const file = { id: newFile(), doc: await createDocument(), name: 'page.html' };
  const answer = await upload(file, Buffer.from(text), { 'Content-Type': 'text/html' });
  expect(jsonOf(answer)).toMatchObject({ type });
  const { headers } = await download(file.id);
  expect(String(headers['content-type']).split(';')[0]).toBe(type);
  expect(headers['content-disposition']).toMatch(/^attachment; filename="page\.html"; /);
  expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('FILE-8 an image is shown, under its name, and can do nothing', async () => {
  const { id } = await uploaded(await createDocument(), PNG, 'Ä.png');
  const { headers } = await download(id);
  expect(headers['content-disposition']).toBe(
    `inline; filename="_.png"; filename*=UTF-8''%C3%84.png`,
  );
  expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['a\r\nX-Injected: 1', 'a X-Injected_ 1'],
  ['gnp\u202e.exe', 'gnp .exe'],
  ['', 'file'],
  [`${'n'.repeat(5_000)}.png`, `${'n'.repeat(196)}.png`],
])('FILE-9 the name %j is kept as %j', async (given, kept) => {
  const { id, name } = await uploaded(await createDocument(), TEXT, given);
  expect(name).toBe(kept);
  expect((await download(id)).headers).not.toHaveProperty('x-injected');
});

test('FILE-10 the size of a picture is the one it is shown in', async () => {
  const info = await uploaded(await createDocument(), TURNED_JPEG, 'photo.jpg');
  expect(info).toMatchObject({ type: 'image/jpeg', width: 200, height: 300 });
});

test('FILE-11 ranges, what is held already, and HEAD are answered as HTTP says', async () => {
  const { id } = await uploaded(await createDocument(), TEXT);
  const whole = await download(id);
  const etag = whole.headers.etag!;
  expect(etag).toBe(`"${createHash('sha256').update(TEXT).digest('hex')}"`);
  expect(whole.headers).toMatchObject({
    'cache-control': 'private, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
    'content-length': '10',
  });
  const cases: [headers: Record<string, string>, status: number, body: string][] = [
    [{ Range: 'bytes=2-4' }, 206, '234'],
    [{ Range: 'bytes=8-' }, 206, '89'],
    [{ Range: 'bytes=-1' }, 206, '9'],
    [{ Range: 'bytes=2-4', 'If-Range': etag }, 206, '234'],
    [{ Range: 'bytes=2-4', 'If-Range': '"other"' }, 200, '0123456789'],
    [{ Range: 'bytes=0-1,4-5' }, 200, '0123456789'],
    [{ 'If-None-Match': etag }, 304, ''],
    [{ 'If-None-Match': '"other"' }, 200, '0123456789'],
  ];
  for (const [headers, status, text] of cases) {
    const answer = await download(id, headers);
    expect([headers, answer.status, answer.body.toString()]).toEqual([headers, status, text]);
    expect(answer.headers.etag).toBe(etag);
  }
  const outside = await download(id, { Range: 'bytes=10-' });
  expectRefused(outside, 'range-unsatisfiable');
  expect(outside.headers['content-range']).toBe('bytes */10');
  const head = await send({ method: 'HEAD', path: filePath(id) });
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, '10']);
});

test('FILE-12 a reader that goes away in the middle is nobody’s trouble', async () => {
  const { id } = await uploaded(await createDocument(), randomBytes(8 * 1024 * 1024));
  for (let i = 0; i < 5; i++) {
    const outgoing = open({ path: filePath(id) }, { agent: false });
    outgoing.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      outgoing.on('response', (incoming) => {
        incoming.on('error', () => undefined);
        incoming.once('data', () => resolve(void outgoing.destroy()));
      });
      outgoing.end();
    });
  }
  expect((await send({ path: ROUTES.health })).status).toBe(200);
  expect((await download(id, { Range: 'bytes=0-9' })).body).toHaveLength(10);
});
