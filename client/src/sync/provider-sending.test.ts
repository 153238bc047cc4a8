import { describe, expect, test } from 'vitest';
import { createMemoryLocks } from '../outbox/memory-locks.ts';
import { createMemoryOutbox } from '../outbox/memory-outbox.ts';
import type { OutboxStore } from './ports.ts';
import { cursorAt, openProvider, refusal, sentence, settled } from './testing/scripted-provider.ts';
import { UNREACHABLE } from './testing/scripted-transport.ts';
import { textOf } from './testing/writer.ts';

type Opened = ReturnType<typeof openProvider>;

const sent = ({ transport }: Opened) =>
  transport.appends.map(({ question: { n, bytes } }) => ({ n, bytes }));

/** A storage that says when each write was asked for and when it is durable. */
function tracedStore(events: string[]) {
  const store = createMemoryOutbox();
  const pending: (() => void)[] = [];
  const traced: OutboxStore = {
    ...store,
    async write(change) {
      events.push('write');
      await new Promise<void>((resolve) => pending.push(resolve));
      await store.write(change);
      events.push('durable');
    },
  };
  return { traced, endWrite: () => pending.shift()!() };
}

/** A storage that fails while `broken`. */
function breakableStore(failure: Partial<Record<keyof OutboxStore, true>>) {
  const store = createMemoryOutbox();
  const fail = () => Promise.reject(new Error('the disk is full'));
  return {
    rows: (doc) => (failure.rows ? fail() : store.rows(doc)),
    write: (change) => (failure.write ? fail() : store.write(change)),
  } satisfies OutboxStore;
}

describe('an edit', () => {
  test('SYNC-2 is durable, then numbered, that is durable too, and only then sent', async () => {
    const events: string[] = [];
    const { traced, endWrite } = tracedStore(events);
    const opened = openProvider({ store: traced });
    await opened.goLive();
    opened.type('a');
    for (let writes = 1; writes <= 2; writes++) {
      await settled();
      expect(events.length).toBe(writes * 2 - 1);
      expect(opened.transport.appends).toEqual([]);
      endWrite();
    }
    await settled();
    expect(opened.transport.appends).toHaveLength(1);
    expect(await opened.rows()).toEqual([expect.objectContaining({ n: 1 })]);
  });

  test('SYNC-2 leaves the device only when it is acknowledged', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.type('a');
    await settled();
    expect(await opened.rows()).toHaveLength(1);
    await opened.acknowledge(1);
    expect(await opened.rows()).toEqual([]);
    expect(sentence(opened.provider.save)).toBe('saved');
  });

  test('SYNC-2 acknowledged leaves in the write that numbers the next', async () => {
    const events: string[] = [];
    const { traced, endWrite } = tracedStore(events);
    const opened = openProvider({ store: traced });
    await opened.goLive();
    opened.type('a');
    for (const _step of ['staged', 'numbered']) {
      await settled();
      endWrite();
    }
    await settled();
    opened.type('b');
    await settled();
    endWrite();
    await settled();
    events.length = 0;
    await opened.acknowledge(1);
    expect(events).toEqual(['write']);
    endWrite();
    await settled();
    expect(events).toEqual(['write', 'durable']);
    expect(sent(opened).map(({ n }) => n)).toEqual([1, 2]);
  });

  test('SYNC-2 made while another is on its way waits, and goes with the others that wait', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.type('a');
    await settled();
    for (const letter of 'bcd') {
      opened.type(letter);
      await settled();
    }
    expect(opened.transport.appends).toHaveLength(1);
    await opened.acknowledge(1);
    expect(sent(opened).map(({ n }) => n)).toEqual([1, 2]);
    expect(textOf(...sent(opened).map(({ bytes }) => bytes))).toBe('abcd');
  });

  test('SYNC-3 SYNC-4 unanswered is sent again after a wait: same number, same bytes', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.type('a');
    await settled();
    opened.transport.appends.at(0)!.answer(UNREACHABLE);
    await settled();
    opened.type('b');
    await settled();
    expect(opened.transport.appends).toHaveLength(1);
    opened.clock.advance(1_000);
    expect(sent(opened)[1]).toEqual(sent(opened)[0]);
    await opened.acknowledge(1);
    expect(textOf(...sent(opened).map(({ bytes }) => bytes))).toBe('ab');
  });

  test('SYNC-3 SYNC-4 cut off by a disconnect is taken back, and sent again as it was', async () => {
    const opened = openProvider();
    const { provider, transport } = opened;
    await opened.goLive();
    opened.type('a');
    await settled();
    provider.disconnect();
    expect(transport.appends.at(0)!.aborted).toBe(true);
    // Too late: the answer was lost for us.
    await opened.acknowledge(1);
    expect(await opened.rows()).toHaveLength(1);
    opened.type('b');
    await settled();
    provider.connect();
    await settled();
    expect(sent(opened)[1]).toEqual(sent(opened)[0]);
  });

  test('SYNC-3 SYNC-4 taken back by a disconnect leaves the next try alone', async () => {
    const opened = openProvider();
    const { provider, transport, clock } = opened;
    await opened.goLive();
    opened.type('a');
    await settled();
    provider.disconnect();
    provider.connect();
    await settled();
    expect(transport.appends).toHaveLength(2);
    for (let i = 0; i < 4; i++) {
      clock.advance(10_000);
      transport.streams.at(-1)!.event({ name: 'beat' });
      await settled();
    }
    expect(transport.appends).toHaveLength(2);
    await opened.acknowledge(1);
    expect(await opened.rows()).toEqual([]);
  });

  test('SYNC-9 that fails again and again waits longer, until one arrives', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.type('a');
    await settled();
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      opened.transport.appends.at(-1)!.answer(UNREACHABLE);
      await settled();
      const before = opened.clock.now();
      while (opened.transport.appends.length === i + 1) opened.clock.advance(10);
      waits.push(opened.clock.now() - before);
      opened.transport.streams.at(-1)!.event({ name: 'beat' });
    }
    expect(Math.max(...waits)).toBeGreaterThan(5_000);
    await opened.acknowledge(1);
    opened.type('b');
    await settled();
    opened.transport.appends.at(-1)!.answer(UNREACHABLE);
    await settled();
    const count = opened.transport.appends.length;
    opened.clock.advance(1_000);
    expect(opened.transport.appends).toHaveLength(count + 1);
  });

  test('SYNC-9 waits as long as the server asks', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.type('a');
    await settled();
    opened.transport.appends.at(0)!.answer(refusal('unavailable', 7_000));
    await settled();
    opened.clock.advance(6_999);
    expect(opened.transport.appends).toHaveLength(1);
    opened.clock.advance(1);
    expect(opened.transport.appends).toHaveLength(2);
  });

  test('SYNC-2 goes on being sent while the stream is away', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.transport.streams.at(0)!.lose();
    opened.type('a');
    await settled();
    expect(opened.transport.appends).toHaveLength(1);
  });
});

