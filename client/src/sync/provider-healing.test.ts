import { describe, expect, test } from 'vitest';
import { createMemoryLocks } from '../outbox/memory-locks.ts';
import { docId } from './testing/ids.ts';
import {
  cursorAt,
  liveAt,
  openProvider,
  partOf,
  refusal,
  rowsAfter,
  sentence,
  settled,
  wholeOf,
} from './testing/scripted-provider.ts';
import { createWriter, textOf } from './testing/writer.ts';

type Opened = ReturnType<typeof openProvider>;

/** What was sent, newest last: whose, under which number, and the text it makes on top of `base`. */
const sent = ({ transport }: Opened, ...base: Uint8Array[]) =>
  transport.appends.map(({ question: { session, n, bytes } }) => ({
    session,
    n,
    text: textOf(...base, bytes),
  }));

const sessionOf = ({ transport }: Opened): string => transport.streams.at(-1)!.from.session;

const UNKNOWN = { name: 'resync', doc: docId(1), reason: 'cursor-unknown' } as const;

describe('a document that was not empty when it came', () => {
  function openFull() {
    const writer = createWriter(7);
    const known = writer.type('known ');
    const fresh = writer.type('fresh');
    return { opened: openProvider({ doc: writer.doc }), writer, known, fresh };
  }

  test('SYNC-6 is compared with the whole of the server, and what is missing is sent under a new session', async () => {
    const { opened, known } = openFull();
    await settled();
    expect(sentence(opened.provider.save)).toBe('sending');
    await opened.goLive(known);
    expect(sent(opened, known)).toEqual([
      { session: sessionOf(opened), n: 1, text: 'known fresh' },
    ]);
    await opened.acknowledge(2);
    expect(sentence(opened.provider.save)).toBe('saved');
  });

  test('SYNC-6 with nothing missing sends nothing', async () => {
    const { opened, known, fresh } = openFull();
    await opened.goLive(known, fresh);
    expect(opened.transport.appends).toEqual([]);
    expect(sentence(opened.provider.save)).toBe('saved');
  });

  test('SYNC-6 typed into while the snapshot is on its way, sends each letter once', async () => {
    const { opened, known } = openFull();
    opened.provider.connect();
    await settled();
    opened.type('1');
    await settled();
    opened.transport.snapshots.at(0)!.answer(wholeOf(known));
    opened.type('2');
    await settled();
    opened.type('3');
    opened.transport.streams.at(0)!.event(liveAt(1));
    await settled();
    await opened.acknowledge(2);
    await opened.acknowledge(3);
    const bytes = opened.transport.appends.map(({ question }) => question.bytes);
    expect(textOf(known, ...bytes)).toBe('known fresh123');
    expect(await opened.rows()).toEqual([]);
  });

  test('SYNC-6 goes on without a lock where there are none', async () => {
    const { writer, known } = openFull();
    const locks = { ...createMemoryLocks(), hold: () => Promise.reject(new Error('not allowed')) };
    const opened = openProvider({ doc: writer.doc, locks });
    await opened.goLive(known);
    expect(sent(opened, known).map(({ text }) => text)).toEqual(['known fresh']);
  });
});

