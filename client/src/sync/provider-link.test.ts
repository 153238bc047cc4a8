import { WATCHDOG_MS } from '@weft/shared/protocol/limits';
import { describe, expect, test } from 'vitest';
import {
  cursorAt,
  liveAt,
  openProvider,
  partOf,
  refusal,
  rowsAfter,
  settled,
  wholeOf,
} from './testing/scripted-provider.ts';
import { UNREACHABLE } from './testing/scripted-transport.ts';
import { createWriter } from './testing/writer.ts';

const LONGEST_FIRST_WAIT = 1_000;

test('SYNC-9 the first connection fetches everything and follows from there', async () => {
  const opened = openProvider();
  const { provider, transport } = opened;
  const links: string[] = [];
  provider.on('link', (phase) => links.push(phase));
  await opened.goLive(createWriter(8).type('a'));
  expect(transport.snapshots.map(({ question }) => question.since)).toEqual([undefined]);
  expect(transport.streams.map(({ from }) => from.cursor)).toEqual([cursorAt(1)]);
  expect(links).toEqual(['opening', 'catching-up', 'following', 'live']);
});

test('SYNC-9 connecting twice is once', async () => {
  const opened = openProvider();
  opened.provider.connect();
  await opened.goLive();
  opened.provider.connect();
  await settled();
  expect(opened.transport.snapshots).toHaveLength(1);
  expect(opened.transport.streams).toHaveLength(1);
});

test('SYNC-9 disconnecting ends what is under way, and connecting goes on from the position', async () => {
  const opened = openProvider();
  const { provider, transport, clock } = opened;
  provider.connect();
  await settled();
  provider.disconnect();
  expect(transport.snapshots.at(0)!.aborted).toBe(true);
  await opened.goLive(createWriter(8).type('a'));
  provider.disconnect();
  expect(transport.streams.at(0)!.closed).toBe(true);
  clock.advance(100_000);
  expect(transport.streams).toHaveLength(1);
  provider.connect();
  expect(transport.streams.at(1)!.from.cursor).toEqual(cursorAt(1));
  expect(transport.snapshots).toHaveLength(2);
});

describe('a stream', () => {
  test('SYNC-9 silent for 40 s is given up; anything said starts the time again', async () => {
    const opened = openProvider();
    const { transport, clock, provider } = opened;
    await opened.goLive();
    clock.advance(WATCHDOG_MS - 1);
    transport.streams.at(0)!.event({ name: 'beat' });
    clock.advance(WATCHDOG_MS - 1);
    expect(provider.link).toBe('live');
    clock.advance(1);
    expect(provider.link).toBe('waiting');
    expect(transport.streams.at(0)!.closed).toBe(true);
    clock.advance(LONGEST_FIRST_WAIT);
    expect(transport.streams).toHaveLength(2);
  });

  test('SYNC-9 that never says anything is given up too', async () => {
    const { provider, transport, clock } = openProvider();
    provider.connect();
    await settled();
    transport.snapshots.at(0)!.answer(wholeOf());
    await settled();
    clock.advance(WATCHDOG_MS);
    expect(provider.link).toBe('waiting');
  });

  test('SYNC-9 given up says nothing any more', async () => {
    const opened = openProvider();
    const { transport, clock } = opened;
    await opened.goLive();
    clock.advance(WATCHDOG_MS);
    const old = transport.streams.at(0)!;
    old.event(rowsAfter(0, createWriter(8).type('late')));
    old.lose();
    expect(opened.text).toBe('');
    clock.advance(LONGEST_FIRST_WAIT);
    expect(transport.streams).toHaveLength(2);
  });

  test('SYNC-9 that breaks before it was live is tried ever more rarely, and at once after it was', async () => {
    const opened = openProvider();
    const { transport, clock } = opened;
    await opened.goLive();
    const waits: number[] = [];
    const breakAndWait = (): number => {
      const count = transport.streams.length;
      transport.streams.at(-1)!.lose();
      const before = clock.now();
      while (transport.streams.length === count) clock.advance(10);
      return clock.now() - before;
    };
    for (let i = 0; i < 8; i++) waits.push(breakAndWait());
    expect(waits[0]).toBeLessThanOrEqual(LONGEST_FIRST_WAIT);
    expect(Math.max(...waits)).toBeGreaterThan(5_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_010);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(500);
    transport.streams.at(-1)!.event(liveAt(0));
    expect(breakAndWait()).toBeLessThanOrEqual(LONGEST_FIRST_WAIT);
  });

  test('SYNC-9 DOWN-8 that says bye is asked for again after the time it names', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.transport.streams.at(0)!.event({ name: 'bye', retryMs: 12_345 });
    expect(opened.transport.streams.at(0)!.closed).toBe(true);
    opened.clock.advance(12_344);
    expect(opened.transport.streams).toHaveLength(1);
    opened.clock.advance(1);
    expect(opened.transport.streams).toHaveLength(2);
  });

  test('SYNC-9 whose document is unavailable for a moment is asked for again', async () => {
    const opened = openProvider();
    await opened.goLive();
    const { id } = opened.provider;
    opened.transport.streams.at(0)!.event({ name: 'gone', doc: id, code: 'unavailable' });
    expect(opened.provider.link).toBe('waiting');
  });

  test('SYNC-9 that is refused blocks', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.transport.streams.at(0)!.lose(refusal('unauthenticated'));
    expect(opened.provider.link).toBe('blocked');
  });

  test('DOWN-6 SYNC-9 too far behind is replaced by a snapshot of what is missing', async () => {
    const mate = createWriter(8);
    const rows = [mate.type('1'), mate.type('2')] as const;
    const opened = openProvider();
    const { transport, provider } = opened;
    await opened.goLive(rows[0]);
    transport.streams.at(0)!.event({ name: 'resync', doc: provider.id, reason: 'behind' });
    expect(transport.snapshots.at(1)!.question.since).toEqual(cursorAt(1));
    transport.snapshots.at(1)!.answer(partOf(1, rows[1]));
    await settled();
    expect(opened.text).toBe('12');
    expect(transport.streams.at(1)!.from.cursor).toEqual(cursorAt(2));
  });
});

