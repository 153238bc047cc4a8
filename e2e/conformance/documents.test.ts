import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { SEED_CLIENT, seedOf } from '@weft/shared/document/seed';
import type { DocumentInfo, DocumentList } from '@weft/shared/protocol/down';
import { DOCUMENT_FORMATS } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import { MAX_LIST } from '@weft/shared/protocol/limits';
import {
  documentPath,
  FORMAT_HEADER,
  ROUTES,
  snapshotPath,
  WRITER_HEADER,
} from '@weft/shared/protocol/routes';
import { first, follow } from './event-collector.ts';
import { expectRefused, refusalOf } from './refusal.ts';
import {
  append,
  createDocument,
  cursor,
  jsonOf,
  newDoc,
  newSession,
  post,
  postJson,
  postPresence,
  send,
  snapshot,
  type Answer,
} from './server-under-test.ts';
import { newFile, upload } from './uploaded-file.ts';
import { createWriter, documentOf } from './writer.ts';

const create = (id: string, format: string) => postJson(ROUTES.documents, { id, format });
const remove = (doc: DocId): Promise<Answer> => send({ method: 'DELETE', path: documentPath(doc) });

async function list(query: string): Promise<DocumentList> {
  const answer = await send({ path: `${ROUTES.documents}${query}` });
  expect(answer.status).toBe(200);
  return jsonOf(answer) as DocumentList;
}

/** The list after a document (or from the newest on), page by page, until all of `wanted` have come. */
async function listUntil(
  wanted: readonly DocId[],
  limit: number,
  after?: string,
): Promise<DocumentInfo[]> {
  const { docs, next } = await list(
    `?limit=${limit}${after === undefined ? '' : `&after=${after}`}`,
  );
  expect(docs.length).toBeLessThanOrEqual(limit);
  const missing = wanted.filter((id) => docs.every((doc) => doc.id !== id));
  if (missing.length === 0 || next === undefined) return docs;
  return [...docs, ...(await listUntil(missing, limit, next))];
}

const infoOf = async (doc: DocId): Promise<DocumentInfo | undefined> =>
  (await listUntil([doc], MAX_LIST)).find(({ id }) => id === doc);

test('DOC-1 the same id and format again is the same document', async () => {
  const id = newDoc();
  const made = await create(id, 'raw');
  expect(made.status).toBe(201);
  expect(jsonOf(made)).toEqual({
    id,
    format: 'raw',
    title: '',
    createdAt: expect.any(Number),
    updatedAt: expect.any(Number),
  });
  await append(id, createWriter(1).type('a'));
  const before = await snapshot(id);
  const again = await create(id, 'raw');
  expect(again.status).toBe(200);
  expect(jsonOf(again)).toMatchObject({ id, createdAt: (jsonOf(made) as DocumentInfo).createdAt });
  expect(await snapshot(id)).toEqual(before);
});

