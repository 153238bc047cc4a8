import { expect, test } from 'vitest';
import { encodeBase64 } from '@weft/shared/codec/base64';
import { formatCursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import { HEARTBEAT_MS, MAX_FOLLOW_BACKLOG_BYTES, MAX_FOLLOWED } from '@weft/shared/protocol/limits';
import { documentPath, followPath, ROUTES } from '@weft/shared/protocol/routes';
import { first, follow, followAt, refusedFollow, rowsOf, type Event } from './event-collector.ts';
import { expectRefused } from './refusal.ts';
import {
  append,
  createDocument,
  cursor,
  newDoc,
  newSession,
  send,
  snapshot,
} from './server-under-test.ts';
import { createWriter, textOf } from './writer.ts';

/** Appends so many rows of one writer; their bytes in base64, and the cursor after each. */
async function write(doc: DocId, rows: number, writer = createWriter(1)) {
  const base64: string[] = [];
  const cursors: string[] = [];
  for (let i = 0; i < rows; i++) {
    const update = writer.type('x');
    base64.push(encodeBase64(update));
    cursors.push(await append(doc, update));
  }
  return { base64, cursors, writer };
}

const namesFor = (events: readonly Event[], doc: DocId): string[] =>
  events.filter((event) => 'doc' in event && event.doc === doc).map(({ name }) => name);
const hasRows = (doc: DocId, count: number) => (events: readonly Event[]) =>
  rowsOf(events, doc).length >= count || undefined;

test('DOWN-1 a stream begins with hello, its heartbeat and padding, also of an unknown document', async () => {
  for (const doc of [await createDocument(), newDoc()]) {
    const stream = await follow([doc]);
    const hello = await stream.until((events) => events[0]);
    expect(hello).toMatchObject({ name: 'hello', heartbeatMs: expect.any(Number) });
    expect((hello as Event<'hello'>).heartbeatMs).toBeLessThanOrEqual(HEARTBEAT_MS);
    expect((hello as Event<'hello'>).padding?.length).toBeGreaterThanOrEqual(2048);
    expect(stream.text).toMatch(/^event: hello\n/);
  }
});

test(
  'DOWN-3 one stream follows 64 documents, each from its own cursor',
  { timeout: 60_000 },
  async () => {
    const docs = await Promise.all(Array.from({ length: MAX_FOLLOWED }, () => createDocument()));
    const written = await Promise.all(docs.map((doc, i) => write(doc, 1 + (i % 3))));
    const stream = await follow(docs.map((doc, i) => ({ doc, cursor: written[i]!.cursors[0]! })));
    const lives = (events: readonly Event[]) => events.filter(({ name }) => name === 'live');
    await stream.until((events) => lives(events).length === docs.length || undefined);
    for (const [i, doc] of docs.entries()) {
      const backlog = written[i]!.base64.slice(1);
      expect(rowsOf(stream.events, doc)).toEqual(backlog.map((row, at) => [2 + at, row]));
      expect(first('live', doc)(stream.events)!.cursor).toBe(written[i]!.cursors.at(-1));
    }
    const newest = await Promise.all(docs.map((doc, i) => write(doc, 1, written[i]!.writer)));
    for (const [i, doc] of docs.entries()) {
      await stream.until(hasRows(doc, written[i]!.base64.length));
      expect(rowsOf(stream.events, doc).at(-1)?.[1]).toBe(newest[i]!.base64[0]);
    }
  },
);

test('DOWN-3 no document, a 65th one, or one twice is refused', async () => {
  const docs = Array.from({ length: MAX_FOLLOWED + 1 }, () => newDoc());
  const one = docs[0]!;
  for (const path of [
    ROUTES.follow,
    `${ROUTES.follow}?session=${newSession()}`,
    followPath(
      [],
      docs.map((doc) => ({ doc })),
    ),
    followPath([], [{ doc: one }, { doc: one }]),
  ]) {
    expectRefused(await refusedFollow(path), 'request-malformed');
  }
});

test('DOWN-3 asking again with another set is how the set changes', async () => {
  const [one, two] = [await createDocument(), await createDocument()];
  const { base64: before, cursors } = await write(one, 2);
  const old = await follow([one]);
  await old.until(first('live', one));
  const fresh = await follow([{ doc: one, cursor: cursors[1]! }, two]);
  await fresh.until(
    (events) => (first('live', one)(events) && first('live', two)(events)) || undefined,
  );
  old.close();
  const { base64 } = await write(two, 1);
  await fresh.until(hasRows(two, 1));
  expect(rowsOf(old.events, one)).toEqual(before.map((row, i) => [i + 1, row]));
  expect(rowsOf(fresh.events, one)).toEqual([]);
  expect(rowsOf(fresh.events, two)).toEqual([[1, base64[0]]]);
});

test('DOWN-4 an author’s own rows come without bytes, from the log and live', async () => {
  const doc = await createDocument();
  const [mine, alsoMine, theirs] = [newSession(), newSession(), newSession()];
  const [me, they] = [createWriter(1), createWriter(2)];
  const rows = [
    { session: mine, bytes: me.type('a') },
    { session: theirs, bytes: they.type('b') },
    { session: alsoMine, bytes: me.type('c') },
    { session: undefined, bytes: they.type('d') },
  ];
  const ns = new Map<string, number>();
  const appendAll = async (): Promise<string> => {
    let last = '';
    for (const { session, bytes } of rows) {
      const n = (ns.get(session ?? '') ?? 0) + 1;
      ns.set(session ?? '', n);
      last = await append(doc, bytes, session && { session, n });
    }
    return last;
  };
  await appendAll();
  const stream = await follow([doc], { sessions: [mine, alsoMine] });
  const other = await follow([doc]);
  await stream.until(first('live', doc));
  await other.until(first('live', doc));
  const last = await appendAll();
  await stream.until(hasRows(doc, 8));
  await other.until(hasRows(doc, 8));
  const whole = [...rows, ...rows].map(({ bytes }, i) => [i + 1, encodeBase64(bytes)]);
  expect(rowsOf(other.events, doc)).toEqual(whole);
  expect(rowsOf(stream.events, doc)).toEqual(
    whole.map(([offset, row], i) => [offset, i % 2 === 0 ? null : row]),
  );
  const updates = stream.events.filter(
    (event): event is Event<'updates'> => event.name === 'updates',
  );
  expect(updates.at(-1)?.cursor).toBe(last);
});

test('DOWN-14 rows of a session that is only here come with bytes, and it is kept present', async () => {
  const doc = await createDocument();
  const [mine, here] = [newSession(), newSession()];
  const bytes = createWriter(1).type('a');
  await append(doc, bytes, { session: here, n: 1 });
  const stream = await follow([doc], { sessions: [mine], here: [here] });
  await stream.until(first('live', doc));
  expect(rowsOf(stream.events, doc)).toEqual([[1, encodeBase64(bytes)]]);
  const refused = await refusedFollow(`${followPath([], [{ doc }])}&here=x`);
  expectRefused(refused, 'id-malformed');
});

test('DOWN-5 a cursor that the log cannot prove is answered resync, and no rows', async () => {
  const [doc, other] = [await createDocument(), await createDocument()];
  const { cursors } = await write(doc, 3);
  const foreign = cursor((await write(other, 2)).cursors[1]!);
  const here = cursor(cursors[1]!);
  const unprovable = [
    foreign,
    { ...here, epoch: foreign.epoch },
    { ...here, tag: foreign.tag },
    { ...here, offset: 1 },
    { ...here, offset: 0 },
    { ...here, offset: 4 },
    { ...here, offset: 999_999_999_999_999 },
  ];
  for (const from of unprovable.map(formatCursor)) {
    const stream = await follow([{ doc, cursor: from }, other]);
    expect(await stream.until(first('resync'))).toEqual({
      name: 'resync',
      doc,
      reason: 'cursor-unknown',
    });
    await stream.until(first('live', other));
    expect(rowsOf(stream.events, other)).toHaveLength(2);
    expect(namesFor(stream.events, doc)).toEqual(['resync']);
  }
});

test('DOWN-6 a reader more than 256 KiB behind is sent to the snapshot', async () => {
  const doc = await createDocument();
  const writer = createWriter(1);
  const cursors: string[] = [];
  for (let size = 0; size <= MAX_FOLLOW_BACKLOG_BYTES; size += 32 * 1024) {
    cursors.push(await append(doc, writer.type('x'.repeat(32 * 1024))));
  }
  const stream = await follow([doc]);
  expect(await stream.until(first('resync'))).toEqual({ name: 'resync', doc, reason: 'behind' });
  expect(rowsOf(stream.events, doc)).toEqual([]);

  // The way on that the answer names: the snapshot, then its cursor.
  const { cursor: at, frames } = await snapshot(doc);
  expect(textOf(frames).length).toBe(cursors.length * 32 * 1024);
  const again = await follow([{ doc, cursor: at }]);
  expect((await again.until(first('live', doc))).cursor).toBe(cursors.at(-1));

  const nearer = await follow([{ doc, cursor: cursors[1]! }]);
  await nearer.until(first('live', doc));
  expect(rowsOf(nearer.events, doc).map(([offset]) => offset)).toEqual(
    cursors.slice(2).map((_, i) => i + 3),
  );
});

test('DOWN-6 a single large row is followed as it is', async () => {
  const doc = await createDocument();
  const large = createWriter(1).type('x'.repeat(2 * MAX_FOLLOW_BACKLOG_BYTES));
  const live = await follow([doc]);
  await live.until(first('live', doc));
  await append(doc, large);
  await live.until(hasRows(doc, 1));
  const late = await follow([doc]);
  await late.until(first('live', doc));
  for (const { events } of [live, late])
    expect(rowsOf(events, doc)).toEqual([[1, encodeBase64(large)]]);
});

test('DOWN-10 a bare EventSource resumes by the id that the last rows came with', async () => {
  const doc = await createDocument();
  const { base64, cursors, writer } = await write(doc, 3);
  const stream = await follow([doc]);
  await stream.until(first('live', doc));
  const live = await write(doc, 2, writer);
  await stream.until(hasRows(doc, 5));
  const ids = [...stream.text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id);
  expect(ids).toEqual([cursors[2], ...live.cursors]);
  for (const [i, id] of [...cursors, ...live.cursors].entries()) {
    // Its URL stays what it was; the header is what moves on.
    const path = followPath([], [{ doc, cursor: cursor(cursors[0]!) }]);
    const resumed = await followAt(path, { headers: { 'Last-Event-ID': id } });
    await resumed.until(first('live', doc));
    const rest = [...base64, ...live.base64].slice(i + 1);
    expect(rowsOf(resumed.events, doc)).toEqual(rest.map((row, at) => [i + 2 + at, row]));
    resumed.close();
  }
});

test('DOWN-10 with several documents one id cannot speak for all, and is ignored', async () => {
  const [one, two] = [await createDocument(), await createDocument()];
  const { cursors } = await write(one, 2);
  const stream = await follow([one, two], { headers: { 'Last-Event-ID': cursors[1]! } });
  await stream.until(first('live', one));
  expect(rowsOf(stream.events, one)).toHaveLength(2);
});

test('DOWN-11 a document that does not exist ends with gone, and the other documents go on', async () => {
  const [here, nowhere, deleted] = [await createDocument(), newDoc(), await createDocument()];
  await send({ method: 'DELETE', path: documentPath(deleted) });
  const stream = await follow([nowhere, here, deleted]);
  await stream.until(first('live', here));
  expect(await stream.until(first('gone', nowhere))).toMatchObject({ code: 'document-unknown' });
  expect(await stream.until(first('gone', deleted))).toMatchObject({ code: 'document-deleted' });
  const { base64 } = await write(here, 1);
  await stream.until(hasRows(here, 1));
  expect(rowsOf(stream.events, here)).toEqual([[1, base64[0]]]);
  expect(namesFor(stream.events, nowhere)).toEqual(['gone']);
  expect(namesFor(stream.events, deleted)).toEqual(['gone']);
});

test('DOWN-11 a document deleted while followed ends with gone, and the other documents go on', async () => {
  const [doomed, other] = [await createDocument(), await createDocument()];
  await write(doomed, 1);
  const stream = await follow([doomed, other]);
  await stream.until(
    (events) => (first('live', doomed)(events) && first('live', other)(events)) || undefined,
  );
  expect((await send({ method: 'DELETE', path: documentPath(doomed) })).status).toBe(204);
  expect(await stream.until(first('gone'))).toEqual({
    name: 'gone',
    doc: doomed,
    code: 'document-deleted',
  });
  await write(other, 1);
  await stream.until(hasRows(other, 1));
  expect(namesFor(stream.events, doomed).at(-1)).toBe('gone');
});

test('DOWN-12 a stream is what nobody may buffer, change or compress', async () => {
  const doc = await createDocument();
  const stream = await follow([doc], { headers: { 'Accept-Encoding': 'br, gzip, deflate' } });
  expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
  expect(stream.headers['x-accel-buffering']).toBe('no');
  expect(stream.headers['cache-control']).toContain('no-transform');
  expect(stream.headers['content-encoding']).toBeUndefined();
  expect(await stream.until(first('live', doc))).toBeDefined();
});

test('DOWN-13 a topic of another kind is refused, not silently left out', async () => {
  const doc = await createDocument();
  const refused = await refusedFollow(`${followPath([], [{ doc }])}&topic=sky:${doc}`);
  expectRefused(refused, 'request-malformed');
});
