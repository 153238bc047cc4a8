import { describe, expect, test } from 'vitest';
import { decodeBase64 } from '@weft/shared/codec/base64';
import { formatCursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import { MAX_FOLLOW_BACKLOG_BYTES, PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { LogError } from '../log/log.ts';
import { createHeldLog } from '../log/testing/held-log.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { turn } from '../testing/turn.ts';
import { subscribe } from './subscription.ts';
import { createFakeOutlet } from './testing/fake-outlet.ts';
import { doc, followedRooms } from './testing/followed-rooms.ts';
import { brief, takeAll } from './testing/take-all.ts';

const [ann, ben] = [sessionIdOf(1), sessionIdOf(2)];

describe('from a cursor', () => {
  test('DOWN-2 without a cursor every row comes, then live, then what is new', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    for (let row = 0; row < 3; row++) await append();
    const outlet = follow({});
    await turn();
    expect(brief(outlet.take())).toEqual([['1', '2', '3'], 'live']);
    await append();
    await append();
    expect(brief(outlet.take())).toEqual([['4'], ['5']]);
  });

  test('DOWN-2 from a cursor only later rows come, with the bytes that were appended', async () => {
    const log = createHeldLog();
    const { append, follow } = await followedRooms(log);
    const cursor = await append();
    const last = [await append(), await append()].at(-1)!;
    const outlet = follow({ cursor });
    await turn();
    const events = outlet.take();
    expect(brief(events)).toEqual([['2', '3'], 'live']);
    const rows = await log.read(doc, 1, 1000);
    const [updates] = events.filter(({ name }) => name === 'updates') as [
      Extract<Down, { name: 'updates' }>,
    ];
    expect(updates.updates.map((text) => decodeBase64(text!))).toEqual(
      rows.map(({ bytes }) => bytes),
    );
    expect([updates.cursor, updates.doc]).toEqual([formatCursor(last), doc]);
    expect(events.at(-1)).toEqual({ name: 'live', doc, cursor: formatCursor(last) });
  });

  test('DOWN-2 at the head there is nothing but live', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    const cursor = await append();
    const outlet = follow({ cursor });
    await turn();
    expect(brief(outlet.take())).toEqual(['live']);
  });

  test('DOWN-4 rows of a session named in the request come without bytes, read or live', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    await append({ session: ann, n: 1 });
    await append({ session: ben, n: 1 });
    await append();
    const outlet = follow({ sessions: [ann, sessionIdOf(9)] });
    await turn();
    const live = [append({ session: ann, n: 2 }), append({ session: ben, n: 2 })];
    await Promise.all(live);
    const updates = outlet
      .take()
      .flatMap((event) => (event.name === 'updates' ? event.updates : []));
    expect(updates.map((text) => text === null)).toEqual([true, false, false, true, false]);
  });

  test('DOWN-5 a cursor that the log cannot prove is answered resync, and no rows', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    const cursor = await append();
    await append();
    const unknown = [
      { ...cursor, epoch: 'AAAAAAAAAAA' },
      { ...cursor, tag: 'AAAAAAAAAAA' },
      { ...cursor, offset: 3 },
    ];
    for (const one of unknown) {
      const outlet = follow({ cursor: one });
      await turn();
      await append();
      expect(outlet.take()).toEqual([{ name: 'resync', doc, reason: 'cursor-unknown' }]);
    }
  });

  test('DOWN-6 a reader more than 256 KiB behind is sent to the snapshot, and gets no rows after it', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    const half = 'x'.repeat(MAX_FOLLOW_BACKLOG_BYTES / 2);
    const cursor = await append();
    for (let row = 0; row < 3; row++) await append(undefined, half);
    const outlet = follow({ cursor });
    await turn();
    await append();
    expect(brief(outlet.take())).toEqual(['resync']);
  });

  test('DOWN-6 a reader less than 256 KiB behind is not', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    const almostHalf = 'x'.repeat(MAX_FOLLOW_BACKLOG_BYTES / 2 - 100);
    for (let row = 0; row < 2; row++) await append(undefined, almostHalf);
    expect(brief(await takeAll(follow({})))).toEqual([['1', '2'], 'live']);
  });
});

test('DOWN-6 one row larger than 256 KiB is sent where it is all there is, and not before others', async () => {
  const { append, follow } = await followedRooms(createHeldLog());
  await append(undefined, 'x'.repeat(MAX_FOLLOW_BACKLOG_BYTES + 1));
  expect(brief(await takeAll(follow({})))).toEqual([['1'], 'live']);
  await append();
  expect(brief(await takeAll(follow({})))).toEqual(['resync']);
});

