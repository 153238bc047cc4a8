import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { DocId } from '@weft/shared/protocol/ids';
import {
  MAX_FOLLOW_BACKLOG_BYTES,
  MAX_FOLLOWED,
  PRESENCE_LEASE_MS,
} from '@weft/shared/protocol/limits';
import { documentPath, followPath, FRAMES_TYPE, ROUTES } from '@weft/shared/protocol/routes';
import { first, follow, refusedFollow } from './event-collector.ts';
import { present, whoIsHere } from './people.ts';
import { eventOf, namesOf, poll, polledRows, startPoll } from './polled.ts';
import { expectRefused } from './refusal.ts';
import {
  append,
  createDocument,
  cursor,
  jsonOf,
  newDoc,
  newSession,
  send,
  snapshot,
} from './server-under-test.ts';
import { createWriter } from './writer.ts';

/** A document with so many rows, and the cursor after each. */
async function written(rows: number, size = 1) {
  const doc = await createDocument();
  const writer = createWriter(1);
  const bytes = Array.from({ length: rows }, () => writer.type('x'.repeat(size)));
  const cursors: string[] = [];
  for (const update of bytes) cursors.push(await append(doc, update));
  return { doc, bytes, cursors, writer };
}

const bare = (rows: (Uint8Array | null)[]) => rows.map((row) => row && Uint8Array.from(row));

test('POLL-1 a poll answers the rows after its cursor, then live, byte for byte', async () => {
  const { doc, bytes, cursors } = await written(5);
  const whole = await poll([doc]);
  expect(namesOf(whole, doc)).toEqual(['presence', 'updates', 'live']);
  expect(bare(polledRows(whole, doc))).toEqual(bytes);
  for (const [i, from] of cursors.entries()) {
    const rest = await poll([{ doc, cursor: from }]);
    expect(bare(polledRows(rest, doc))).toEqual(bytes.slice(i + 1));
    expect(eventOf(rest, 'live', doc)?.cursor).toBe(cursors.at(-1));
  }
  expect(whole.headers).toMatchObject({ 'content-type': FRAMES_TYPE });
  expect(whole.headers['cache-control']).toContain('no-store');
  expect(whole.headers['preference-applied']).toBeUndefined();
});

test('POLL-1 each of 64 documents is answered from its own cursor', async () => {
  const docs = await Promise.all(Array.from({ length: MAX_FOLLOWED }, () => written(2)));
  const answer = await poll(docs.map(({ doc, cursors }) => ({ doc, cursor: cursors[0]! })));
  for (const { doc, bytes } of docs) {
    expect(bare(polledRows(answer, doc))).toEqual([bytes[1]]);
    expect(namesOf(answer, doc)).toEqual(['presence', 'updates', 'live']);
  }
});

test('POLL-1 rows of a session that the poll names come without bytes', async () => {
  const doc = await createDocument();
  const [mine, theirs] = [newSession(), newSession()];
  const [me, they] = [createWriter(1), createWriter(2)];
  await append(doc, me.type('a'), { session: mine, n: 1 });
  const other = they.type('b');
  const last = await append(doc, other, { session: theirs, n: 1 });
  const answer = await poll([doc], { sessions: [mine] });
  expect(bare(polledRows(answer, doc))).toEqual([null, other]);
  expect(eventOf(answer, 'updates')?.cursor).toBe(last);
});

test('POLL-1 a cursor that cannot be proved, a reader far behind and a document that is gone are told as by a stream', async () => {
  const [{ doc, cursors }, behind, deleted] = [
    await written(2),
    await written(9, 32 * 1024),
    await createDocument(),
  ];
  await send({ method: 'DELETE', path: documentPath(deleted) });
  const nowhere = newDoc();
  const foreign = { ...cursor(cursors[0]!), tag: cursor(behind.cursors[0]!).tag };
  const unproved = `${foreign.epoch}.${foreign.offset}.${foreign.tag}`;
  expect(9 * 32 * 1024).toBeGreaterThan(MAX_FOLLOW_BACKLOG_BYTES);
  const docs = [{ doc, cursor: unproved }, behind.doc, deleted, nowhere];
  const answer = await poll(docs, { prefer: 'wait=30' });
  expect(answer.events).toEqual([
    { name: 'resync', doc, reason: 'cursor-unknown' },
    { name: 'resync', doc: behind.doc, reason: 'behind' },
    { name: 'gone', doc: deleted, code: 'document-deleted' },
    { name: 'gone', doc: nowhere, code: 'document-unknown' },
  ]);
  const { cursor: at } = await snapshot(behind.doc);
  expect(namesOf(await poll([{ doc: behind.doc, cursor: at }]), behind.doc)).toContain('live');
});

