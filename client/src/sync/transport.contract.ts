import { parseCursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import { afterEach, expect, test } from 'vitest';
import { bytesOf } from './inbox.ts';
import type { Acknowledgement, Failure, Heard, Snapshot, Transport } from './ports.ts';
import { sessionId } from './testing/ids.ts';
import { createWriter } from './testing/writer.ts';

/** A transport with a server behind it. */
export interface FarEnd {
  readonly transport: Transport;
  /** A document that is there, without rows. */
  readonly doc: DocId;
  /** A document that is not there. */
  readonly absent: DocId;
  /** Somebody else appends a row. */
  add(bytes: Uint8Array): Promise<void>;
  /** The bytes of every row, in order. */
  rows(): Promise<Uint8Array[]>;
  /** From now on nothing gets through: requests are not answered, and streams break. */
  cut(): void;
  /** Lets a little time pass. */
  pass(): Promise<void>;
  close?(): Promise<void>;
}

const OWN = sessionId(1);
const neverAborted = (): AbortSignal => new AbortController().signal;
const UNANSWERED = { ok: false, code: 'unreachable', retry: 'same' };
const UNKNOWN = { ok: false, code: 'document-unknown', retry: 'never' };

/** What every transport does. */
export function transportContract(open: () => Promise<FarEnd>): void {
  let opened: FarEnd | undefined;
  afterEach(() => opened?.close?.());

  /** A transport to a document with these rows of somebody else's. */
  async function openWith(...rows: Uint8Array[]): Promise<FarEnd> {
    const end = (opened = await open());
    for (const bytes of rows) await end.add(bytes);
    return end;
  }

  async function settle<T>({ pass }: FarEnd, promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const done = (): void => void (isSettled = true);
    promise.then(done, done);
    while (!isSettled) await pass();
    return promise;
  }

  async function passALot({ pass }: FarEnd): Promise<void> {
    for (let i = 0; i < 10; i++) await pass();
  }

  function append(
    end: FarEnd,
    { doc = end.doc, session = OWN, n = 1, bytes = createWriter(7).type('a') } = {},
  ): Promise<Acknowledgement | Failure> {
    return settle(end, end.transport.append({ doc, session, n, bytes }, neverAborted()));
  }

  async function snapshot(
    end: FarEnd,
    { doc = end.doc, since }: { doc?: DocId; since?: Snapshot['cursor'] } = {},
  ): Promise<Snapshot | Failure> {
    return settle(end, end.transport.snapshot(doc, since, neverAborted()));
  }

  async function whole(end: FarEnd): Promise<Snapshot> {
    const answer = await snapshot(end);
    if (!answer.ok) throw new Error(`no snapshot: ${answer.code}`);
    return answer;
  }

  /** Follows, and collects what arrives: rows as bytes, everything else by its name. */
  function follow(end: FarEnd, cursor: Snapshot['cursor'], { doc = end.doc } = {}) {
    const rows: (Uint8Array | null)[] = [];
    const events: Heard[] = [];
    const losses: Failure[] = [];
    const stop = end.transport.follow(
      { doc, session: OWN, cursor },
      {
        event(event) {
          events.push(event);
          if (event.name !== 'updates') return;
          rows.push(...event.updates.map((row) => (row === null ? null : bytesOf(row))));
        },
        lost: (failure) => losses.push(failure),
      },
    );
    async function until(name: Heard['name']): Promise<Heard> {
      for (;;) {
        const found = events.findLast((event) => event.name === name);
        if (found) return found;
        await end.pass();
      }
    }
    return { rows, events, losses, stop, until };
  }

  const mate = createWriter(8);
  const ROWS = [mate.type('1'), mate.type('2'), mate.type('3'), mate.delete(1)] as const;

  test('SYNC-11 transport: an append arrives as it is, and answers its place', async () => {
    const end = await openWith(ROWS[0]);
    const bytes = createWriter(7).type('a');
    const answer = await append(end, { bytes });
    expect(answer).toEqual({ ok: true, cursor: (await whole(end)).cursor });
    expect(answer).toMatchObject({ cursor: { offset: 2 } });
    expect(await end.rows()).toEqual([ROWS[0], bytes]);
  });

  test('SYNC-11 transport: an append carries session and number, so that repeated it is one row', async () => {
    const end = await openWith();
    const first = await append(end);
    expect(await append(end)).toEqual(first);
    expect(await append(end, { n: 3 })).toMatchObject({
      ok: false,
      code: 'session-gap',
      retry: 'session',
    });
    await append(end, { session: sessionId(2), bytes: createWriter(9).type('b') });
    expect(await end.rows()).toHaveLength(2);
  });

  test('SYNC-11 transport: a refusal is an answer with its code and what to do', async () => {
    const end = await openWith();
    expect(await append(end, { doc: end.absent })).toMatchObject(UNKNOWN);
    expect(await snapshot(end, { doc: end.absent })).toMatchObject(UNKNOWN);
  });

  test('SYNC-11 transport: no answer is an answer too, and never a rejection', async () => {
    const end = await openWith(ROWS[0]);
    const { cursor } = await whole(end);
    end.cut();
    expect(await append(end)).toMatchObject(UNANSWERED);
    expect(await snapshot(end)).toMatchObject(UNANSWERED);
    expect(await snapshot(end, { since: cursor })).toMatchObject(UNANSWERED);
  });

  test('SYNC-11 transport: aborted before or while it is under way, a request resolves as a failure', async () => {
    const end = await openWith();
    const { transport, doc } = end;
    const update = { doc, session: OWN, n: 1, bytes: createWriter(7).type('a') };
    for (const early of [true, false]) {
      const abort = new AbortController();
      if (early) abort.abort();
      const requests = [
        transport.append(update, abort.signal),
        transport.snapshot(doc, undefined, abort.signal),
      ];
      abort.abort();
      const answers = await settle(end, Promise.all(requests));
      expect(answers).toMatchObject([{ ok: false }, { ok: false }]);
    }
  });

  test('SYNC-11 transport: a snapshot is the whole document, byte for byte', async () => {
    const end = await openWith(...ROWS);
    const { frames, cursor, since } = await whole(end);
    expect(frames.map(({ bytes }) => Uint8Array.from(bytes))).toEqual([...ROWS]);
    expect({ offset: cursor.offset, since }).toEqual({ offset: ROWS.length, since: 0 });
  });

  test('SYNC-11 transport: a snapshot of a document without rows is empty', async () => {
    const end = await openWith();
    expect(await whole(end)).toMatchObject({ frames: [], cursor: { offset: 0 }, since: 0 });
  });

  test('SYNC-11 transport: a snapshot since a cursor is what follows it', async () => {
    const end = await openWith(ROWS[0], ROWS[1]);
    const { cursor } = await whole(end);
    await end.add(ROWS[2]);
    const answer = await snapshot(end, { since: cursor });
    expect(answer).toMatchObject({ ok: true, cursor: { offset: 3 }, since: 2 });
    const { frames } = answer as Snapshot;
    expect(frames.map(({ bytes }) => Uint8Array.from(bytes))).toEqual([ROWS[2]]);
    expect(await snapshot(end, { since: { ...cursor, tag: 'not-the-tag' } })).toMatchObject({
      since: 0,
    });
  });

  test('SYNC-11 transport: a stream sends every later row in order, then live, then what is new', async () => {
    const end = await openWith(ROWS[0]);
    const { cursor } = await whole(end);
    await end.add(ROWS[1]);
    await end.add(ROWS[2]);
    const stream = follow(end, cursor);
    const live = await stream.until('live');
    expect(stream.rows).toEqual([ROWS[1], ROWS[2]]);
    expect(parseCursor((live as { cursor: string }).cursor)).toEqual((await whole(end)).cursor);
    await end.add(ROWS[3]);
    while (stream.rows.length < 3) await end.pass();
    expect(stream.rows).toEqual([ROWS[1], ROWS[2], ROWS[3]]);
    expect(stream.events.filter(({ name }) => name === 'live')).toHaveLength(1);
    stream.stop();
  });

  test('SYNC-11 transport: a stream names its session, whose rows come without bytes', async () => {
    const end = await openWith();
    const { cursor } = await whole(end);
    const stream = follow(end, cursor);
    await stream.until('live');
    await append(end);
    await end.add(ROWS[0]);
    while (stream.rows.length < 2) await end.pass();
    expect(stream.rows).toEqual([null, ROWS[0]]);
    stream.stop();
  });

  test('SYNC-11 transport: a stream from a cursor that cannot be proved says so', async () => {
    const end = await openWith(ROWS[0]);
    const { cursor } = await whole(end);
    const stream = follow(end, { ...cursor, tag: 'not-the-tag' });
    expect(await stream.until('resync')).toMatchObject({ reason: 'cursor-unknown' });
    expect(stream.rows).toEqual([]);
    stream.stop();
  });

  test('SYNC-11 transport: a stream of a document that is not there says so', async () => {
    const end = await openWith();
    const { cursor } = await whole(end);
    const stream = follow(end, cursor, { doc: end.absent });
    expect(await stream.until('gone')).toMatchObject({ code: 'document-unknown' });
    stream.stop();
  });

  test('SYNC-11 TAB-2 transport: of two that are followed at once, one that is not there leaves the other alone', async () => {
    const end = await openWith(ROWS[0]);
    const { cursor } = await whole(end);
    const [here, nowhere] = [follow(end, cursor), follow(end, cursor, { doc: end.absent })];
    await here.until('live');
    expect(await nowhere.until('gone')).toMatchObject({ doc: end.absent });
    nowhere.stop();
    await end.add(ROWS[1]);
    while (here.rows.length < 1) await end.pass();
    expect([here.rows, here.losses, nowhere.rows]).toEqual([[ROWS[1]], [], []]);
    here.stop();
  });

  test('SYNC-11 TAB-2 transport: who comes later, and who goes, costs nobody a row', async () => {
    const end = await openWith();
    const { cursor } = await whole(end);
    const first = follow(end, cursor);
    await first.until('live');
    const stops: (() => void)[] = [];
    for (const [i, row] of ROWS.entries()) {
      const other = follow(end, cursor, { doc: i % 2 === 0 ? end.absent : end.doc });
      stops.push(other.stop);
      await end.add(row);
      if (i > 1) stops.shift()!();
    }
    while (new Set(first.rows.map(String)).size < ROWS.length) await end.pass();
    // Where two requests overlap a row may come twice; the inbox takes it once.
    expect([...new Set(first.rows.map(String)), ...first.losses]).toEqual(ROWS.map(String));
    for (const stop of [...stops, first.stop]) stop();
  });

  test('SYNC-11 transport: a stream that breaks is lost once, and says nothing after it', async () => {
    const end = await openWith();
    const stream = follow(end, (await whole(end)).cursor);
    await stream.until('live');
    end.cut();
    while (stream.losses.length === 0) await end.pass();
    const { length } = stream.events;
    await end.add(ROWS[0]);
    await passALot(end);
    stream.stop();
    await passALot(end);
    expect(stream.losses).toMatchObject([UNANSWERED]);
    expect(stream.events).toHaveLength(length);
  });

  test('SYNC-11 transport: a stream that is stopped says nothing any more, not even that it is lost', async () => {
    const end = await openWith();
    const { cursor } = await whole(end);
    const atOnce = follow(end, cursor);
    atOnce.stop();
    const later = follow(end, cursor);
    await later.until('live');
    later.stop();
    const { length } = later.events;
    await end.add(ROWS[0]);
    end.cut();
    await passALot(end);
    expect(later.events).toHaveLength(length);
    expect([atOnce.events, atOnce.losses, later.losses]).toEqual([[], [], []]);
  });

  test('SYNC-11 transport: presence is best effort: it never fails', async () => {
    const end = await openWith();
    const post = (doc: DocId) =>
      end.transport.presence(doc, OWN, { client: 7, clock: 1, state: { name: 'Me' } });
    await settle(end, post(end.doc));
    await settle(end, post(end.absent));
    end.cut();
    await settle(end, post(end.doc));
  });
}
