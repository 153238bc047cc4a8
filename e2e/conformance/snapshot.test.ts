import { expect, test } from 'vitest';
import { seedOf } from '@weft/shared/document/seed';
import { formatCursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import { snapshotPath } from '@weft/shared/protocol/routes';
import { append, createDocument, cursor, send, snapshot } from './server-under-test.ts';
import { createWriter, textOf } from './writer.ts';

/** A document of some rows, with each row's bytes and the cursor it was acknowledged with. */
async function writtenDocument(rows: number) {
  const doc = await createDocument();
  const writer = createWriter(1);
  const updates: Uint8Array[] = [];
  const cursors: string[] = [];
  for (let i = 0; i < rows; i++) {
    updates.push(writer.type(`${i},`));
    cursors.push(await append(doc, updates[i]!));
  }
  return { doc, writer, updates: updates.map((update) => Buffer.from(update)), cursors };
}

const conditional = (doc: DocId, etag: string) =>
  send({ path: snapshotPath(doc), headers: { 'If-None-Match': etag } });

test('SNAP-1 a snapshot is every row, byte for byte, and the cursor of the last', async () => {
  const { doc, updates, cursors } = await writtenDocument(20);
  const { frames, cursor: at, since } = await snapshot(doc);
  expect(frames).toEqual(updates.map((bytes) => ({ kind: 'update', bytes })));
  expect(at).toBe(cursors.at(-1));
  expect(since).toBe(0);
  expect(textOf(frames)).toBe(Array.from({ length: 20 }, (_, i) => `${i},`).join(''));
});

test('SNAP-1 a document without rows is an empty body at offset 0', async () => {
  const { body, cursor: at } = await snapshot(await createDocument());
  expect(body).toHaveLength(0);
  expect(cursor(at).offset).toBe(0);
});

test('SNAP-1 equal rows stay as many as were appended', async () => {
  const doc = await createDocument();
  const update = createWriter(1).type('same');
  for (let i = 0; i < 3; i++) await append(doc, update);
  const { frames } = await snapshot(doc);
  expect(frames).toHaveLength(3);
  expect(textOf(frames)).toBe('same');
});

test('SNAP-1 a seeded document begins with its seed', async () => {
  const { frames, cursor: at } = await snapshot(await createDocument('lexical-v2'));
  expect(frames).toEqual([{ kind: 'update', bytes: Buffer.from(seedOf('lexical-v2')!) }]);
  expect(cursor(at).offset).toBe(1);
});

test('SNAP-2 since any cursor there is what follows it, and from where', async () => {
  const { doc, updates, cursors } = await writtenDocument(12);
  const start = (await snapshot(await createDocument())).cursor;
  expect(cursor(start).offset).toBe(0);
  for (const [i, from] of cursors.entries()) {
    const { frames, since, cursor: at } = await snapshot(doc, from);
    expect(frames.map(({ bytes }) => bytes)).toEqual(updates.slice(i + 1));
    expect(since).toBe(i + 1);
    expect(at).toBe(cursors.at(-1));
  }
});

test('SNAP-2 the cursor of an empty document is a place to go on from, also once it has rows', async () => {
  const doc = await createDocument();
  const { cursor: start } = await snapshot(doc);
  const first = createWriter(1).type('first');
  const at = await append(doc, first);
  expect(cursor(at).epoch).toBe(cursor(start).epoch);
  const { frames } = await snapshot(doc, start);
  expect(frames.map(({ bytes }) => bytes)).toEqual([Buffer.from(first)]);
});

test('SNAP-3 a cursor that the log cannot prove is answered with everything', async () => {
  const { doc, updates, cursors } = await writtenDocument(5);
  const foreign = (await writtenDocument(3)).cursors[2]!;
  const here = cursor(cursors[2]!);
  const unprovable = {
    'of another document': foreign,
    'of another epoch': formatCursor({ ...here, epoch: cursor(foreign).epoch }),
    'with another tag': formatCursor({ ...here, tag: cursor(foreign).tag }),
    'with the tag of another offset': formatCursor({ ...here, offset: 2 }),
    'at the start, with a tag of later': formatCursor({ ...here, offset: 0 }),
    'beyond the head': formatCursor({ ...cursor(cursors[4]!), offset: 6 }),
    'far beyond the head': formatCursor({ ...here, offset: 999_999_999_999_999 }),
  };
  for (const [what, from] of Object.entries(unprovable)) {
    const { frames, since, cursor: at } = await snapshot(doc, from);
    const rows = frames.map(({ bytes }) => bytes);
    expect({ what, since, at, rows }).toEqual({
      what,
      since: 0,
      at: cursors.at(-1),
      rows: updates,
    });
  }
});

test('SNAP-4 what is held already is answered 304, without a body', async () => {
  const { doc } = await writtenDocument(3);
  const { etag, cursor: at } = await snapshot(doc);
  expect(etag).toMatch(/^"[^"]+"$/);
  const answer = await conditional(doc, etag);
  expect(answer.status).toBe(304);
  expect(answer.body).toHaveLength(0);
  expect(answer.headers['etag']).toBe(etag);
  expect(answer.headers['weft-cursor']).toBe(at);
});

test('SNAP-4 the ETag tells every difference: rows, document, and where it begins', async () => {
  const { doc, writer, cursors } = await writtenDocument(3);
  const whole = await snapshot(doc);
  const part = await snapshot(doc, cursors[0]);
  const elsewhere = await snapshot((await writtenDocument(3)).doc);
  expect(new Set([whole.etag, part.etag, elsewhere.etag]).size).toBe(3);
  for (const etag of [part.etag, elsewhere.etag, '"0"']) {
    expect((await conditional(doc, etag)).status).toBe(200);
  }
  await append(doc, writer.type('more'));
  const changed = await conditional(doc, whole.etag);
  expect(changed.status).toBe(200);
  expect(changed.headers['etag']).not.toBe(whole.etag);
});
