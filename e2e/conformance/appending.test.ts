import { describe, expect, inject, test } from 'vitest';
import type { DocId } from '@weft/shared/protocol/ids';
import { MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '@weft/shared/protocol/limits';
import { UPDATE_TYPE, updatesPath } from '@weft/shared/protocol/routes';
import { exchange, headOf } from './raw-connection.ts';
import { expectRefused } from './refusal.ts';
import {
  append,
  authorHeaders,
  createDocument,
  cursor,
  newSession,
  post,
  send,
  snapshot,
  type Answer,
  type Author,
} from './server-under-test.ts';
import { createWriter, textOf } from './writer.ts';

const postAs = (doc: DocId, bytes: Uint8Array, author: Author): Promise<Answer> =>
  post(doc, bytes, authorHeaders(author));

describe('a session', () => {
  test('UP-2 counts its updates of each document from 1', async () => {
    const [one, two] = [await createDocument(), await createDocument()];
    const session = newSession();
    const writer = createWriter(1);
    const [a, b] = [writer.type('a'), writer.type('b')];
    expect(cursor(await append(one, a, { session, n: 1 })).offset).toBe(1);
    expect(cursor(await append(one, b, { session, n: 2 })).offset).toBe(2);
    expect(cursor(await append(two, a, { session, n: 1 })).offset).toBe(1);
    expect(textOf((await snapshot(one)).frames)).toBe('ab');
  });

  test('UP-2 a repeated n answers the cursor it got the first time and stores nothing', async () => {
    const doc = await createDocument();
    const session = newSession();
    const writer = createWriter(1);
    const updates = ['a', 'b', 'c'].map((letter) => writer.type(letter));
    const cursors: string[] = [];
    for (const [i, update] of updates.entries())
      cursors.push(await append(doc, update, { session, n: i + 1 }));
    await append(doc, createWriter(2).type('between'));
    const before = await snapshot(doc);
    for (const [i, update] of updates.entries()) {
      expect(await append(doc, update, { session, n: i + 1 })).toBe(cursors[i]);
    }
    expect(await snapshot(doc)).toEqual(before);
    expect(cursor(await append(doc, writer.type('d'), { session, n: 4 })).offset).toBe(5);
  });

  test('UP-2 one n sent many times at once is one row', async () => {
    const doc = await createDocument();
    const author = { session: newSession(), n: 1 };
    const update = createWriter(1).type('once');
    const cursors = await Promise.all(
      Array.from({ length: 20 }, () => append(doc, update, author)),
    );
    expect(new Set(cursors).size).toBe(1);
    expect((await snapshot(doc)).frames).toHaveLength(1);
  });

  test('UP-2 a refused update uses up no n', async () => {
    const doc = await createDocument();
    const author = { session: newSession(), n: 1 };
    expectRefused(await postAs(doc, Uint8Array.of(9, 9, 9), author), 'update-undecodable');
    expect(cursor(await append(doc, createWriter(1).type('a'), author)).offset).toBe(1);
  });

  test.each(['0', '-1', '1.5', '01', '', 'x', '1e3', '1 1', '9'.repeat(16)])(
    'UP-2 %j is no n',
    async (n) => {
      const doc = await createDocument();
      const headers = { ...authorHeaders({ session: newSession(), n: 1 }), 'Weft-N': n };
      expectRefused(await post(doc, createWriter(1).type('a'), headers), 'request-malformed');
      expect((await snapshot(doc)).frames).toEqual([]);
    },
  );

  test('UP-2 each of the two headers needs the other', async () => {
    const doc = await createDocument();
    const update = createWriter(1).type('a');
    const { 'Weft-Session': session, 'Weft-N': n } = authorHeaders({ session: newSession(), n: 1 });
    expectRefused(await post(doc, update, { 'Weft-Session': session! }), 'request-malformed');
    expectRefused(await post(doc, update, { 'Weft-N': n! }), 'id-malformed');
    expect((await snapshot(doc)).frames).toEqual([]);
  });

  test('UP-3 a repeated n with other bytes is refused and changes nothing', async () => {
    const doc = await createDocument();
    const session = newSession();
    const writer = createWriter(1);
    await append(doc, writer.type('a'), { session, n: 1 });
    await append(doc, writer.type('b'), { session, n: 2 });
    const before = await snapshot(doc);
    for (const n of [1, 2]) {
      expectRefused(
        await postAs(doc, createWriter(2).type('other'), { session, n }),
        'session-reused',
      );
    }
    expect(await snapshot(doc)).toEqual(before);
    await append(doc, writer.type('c'), { session, n: 3 });
    expect(textOf((await snapshot(doc)).frames)).toBe('abc');
  });

  test('UP-3 of two different bodies for one n at once, one is stored', async () => {
    const doc = await createDocument();
    const author = { session: newSession(), n: 1 };
    const bodies = [1, 2, 3, 4].map((client) => createWriter(client).type(`by ${client}`));
    const answers = await Promise.all(bodies.map((body) => postAs(doc, body, author)));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(bodies.length - 1);
    for (const answer of refused) expectRefused(answer, 'session-reused');
    const stored = bodies[answers.findIndex(({ status }) => status === 200)]!;
    expect((await snapshot(doc)).frames.map(({ bytes }) => bytes)).toEqual([Buffer.from(stored)]);
  });

  test('UP-4 an n too far ahead is refused with the last one and changes nothing', async () => {
    const doc = await createDocument();
    const session = newSession();
    const writer = createWriter(1);
    const [a, b] = [writer.type('a'), writer.type('b')];
    expect(expectRefused(await postAs(doc, b, { session, n: 2 }), 'session-gap').lastN).toBe(0);
    await append(doc, a, { session, n: 1 });
    expect(expectRefused(await postAs(doc, b, { session, n: 3 }), 'session-gap').lastN).toBe(1);
    expect((await snapshot(doc)).frames).toHaveLength(1);
    await append(doc, b, { session, n: 2 });
    expect(textOf((await snapshot(doc)).frames)).toBe('ab');
  });
});

test('UP-5 without a session a repeated append is another, harmless row', async () => {
  const doc = await createDocument();
  const update = createWriter(1).type('again');
  const offsets = [await append(doc, update), await append(doc, update)].map(
    (text) => cursor(text).offset,
  );
  expect(offsets).toEqual([1, 2]);
  const { frames } = await snapshot(doc);
  expect(frames).toHaveLength(2);
  expect(textOf(frames)).toBe('again');
});

describe('the body', () => {
  const update = createWriter(1).type('a');

  test.each([
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream2',
    '',
  ])('UP-9 is not taken as %j', async (type) => {
    const doc = await createDocument();
    expectRefused(await post(doc, update, { 'Content-Type': type }), 'content-type-unsupported');
    expect((await snapshot(doc)).frames).toEqual([]);
  });

  test('UP-9 may carry parameters and any case in its content type, but needs one', async () => {
    const doc = await createDocument();
    for (const type of [
      UPDATE_TYPE,
      'Application/Octet-Stream',
      `${UPDATE_TYPE}; charset=binary`,
    ]) {
      expect((await post(doc, update, { 'Content-Type': type })).status).toBe(200);
    }
    const answer = await send({ method: 'POST', path: updatesPath(doc), body: update });
    expectRefused(answer, 'content-type-unsupported');
  });

  test('UP-9 is not empty, whether declared or chunked', async () => {
    const doc = await createDocument();
    expectRefused(await post(doc, new Uint8Array()), 'body-empty');
    const chunked = { 'Transfer-Encoding': 'chunked' };
    expectRefused(await post(doc, new Uint8Array(), chunked), 'body-empty');
    expect((await snapshot(doc)).frames).toEqual([]);
  });

  test('UP-9 is at most 8 MiB', async () => {
    const doc = await createDocument();
    const tooLarge = updateOfSize(MAX_UPDATE_BYTES + 1);
    expectRefused(await post(doc, tooLarge), 'body-too-large');
    expectRefused(await post(doc, tooLarge, { 'Transfer-Encoding': 'chunked' }), 'body-too-large');
    const largest = updateOfSize(MAX_UPDATE_BYTES);
    expect(cursor(await append(doc, largest)).offset).toBe(1);
    const { frames } = await snapshot(doc);
    expect(Buffer.from(largest).equals(frames[0]!.bytes)).toBe(true);
  });

  test('UP-9 is refused by its declared length before any of it is sent', async () => {
    const doc = await createDocument();
    const declared = `Content-Length: ${MAX_UPDATE_BYTES + 1}`;
    const head = headOf(
      `POST ${updatesPath(doc)} HTTP/1.1`,
      `Content-Type: ${UPDATE_TYPE}`,
      declared,
    );
    expectRefused(await exchange(head), 'body-too-large');
  });
});

// A server that somebody else runs would keep these bytes for ever.
test.skipIf(!inject('weftIsOurs'))(
  'UP-10 a document takes 256 MiB of rows and not a byte more',
  async () => {
    const doc = await createDocument();
    const row = updateOfSize(MAX_UPDATE_BYTES);
    let last = '';
    for (let size = 0; size < MAX_DOCUMENT_BYTES; size += row.length) last = await append(doc, row);
    expectRefused(await post(doc, createWriter(2).type('a')), 'document-full');
    expect((await snapshot(doc, last)).cursor).toBe(last);
    await append(await createDocument(), createWriter(2).type('a'));
  },
);

/** An update of exactly that many bytes. */
function updateOfSize(size: number): Uint8Array {
  const filled = (bytes: number): Uint8Array =>
    createWriter(1).edit((doc) => doc.getMap('map').set('bytes', new Uint8Array(bytes)));
  const overhead = filled(size).length - size;
  return filled(size - overhead);
}