describe('a server that lacks what it once had', () => {
  /** Live, with `a` from a mate at 1 and our own `b` acknowledged at 2. */
  async function openWithHistory() {
    const mate = createWriter(8).type('a');
    const opened = openProvider();
    await opened.goLive(mate);
    opened.type('b');
    await settled();
    await opened.acknowledge(2);
    const own = opened.transport.appends.at(0)!.question.bytes;
    return { opened, mate, own, before: sessionOf(opened) };
  }

  test('SYNC-7 is noticed when a stream starts before what it acknowledged, and healed', async () => {
    const { opened, mate, before } = await openWithHistory();
    const { transport, clock, provider } = opened;
    transport.streams.at(0)!.lose();
    clock.advance(1_000);
    transport.streams.at(1)!.event(liveAt(1));
    expect(provider.link).toBe('catching-up');
    expect(sentence(provider.save)).toBe('sending');
    expect(transport.snapshots.at(1)!.question.since).toBeUndefined();
    transport.snapshots.at(1)!.answer(wholeOf(mate));
    await settled();
    expect(sessionOf(opened)).not.toBe(before);
    expect(sent(opened, mate)[1]).toEqual({ session: sessionOf(opened), n: 1, text: 'ab' });
    transport.streams.at(2)!.event(liveAt(1));
    await opened.acknowledge(2);
    expect(sentence(provider.save)).toBe('saved');
    expect(opened.text).toBe('ab');
  });

  test('SYNC-7 is not suspected when an answer overtakes the stream that was asked before it', async () => {
    const { opened } = await openWithHistory();
    const { transport, clock, provider } = opened;
    transport.streams.at(0)!.lose();
    clock.advance(1_000);
    opened.type('c');
    await settled();
    await opened.acknowledge(3);
    transport.streams.at(1)!.event(rowsAfter(1, null));
    transport.streams.at(1)!.event(liveAt(2));
    expect(provider.link).toBe('live');
    expect(transport.snapshots).toHaveLength(1);
  });

  test('SYNC-7 is noticed when the place of what it acknowledged is taken by others', async () => {
    const { opened, mate, before } = await openWithHistory();
    const { transport, clock } = opened;
    const writer = createWriter(9);
    const others = [writer.type('x'), writer.type('y')];
    transport.streams.at(0)!.lose();
    clock.advance(1_000);
    transport.streams.at(1)!.event(rowsAfter(1, ...others));
    expect(transport.snapshots.at(1)!.question.since).toBeUndefined();
    transport.snapshots.at(1)!.answer(wholeOf(mate, ...others));
    await settled();
    expect(sessionOf(opened)).not.toBe(before);
    expect(sent(opened, mate, ...others)[1]!.text).toContain('b');
  });

  test('SYNC-7 is noticed when a part of a snapshot has something else in the place of it', async () => {
    const { opened, before, own } = await openWithHistory();
    const { transport } = opened;
    const others = createWriter(9);
    const behind = { ...UNKNOWN, reason: 'behind' } as const;
    transport.streams.at(0)!.event(behind);
    transport.snapshots.at(1)!.answer(partOf(1, own));
    await settled();
    expect(sessionOf(opened)).toBe(before);
    transport.streams.at(1)!.event(behind);
    opened.clock.advance(2_000);
    await settled();
    opened.type('c');
    await settled();
    await opened.acknowledge(3);
    transport.streams.at(-1)!.event(behind);
    opened.clock.advance(2_000);
    await settled();
    transport.snapshots.at(-1)!.answer(partOf(2, others.type('z')));
    await settled();
    opened.clock.advance(2_000);
    await settled();
    expect(transport.snapshots.at(-1)!.question.since).toBeUndefined();
  });

  test('SYNC-7 DOWN-5 is noticed when it does not know the cursor', async () => {
    const { opened, mate } = await openWithHistory();
    opened.transport.streams.at(0)!.event(UNKNOWN);
    expect(opened.transport.snapshots.at(1)!.question.since).toBeUndefined();
    opened.transport.snapshots.at(1)!.answer(wholeOf(mate));
    await settled();
    expect(sent(opened, mate)[1]).toMatchObject({ n: 1, text: 'ab' });
  });

  test('SNAP-3 SYNC-7 is noticed when it answers a part with the whole', async () => {
    const { opened, mate } = await openWithHistory();
    const { transport } = opened;
    transport.streams.at(0)!.event({ ...UNKNOWN, reason: 'behind' });
    expect(transport.snapshots.at(1)!.question.since).toEqual(cursorAt(1));
    transport.snapshots.at(1)!.answer(wholeOf(mate));
    await settled();
    expect(sent(opened, mate)[1]).toMatchObject({ n: 1, text: 'ab' });
  });

  test('SYNC-7 is noticed when it answers another part than was asked for', async () => {
    const { opened } = await openWithHistory();
    const { transport, clock } = opened;
    transport.streams.at(0)!.event({ ...UNKNOWN, reason: 'behind' });
    transport.snapshots.at(1)!.answer(partOf(2));
    await settled();
    clock.advance(0);
    expect(transport.snapshots.at(2)!.question.since).toBeUndefined();
  });

  test('SYNC-7 found out while a part is on its way, the whole is asked for', async () => {
    const { opened, mate } = await openWithHistory();
    const { transport, clock } = opened;
    opened.type('c');
    await settled();
    transport.streams.at(0)!.event({ ...UNKNOWN, reason: 'behind' });
    const part = transport.snapshots.at(1)!;
    transport.appends.at(1)!.answer(refusal('dependencies-missing'));
    await settled();
    expect(part.aborted).toBe(true);
    part.answer(partOf(1));
    await settled();
    clock.advance(1_000);
    expect(transport.snapshots.at(2)!.question.since).toBeUndefined();
    transport.snapshots.at(2)!.answer(wholeOf(mate));
    await settled();
    expect(sent(opened, mate)[2]).toMatchObject({ n: 1, text: 'abc' });
  });

  test.each(['dependencies-missing', 'session-gap', 'session-reused'] as const)(
    'SYNC-6 UP-6 refusing an update for it, gets the difference under a new session: %s',
    async (code) => {
      const { opened, mate, before } = await openWithHistory();
      const { transport, clock, provider } = opened;
      opened.type('c');
      await settled();
      transport.appends.at(1)!.answer(refusal(code));
      await settled();
      expect(provider.link).toBe('waiting');
      expect(sentence(provider.save)).toBe('local');
      clock.advance(1_000);
      transport.snapshots.at(1)!.answer(wholeOf(mate));
      await settled();
      expect(sessionOf(opened)).not.toBe(before);
      expect(sent(opened, mate)[2]).toEqual({ session: sessionOf(opened), n: 1, text: 'abc' });
      await opened.acknowledge(2);
      expect(await opened.rows()).toEqual([]);
      expect(sentence(provider.save)).toBe('saved');
    },
  );
});