describe('a device that keeps nothing', () => {
  test('SYNC-2 SAVE-2 is no reason not to send, and is named only when the server cannot be reached', async () => {
    const opened = openProvider({ store: breakableStore({ write: true }) });
    await opened.goLive();
    opened.type('a');
    await settled();
    expect(sentence(opened.provider.save)).toBe('sending');
    opened.transport.appends.at(0)!.answer(UNREACHABLE);
    await settled();
    expect(sentence(opened.provider.save)).toBe('blocked: device-storage');
    opened.clock.advance(1_000);
    await opened.acknowledge(1);
    expect(sentence(opened.provider.save)).toBe('saved');
    expect(opened.saves.filter((state) => state === 'local')).toEqual([]);
  });

  test('SYNC-2 is found out before the first letter when its rows cannot be read', async () => {
    const opened = openProvider({ store: breakableStore({ rows: true }) });
    await opened.goLive();
    opened.type('a');
    await settled();
    expect(opened.transport.appends).toHaveLength(1);
    opened.provider.disconnect();
    expect(sentence(opened.provider.save)).toBe('blocked: device-storage');
  });

  test('SYNC-5 without locks still keeps and sends what is typed', async () => {
    const locks = createMemoryLocks();
    const noLocks = { ...locks, hold: () => Promise.reject(new Error('not allowed here')) };
    const opened = openProvider({ locks: noLocks });
    await opened.goLive();
    opened.type('a');
    await settled();
    expect(opened.transport.appends).toHaveLength(1);
    expect(await opened.rows()).toHaveLength(1);
  });
});

test('SYNC-9 a return of the network ends the wait of an update', async () => {
  const opened = openProvider();
  await opened.goLive();
  opened.type('a');
  await settled();
  opened.transport.appends.at(0)!.answer(refusal('unavailable', 20_000));
  await settled();
  expect(opened.comeBack()).toBe(true);
  expect(opened.transport.appends).toHaveLength(2);
  opened.transport.appends.at(1)!.answer({ ok: true, cursor: cursorAt(1) });
  await settled();
  opened.clock.advance(20_000);
  expect(opened.transport.appends).toHaveLength(2);
});