describe('a wait', () => {
  test('SYNC-9 after a snapshot that failed is at least half a second, at most one at first', async () => {
    const { provider, transport, clock } = openProvider();
    provider.connect();
    await settled();
    transport.snapshots.at(0)!.answer(UNREACHABLE);
    await settled();
    clock.advance(499);
    expect(transport.snapshots).toHaveLength(1);
    clock.advance(501);
    expect(transport.snapshots).toHaveLength(2);
  });

  test('SYNC-9 is never shorter than Retry-After, and not the same for everybody', async () => {
    const waits = new Set<number>();
    for (let seed = 1; seed <= 5; seed++) {
      const { provider, transport, clock } = openProvider({ seed });
      provider.connect();
      await settled();
      transport.snapshots.at(0)!.answer(refusal('too-many', 9_000));
      await settled();
      clock.advance(8_999);
      expect(transport.snapshots).toHaveLength(1);
      waits.add(clock.nextTimer()! - clock.now());
      clock.advance(9_001);
      expect(transport.snapshots).toHaveLength(2);
    }
    // The search for dead tabs sets a timer too, which may be the nearer one.
    expect(waits.size).toBeGreaterThan(2);
  });

  test('SYNC-9 ends when the network or the person comes back', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.transport.streams.at(0)!.event({ name: 'bye', retryMs: 30_000 });
    expect(opened.comeBack()).toBe(true);
    expect(opened.transport.streams).toHaveLength(2);
    // And its timer with it.
    opened.transport.streams.at(1)!.event(liveAt(0));
    opened.clock.advance(30_000);
    expect(opened.transport.streams).toHaveLength(2);
  });

  test('SYNC-9 ends when the caller connects', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.transport.streams.at(0)!.event({ name: 'bye', retryMs: 30_000 });
    opened.provider.connect();
    expect(opened.transport.streams).toHaveLength(2);
  });

  test('SYNC-9 ends when the caller disconnects, and nothing comes after it', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.transport.streams.at(0)!.lose();
    opened.provider.disconnect();
    opened.clock.advance(30_000);
    expect(opened.transport.streams).toHaveLength(1);
    expect(opened.provider.link).toBe('off');
  });
});

test('SYNC-9 a stream that is lost in the moment it is asked for is a failure like others', async () => {
  const opened = openProvider();
  const { provider, transport, clock } = opened;
  await opened.goLive();
  const { follow } = transport;
  let refused = 0;
  transport.follow = (from, sink) => {
    if (refused++ > 0) return follow(from, sink);
    sink.lost(UNREACHABLE);
    return () => undefined;
  };
  transport.streams.at(0)!.lose();
  clock.advance(LONGEST_FIRST_WAIT);
  expect(provider.link).toBe('waiting');
  clock.advance(2 * LONGEST_FIRST_WAIT);
  expect(provider.link).toBe('following');
  transport.streams.at(1)!.event(liveAt(0));
  expect(provider.link).toBe('live');
});

describe('presence', () => {
  test('PRES-6 is told under the session that the stream names', async () => {
    const opened = openProvider();
    const { provider, transport } = opened;
    provider.awareness.setLocalState({ name: 'Me' });
    await opened.goLive();
    const { session } = transport.streams.at(0)!.from;
    expect(transport.presences).toEqual([
      {
        session,
        state: { client: opened.doc.clientID, clock: expect.any(Number), state: { name: 'Me' } },
      },
    ]);
  });

  test('PRES-3 PRES-6 under a new session comes after the old one is told as left', async () => {
    const opened = openProvider();
    const { provider, transport } = opened;
    provider.awareness.setLocalState({ name: 'Me' });
    await opened.goLive();
    const before = transport.streams.at(0)!.from.session;
    const resync = { name: 'resync', doc: provider.id, reason: 'cursor-unknown' } as const;
    transport.streams.at(0)!.event(resync);
    transport.snapshots.at(1)!.answer(wholeOf());
    await settled();
    const after = transport.streams.at(1)!.from.session;
    transport.streams.at(1)!.event(liveAt(0));
    opened.clock.advance(100);
    expect(after).not.toBe(before);
    const told = transport.presences.map(({ session, state }) => [session, state.state !== null]);
    expect(told).toEqual([
      [before, true],
      [before, false],
      [after, true],
    ]);
  });
});