test.each(DOCUMENT_FORMATS)(
  'DOC-1 the same %s made many times at once is one document',
  async (format) => {
    const id = newDoc();
    const answers = await Promise.all(Array.from({ length: 12 }, () => create(id, format)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(11);
    expect((await snapshot(id)).frames).toHaveLength(seedOf(format) ? 1 : 0);
  },
);

test.each([
  '',
  '{',
  '[]',
  'null',
  '{}',
  '{"id":5,"format":"raw"}',
  `{"format":"raw"}`,
  `{"id":"${'A'.repeat(22)}"}`,
  `{"id":"${'A'.repeat(22)}","format":"html"}`,
  `{"id":"${'A'.repeat(22)}","format":"raw","title":"mine"}`,
  '\u{feff}x',
])('DOC-1 %j makes no document', async (body) => {
  const answer = await postJson(ROUTES.documents, body);
  expectRefused(answer, body === '' ? 'body-empty' : 'request-malformed');
});

test('DOC-2 the list is newest first, in pages, without what is deleted', async () => {
  const docs: DocId[] = [];
  for (let i = 0; i < 7; i++) docs.push(await createDocument(DOCUMENT_FORMATS[i % 2]));
  const [deleted] = docs.splice(3, 1);
  expect((await remove(deleted!)).status).toBe(204);
  for (const limit of [2, 5, MAX_LIST]) {
    const listed = await listUntil(docs, limit);
    const ids = listed.map(({ id }) => id as DocId);
    expect(ids.filter((id) => docs.includes(id))).toEqual([...docs].reverse());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(deleted);
  }
});

test('DOC-2 the next page follows also when the document it follows is deleted meanwhile', async () => {
  const docs: DocId[] = [];
  for (let i = 0; i < 4; i++) docs.push(await createDocument());
  await remove(docs[2]!);
  const listed = await listUntil(docs.slice(0, 2), 1, docs[2]);
  const ids = listed.map(({ id }) => id as DocId);
  expect(ids.filter((id) => docs.includes(id))).toEqual([docs[1], docs[0]]);
});

test.each(['0', '-1', '201', '1.5', 'x', ''])('DOC-2 a page of %j is refused', async (limit) => {
  expectRefused(await send({ path: `${ROUTES.documents}?limit=${limit}` }), 'request-malformed');
});

/** Every way to use a document, as a name and an answer. */
const uses = (doc: DocId): [string, Promise<Answer>][] => [
  ['append', post(doc, createWriter(1).type('a'))],
  ['append again', post(doc, createWriter(1).type('a'))],
  ['snapshot', send({ path: snapshotPath(doc) })],
  ['presence', postPresence(doc, newSession(), { client: 1, clock: 1, state: {} })],
  ['add a file', upload({ id: newFile(), doc, name: 'x' }, Buffer.from('x'))],
  ['delete', remove(doc)],
];

test('DOC-3 a deleted document is 410 everywhere and for ever', async () => {
  const doc = await createDocument();
  await append(doc, createWriter(1).type('a'));
  expect((await remove(doc)).status).toBe(204);
  for (let times = 0; times < 2; times++) {
    for (const [use, answer] of uses(doc)) {
      expect([use, refusalOf(await answer).code]).toEqual([use, 'document-deleted']);
    }
    for (const format of DOCUMENT_FORMATS)
      expectRefused(await create(doc, format), 'document-deleted');
    const stream = await follow([doc]);
    expect(await stream.until(first('gone', doc))).toMatchObject({ code: 'document-deleted' });
  }
});

test('DOC-3 an unknown document is 404 everywhere, and using it does not make it', async () => {
  const doc = newDoc();
  for (let times = 0; times < 2; times++) {
    for (const [use, answer] of uses(doc)) {
      expect([use, refusalOf(await answer).code]).toEqual([use, 'document-unknown']);
    }
  }
});

test('DOC-4 a seeded document starts with constant bytes of client id 0, at offset 1', async () => {
  const snapshots = [];
  for (let i = 0; i < 2; i++) snapshots.push(await snapshot(await createDocument('lexical-v2')));
  const [one, two] = snapshots;
  expect(one!.body.equals(two!.body)).toBe(true);
  expect(cursor(one!.cursor).offset).toBe(1);
  const doc = documentOf(one!.frames);
  expect([...doc.store.clients.keys()]).toEqual([SEED_CLIENT]);
  expect(doc.get('root-v2', Y.XmlElement).length).toBe(1);
});

test('DOC-5 another format is refused, asked for or named, and changes nothing', async () => {
  const doc = await createDocument('raw');
  expectRefused(await create(doc, 'lexical-v2'), 'format-mismatch');
  const named = { [FORMAT_HEADER]: 'lexical-v2' };
  expectRefused(await post(doc, createWriter(1).type('a'), named), 'format-mismatch');
  expectRefused(await send({ path: snapshotPath(doc), headers: named }), 'format-mismatch');
  expect((await snapshot(doc)).frames).toEqual([]);
  expect(await infoOf(doc)).toMatchObject({ format: 'raw' });
  const right = { [FORMAT_HEADER]: 'raw' };
  expect((await post(doc, createWriter(1).type('a'), right)).status).toBe(200);
  expect((await send({ path: snapshotPath(doc), headers: right })).status).toBe(200);
});

test('VER-3 once a block document asks for newer programs, older ones read it and do not write', async () => {
  const doc = await createDocument('blocks');
  const raise = new Y.Doc();
  raise.getMap('meta').set('minWriter', 7);
  expect((await post(doc, Y.encodeStateAsUpdate(raise))).status).toBe(200);
  const update = createWriter(1).type('a');
  const before = await snapshot(doc);
  for (const older of [{}, { [WRITER_HEADER]: '6' }])
    expectRefused(await post(doc, update, older), 'client-too-old');
  expectRefused(await post(doc, update, { [WRITER_HEADER]: 'x' }), 'request-malformed');
  expect((await snapshot(doc)).body.equals(before.body)).toBe(true);
  expect((await post(doc, update, { [WRITER_HEADER]: '7' })).status).toBe(200);
});

test('DOC-6 the title is the text of the root named title, a moment later', async () => {
  const doc = await createDocument();
  const writer = createWriter(1);
  const title = writer.doc.getText('title');
  const becomes = (text: string) =>
    expect
      .poll(async () => (await infoOf(doc))?.title, { timeout: 10_000, interval: 50 })
      .toBe(text);
  await append(
    doc,
    writer.edit(() => title.insert(0, 'A title, 題名 😀')),
  );
  await becomes('A title, 題名 😀');
  await append(
    doc,
    writer.edit(() => title.delete(0, 9)),
  );
  await append(doc, writer.type('the text is no part of it'));
  await becomes('題名 😀');
  const { createdAt, updatedAt } = (await infoOf(doc))!;
  expect(updatedAt).toBeGreaterThan(createdAt);
});