test('POLL-1 whoever takes a stream, or anything, gets the stream, and no other type is known', async () => {
  const doc = await createDocument();
  for (const accept of ['text/event-stream', '*/*', `${FRAMES_TYPE}, text/event-stream;q=0.1`]) {
    const stream = await follow([doc], { headers: { Accept: accept, Prefer: 'wait=1' } });
    await stream.until(first('live', doc));
    expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
    stream.close();
  }
  const mixed = await poll([doc], { accept: `${FRAMES_TYPE}, */*;q=0.1` });
  expect(namesOf(mixed, doc)).toContain('live');
  for (const accept of ['text/html', 'application/json', 'nonsense']) {
    const refused = await refusedFollow(followPath([], [{ doc }]), { Accept: accept });
    expectRefused(refused, 'not-acceptable');
  }
});

test('POLL-1 what a poll cannot mean is refused as a stream’s request is', async () => {
  const headers = { Accept: FRAMES_TYPE, Prefer: 'wait=30' };
  const doc = newDoc();
  const paths = {
    'request-malformed': [
      ROUTES.follow,
      followPath([], [{ doc }, { doc }]),
      `${followPath([], [{ doc }])}&topic=x`,
    ],
    'id-malformed': [`${ROUTES.follow}?doc=x`, `${followPath([], [{ doc }])}&session=x`],
    'cursor-malformed': [`${ROUTES.follow}?doc=${doc}@x`],
  } as const;
  for (const [code, wrong] of Object.entries(paths)) {
    for (const path of wrong)
      expectRefused(await refusedFollow(path, headers), code as keyof typeof paths);
  }
  const head = await send({ method: 'HEAD', path: followPath([], [{ doc }]), headers });
  expect([head.status, head.body.length]).toEqual([405, 0]);
});

test('POLL-7 an answer ends after 1 MiB of rows, and those that follow it come to the end', async () => {
  const many = await Promise.all(Array.from({ length: 7 }, () => written(1, 250 * 1024)));
  const from = new Map<DocId, string | undefined>(many.map(({ doc }) => [doc, undefined]));
  const seen = new Map<DocId, number>();
  let polls = 0;
  for (let isDone = false; !isDone; polls++) {
    const docs = [...from].map(([doc, at]) => (at === undefined ? doc : { doc, cursor: at }));
    const answer = await poll(docs, { prefer: 'wait=30' });
    let size = 0;
    for (const { doc } of many) {
      const rows = polledRows(answer, doc);
      size += rows.reduce((sum, row) => sum + (row?.length ?? 0), 0);
      seen.set(doc, (seen.get(doc) ?? 0) + rows.length);
      from.set(doc, eventOf(answer, 'updates', doc)?.cursor ?? from.get(doc));
    }
    expect(size).toBeLessThan(1.3 * 1024 * 1024);
    isDone = [...from.values()].every((at) => at !== undefined);
  }
  expect(polls).toBe(2);
  expect([...seen.values()]).toEqual(many.map(() => 1));
});

