import { expect, test } from 'vitest';
import { decodeFrames } from '@weft/shared/codec/frames';
import {
  type RowAuthors,
  type VersionList,
  historyAuthorsPath,
  historyPath,
  historyRowsPath,
  versionPath,
} from '@weft/shared/protocol/history';
import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import { NAME_HEADER, updatesPath } from '@weft/shared/protocol/routes';
import { expectRefused } from './refusal.ts';
import { append, createDocument, jsonOf, newSession, send } from './server-under-test.ts';
import { createWriter, textOf } from './writer.ts';

const versionsOf = async (doc: DocId): Promise<VersionList['versions']> =>
  (jsonOf(await send({ path: historyPath(doc) })) as VersionList).versions;

const call = (doc: DocId, offset: string, body: unknown = { name: 'sent' }) =>
  send({
    method: 'PUT',
    path: versionPath(doc, 1).replace(/1$/, offset),
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

test('HISTORY-2 HISTORY-3 HISTORY-4 what was written is told with its author, and any version can be made of it', async () => {
  const doc = await createDocument();
  expect(await versionsOf(doc)).toEqual([]);
  const writer = createWriter(1);
  const session = newSession();
  const answer = await send({
    method: 'POST',
    path: updatesPath(doc),
    headers: {
      'Content-Type': 'application/octet-stream',
      'Weft-Session': session,
      'Weft-N': '1',
      [NAME_HEADER]: encodeURIComponent('Ängström'),
    },
    body: Buffer.from(writer.type('one ')),
  });
  expect(answer.status).toBe(200);
  await append(doc, writer.type('two'), { session, n: 2 });
  await expect
    .poll(() => versionsOf(doc))
    .toMatchObject([{ offset: 2, rows: 2, authors: ['Ängström'] }]);
  const authors = jsonOf(await send({ path: historyAuthorsPath(doc) })) as RowAuthors;
  expect(authors).toEqual({ authors: ['Ängström'], rows: [[0, 2]] });
  const first = await send({ path: historyRowsPath(doc, 1) });
  expect(textOf(decodeFrames(first.body))).toBe('one ');
});

test('HISTORY-5 a version gets a name, another one, and none', async () => {
  const doc = await createDocument();
  await append(doc, createWriter(1).type('a'));
  const nameOf = async () => (await versionsOf(doc))[0]!.name;
  expect((await call(doc, '1')).status).toBe(204);
  expect((await call(doc, '1', { name: 'again' })).status).toBe(204);
  expect(await nameOf()).toBe('again');
  expect((await send({ method: 'DELETE', path: versionPath(doc, 1) })).status).toBe(204);
  expect(await nameOf()).toBeUndefined();
});

test('HISTORY-2 HISTORY-3 HISTORY-5 bad questions are answered with what is wrong, and change nothing', async () => {
  const doc = await createDocument();
  await append(doc, createWriter(1).type('a'));
  for (const offset of ['0', '2', 'x', '1.5', '-1', '99999999999999999'])
    expectRefused(await call(doc, offset), 'request-malformed');
  for (const body of [{}, { name: '' }, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 1 }, []])
    expectRefused(await call(doc, '1', body), 'request-malformed');
  for (const query of ['?before=0', '?before=x', '?before='])
    expectRefused(await send({ path: historyPath(doc) + query }), 'request-malformed');
  const stranger = mintDocId((length) => new Uint8Array(length).fill(7));
  for (const path of [
    historyPath(stranger),
    historyAuthorsPath(stranger),
    historyRowsPath(stranger, 1),
  ])
    expectRefused(await send({ path }), 'document-unknown');
  expectRefused(await call(stranger, '1'), 'document-unknown');
  for (const name of ['%', encodeURIComponent('a\u0007'), encodeURIComponent('x'.repeat(61))]) {
    const update = {
      method: 'POST',
      path: updatesPath(doc),
      headers: { 'Content-Type': 'application/octet-stream', [NAME_HEADER]: name },
      body: Buffer.from(createWriter(2).type('b')),
    };
    expectRefused(await send(update), 'request-malformed');
  }
  expect(await versionsOf(doc)).toMatchObject([{ offset: 1, rows: 1 }]);
  expect((await versionsOf(doc))[0]!.name).toBeUndefined();
});