describe('a slow reader', () => {
  test('DOWN-9 gets every row once, at its own pace, and nothing is queued for it meanwhile', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    const outlet = follow({ outlet: createFakeOutlet(2_000) });
    await turn();
    for (let row = 0; row < 200; row++) await append(undefined, 'x'.repeat(100));
    await turn();
    expect(outlet.waiting).toBeLessThan(3_000);
    const seen = brief(await takeAll(outlet)).flat();
    const offsets = seen.filter((one) => one !== 'live');
    expect(offsets).toEqual(Array.from({ length: 200 }, (_, i) => String(i + 1)));
    expect(seen.at(-1)).toBe('live');
    // One event before it counted as slow, and one batch of rows read from the log.
    expect(outlet.mostWaiting).toBeLessThan(2_000 + MAX_FOLLOW_BACKLOG_BYTES * 1.4);
  });

  test('DOWN-9 does not keep the others waiting', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    follow({ outlet: createFakeOutlet(1) });
    const quick = follow({});
    await turn();
    quick.take();
    for (let row = 1; row <= 20; row++) {
      await append();
      expect(brief(quick.take())).toEqual([[String(row)]]);
    }
  });

  test('DOWN-6 DOWN-9 one that falls more than 256 KiB behind is sent to the snapshot', async () => {
    const { append, follow } = await followedRooms(createHeldLog());
    const outlet = follow({ outlet: createFakeOutlet(1_000) });
    await turn();
    for (let row = 0; row < 12; row++) await append(undefined, 'x'.repeat(30_000));
    const seen = brief(await takeAll(outlet));
    expect(seen.at(-1)).toBe('resync');
    expect(seen.filter((one) => one === 'resync')).toHaveLength(1);
    await append();
    expect(await takeAll(outlet)).toEqual([]);
  });
});

describe('the end', () => {
  test('DOWN-11 a document that does not exist, or is deleted while being followed, is gone', async () => {
    const { rooms, hub, presence, append, follow } = await followedRooms(createHeldLog());
    const stranger = createFakeOutlet();
    await subscribe({ rooms, hub, presence }, stranger, {
      doc: docIdOf(9),
      cursor: undefined,
      sessions: new Set(),
      here: new Set(),
      needsId: false,
    });
    expect(stranger.take()).toEqual([{ name: 'gone', doc: docIdOf(9), code: 'document-unknown' }]);

    await append();
    const outlet = follow({});
    await turn();
    await rooms.remove(doc);
    expect(brief(outlet.take())).toEqual([['1'], 'live', 'gone']);
    const late = follow({});
    await turn();
    expect(late.take()).toEqual([{ name: 'gone', doc, code: 'document-deleted' }]);
  });

  test('DOWN-11 a log that cannot be read ends it with unavailable, also after it was live', async () => {
    const log = createHeldLog();
    let broken = false;
    const { append, follow } = await followedRooms({
      ...log,
      read: (...asked) => (broken ? Promise.reject(new LogError('storage')) : log.read(...asked)),
    });
    await append();
    const outlet = follow({ outlet: createFakeOutlet(10) });
    expect(brief(await takeAll(outlet))).toEqual([['1'], 'live']);
    broken = true;
    await append();
    await append();
    expect(brief(await takeAll(outlet))).toEqual([['2'], 'gone']);
    const late = follow({});
    expect(brief(await takeAll(late))).toEqual(['gone']);
  });

  test('DOWN-9 a reader that goes leaves no listener, whenever it goes', async () => {
    const { hub, append, follow } = await followedRooms(createHeldLog());
    await append();
    follow({}).close();
    const outlet = follow({});
    await turn();
    expect(hub.count(doc)).toBe(1);
    outlet.close();
    expect(hub.count(doc)).toBe(0);
    await turn();
    expect(hub.count(doc)).toBe(0);
  });

  test('PRES-2 a reader that was too slow for news of people is told all anew', async () => {
    const { presence, clock, follow } = await followedRooms(createHeldLog());
    const outlet = follow({ sessions: [ann] });
    presence.post(doc, ben, LOCAL_PRINCIPAL, { client: 2, clock: 1, state: {} });
    await turn();
    clock.advance(1_000);
    outlet.take();
    outlet.write(Buffer.from(`: ${'x'.repeat(70_000)}\n\n`));
    presence.post(doc, ben, LOCAL_PRINCIPAL, { client: 2, clock: 2, state: null });
    clock.advance(1_000);
    expect(outlet.take()).toEqual([]);
    await turn();
    expect(outlet.take()).toMatchObject([{ name: 'presence', doc, all: true, present: [] }]);
  });

  test('PRES-1 PRES-2 a reader holds its sessions’ states while it lasts, and is told first who is here', async () => {
    const { presence, clock, follow } = await followedRooms(createHeldLog());
    presence.post(doc, ben, LOCAL_PRINCIPAL, { client: 2, clock: 1, state: {} });
    const outlet = follow({ sessions: [ann] });
    presence.post(doc, ann, LOCAL_PRINCIPAL, { client: 1, clock: 1, state: {} });
    await turn();
    expect(outlet.take().map(({ name }) => name)).toEqual(['presence', 'live']);
    clock.advance(5 * PRESENCE_LEASE_MS);
    const [, leaving] = outlet.take();
    expect(leaving).toMatchObject({ present: [{ session: ben, state: null }] });
    outlet.close();
    clock.advance(PRESENCE_LEASE_MS);
    const late = follow({});
    await turn();
    expect(late.take()[0]).toMatchObject({ name: 'presence', doc, all: true, present: [] });
  });
});