describe.concurrent('held polls', () => {
  test('POLL-3 a poll is held until somebody else’s row comes', async () => {
    const { doc, cursors, writer } = await written(1);
    const known = await poll([doc]);
    const at = { doc, cursor: cursors[0]! };
    const held = poll([at], { presence: known.presence, prefer: 'wait=30' });
    await sleep(500);
    const update = writer.type('y');
    await append(doc, update);
    const answer = await held;
    expect(bare(polledRows(answer, doc))).toEqual([update]);
    expect(namesOf(answer, doc)).toEqual(['updates', 'live']);
    expect(answer.headers['preference-applied']).toBe('wait=30');
    expect(answer.tookMs).toBeGreaterThan(450);
    expect(answer.tookMs).toBeLessThan(15_000);
  });

  test('POLL-3 without news it is answered after the time it asked for', async () => {
    const { doc, cursors } = await written(1);
    const { presence } = await poll([doc]);
    const answer = await poll([{ doc, cursor: cursors[0]! }], { presence, prefer: 'wait=1' });
    expect(answer.events).toEqual([{ name: 'live', doc, cursor: cursors[0] }]);
    expect(answer.tookMs).toBeGreaterThan(950);
    expect(answer.presence).toBe(presence);
  });

  test('POLL-3 a row of one’s own is no news, and comes with the answer', async () => {
    const doc = await createDocument();
    const session = newSession();
    const { presence } = await poll([doc]);
    const held = poll([doc], { sessions: [session], presence, prefer: 'wait=2' });
    await sleep(300);
    const last = await append(doc, createWriter(1).type('a'), { session, n: 1 });
    const answer = await held;
    expect(answer.tookMs).toBeGreaterThan(1_900);
    expect(polledRows(answer, doc)).toEqual([null]);
    expect(eventOf(answer, 'live')?.cursor).toBe(last);
  });

  test('POLL-3 a document that is deleted meanwhile ends the wait', async () => {
    const [doomed, other] = [await createDocument(), await createDocument()];
    const { presence } = await poll([doomed, other]);
    const held = poll([doomed, other], { presence, prefer: 'wait=30' });
    await sleep(300);
    await send({ method: 'DELETE', path: documentPath(doomed) });
    const answer = await held;
    expect(eventOf(answer, 'gone')).toEqual({
      name: 'gone',
      doc: doomed,
      code: 'document-deleted',
    });
    expect(namesOf(answer, other)).toEqual(['live']);
  });

  test('POLL-3 a wish that cannot be understood is none, and too long a one is 30 s', async () => {
    const doc = await createDocument();
    for (const prefer of ['wait', 'wait=', 'wait=x', 'wait=-1', 'wait=0', 'await=9', 'wait=1.5']) {
      const answer = await poll([doc], { prefer });
      expect(answer.headers['preference-applied']).toBeUndefined();
    }
    for (const [prefer, applied] of [
      ['respond-async, wait=7', 'wait=7'],
      ['WAIT="7"; x=y', 'wait=7'],
      ['wait=999999999', 'wait=30'],
    ] as const) {
      const answer = await poll([doc], { prefer });
      expect(answer.headers['preference-applied']).toBe(applied);
    }
  });

  test('POLL-4 who is here is told whenever it is another than the poll knows', async () => {
    const doc = await createDocument();
    const [ada, bo] = [newSession(), newSession()];
    await present(doc, ada, { client: 1, state: { name: 'Ada' } });
    const told = await poll([doc], { sessions: [bo] });
    expect(eventOf(told, 'presence')).toMatchObject({ all: true, present: [{ session: ada }] });
    const again = await poll([doc], { sessions: [bo], presence: told.presence });
    expect(namesOf(again, doc)).toEqual(['live']);

    const held = poll([doc], { sessions: [bo], presence: told.presence, prefer: 'wait=30' });
    // One's own caret is no news.
    await present(doc, bo, { client: 2, state: { name: 'Bo' } });
    await sleep(800);
    await present(doc, ada, { client: 1, clock: 2, state: { name: 'Ada', at: 2 } });
    const moved = await held;
    expect(moved.tookMs).toBeGreaterThan(800);
    expect(eventOf(moved, 'presence')!.present.map(({ state }) => state)).toEqual([
      { name: 'Ada', at: 2 },
      { name: 'Bo' },
    ]);
    await present(doc, ada, { client: 1, clock: 3, state: null });
    const left = await poll([doc], { sessions: [bo], presence: moved.presence });
    expect(eventOf(left, 'presence')!.present.map(({ session }) => session)).toEqual([bo]);
  });

  test('POLL-5 presence stays for longer after a poll than after a stream', async () => {
    const doc = await createDocument();
    const session = newSession();
    await poll([doc], { sessions: [session] });
    await present(doc, session);
    await poll([doc], { sessions: [session] });
    await sleep(PRESENCE_LEASE_MS + 1_500);
    expect(await whoIsHere(doc)).toHaveLength(1);
  });

  test('POLL-6 a poll that waits counts as a stream until its caller goes', async () => {
    const doc = await createDocument();
    const { presence } = await poll([doc]);
    const held = Array.from({ length: 20 }, () =>
      startPoll([doc], { presence, prefer: 'wait=30' }),
    );
    const streams = async (): Promise<number> => {
      const { streams: count } = jsonOf(await send({ path: ROUTES.health })) as { streams: number };
      return count;
    };
    while ((await streams()) < held.length) await sleep(20);
    const ended = Promise.allSettled(held.map(({ answer }) => answer));
    for (const { leave } of held) leave();
    await ended;
    while ((await streams()) >= held.length) await sleep(20);
  });
});
