import { describe, expect, test } from 'vitest';
import { manualClock } from '@weft/shared/testing/clock';
import { createMemoryRungMemory } from './rung-memory.ts';
import { heldBack, kinds, unheld, waiting } from './testing/held-back.ts';
import { HELLO, liveOf, openConnection } from './testing/scripted-connection.ts';

describe('a lower rung', () => {
  test('RUNG-5 is remembered, and begun with by the next page', async () => {
    const memory = createMemoryRungMemory();
    const clock = manualClock(1_800_000_000_000);
    await unheld({ memory, clock });
    const next = openConnection({ memory, clock });
    expect(next.connection.rung).toBe('short-poll');
    next.follow(1);
    await next.pass(10);
    expect(kinds(next)).toEqual(['short-poll']);
  });

  test('RUNG-6 is left for a stream that speaks, tried beside it after 5 min', async () => {
    const opened = await heldBack();
    const { pass, follower, rungs, network } = opened;
    for (let i = 0; i < 11; i++) {
      await pass(25_000);
      await waiting(opened).answer([liveOf(1, 0)]);
    }
    const held = waiting(opened);
    await pass(24_000);
    expect(network.open).toEqual([held]);
    await pass(1_500);
    const trial = waiting(opened);
    expect([trial.kind, held.isOver]).toEqual(['stream', false]);
    await trial.say(HELLO, liveOf(1, 0));
    expect(held.isOver).toBe(true);
    expect(rungs).toEqual(['long-poll', 'stream']);
    expect(opened.memory.load()).toBeUndefined();
    expect(follower.losses).toEqual([]);
  });

  test('RUNG-6 goes on where the stream says nothing, which is tried again after twice the time', async () => {
    const opened = await heldBack();
    const { clock, pass, network, follower } = opened;
    const from = clock.now();
    const trials: number[] = [];
    while (trials.length < 3) {
      await pass(1_000);
      const trial = network.open.find(({ kind }) => kind === 'stream');
      const polls = network.open.filter(({ kind }) => kind !== 'stream');
      if (trial) {
        trials.push(Math.round((clock.now() - from) / 60_000));
        await pass(3_000);
        expect(trial.isOver).toBe(true);
      }
      for (const poll of polls) if (clock.now() % 20_000 < 1_000) await poll.answer([liveOf(1, 0)]);
    }
    expect(trials).toEqual([5, 15, 35]);
    expect(follower.losses).toEqual([]);
    expect(opened.rungs).toEqual(['long-poll']);
  });

  test('RUNG-6 the lowest one tries to be held again too', async () => {
    const opened = await unheld();
    while (!opened.network.open.some(({ kind }) => kind === 'stream')) {
      await opened.pass(1_000);
      for (const poll of opened.network.open)
        if (poll.kind === 'short-poll') await poll.answer([liveOf(1, 0)]);
    }
    await waiting(opened).page(502);
    await opened.pass(15_000);
    expect([waiting(opened).kind, waiting(opened).wait]).toEqual(['long-poll', 25]);
  });

  test('RUNG-6 tries a stream at once when the network has changed', async () => {
    const opened = await heldBack();
    opened.connection.moved();
    await opened.pass(10);
    expect(waiting(opened).kind).toBe('stream');
    await waiting(opened).say(HELLO);
    expect(opened.rungs).toEqual(['long-poll', 'stream']);
  });

  test('RUNG-6 a stream that does not last is tried again later than the first time', async () => {
    const opened = await heldBack();
    opened.connection.moved();
    await opened.pass(10);
    await waiting(opened).say(HELLO, liveOf(1, 0));
    await waiting(opened).breakOff();
    await opened.pass(1_000);
    opened.follow(1);
    await opened.pass(3_010);
    await waiting(opened).answer([liveOf(1, 0)]);
    expect(opened.rungs).toEqual(['long-poll', 'stream', 'long-poll']);
    const { length } = opened.network.asked;
    await opened.pass(5 * 60_000 + 1_000, 10_000);
    expect(kinds(opened).slice(length)).not.toContain('stream');
    expect(opened.memory.load()!.trialMs).toBe(10 * 60_000);
  });
});

describe('whatever is answered', () => {
  test.each([200, 204, 301, 401, 403, 404, 410, 500, 502, 504])(
    'RUNG-7 a page of somebody else, status %i, is a loss that is tried again',
    async (status) => {
      const opened = openConnection();
      const one = opened.follow(1);
      await opened.pass(10);
      await waiting(opened).page(status);
      expect(one.losses).toMatchObject([{ code: 'unreachable', retry: 'same' }]);
      const held = await heldBack();
      await waiting(held).page(status);
      await waiting(held).page(status);
      expect(held.follower.losses).toMatchObject([{ code: 'unreachable', retry: 'same' }]);
    },
  );

  test('RUNG-7 only the server itself ends it for good', async () => {
    const opened = openConnection();
    const one = opened.follow(1);
    await opened.pass(10);
    await waiting(opened).refuse(401, 'unauthenticated');
    expect(one.losses).toMatchObject([{ code: 'unauthenticated', retry: 'never' }]);
    const held = await heldBack();
    await waiting(held).refuse(401, 'unauthenticated');
    expect(held.follower.losses).toMatchObject([{ code: 'unauthenticated', retry: 'never' }]);
  });

  test('RUNG-7 a poll of the wrong shape is a loss', async () => {
    const held = await heldBack();
    await waiting(held).garble();
    await waiting(held).garble();
    expect(held.follower.losses).toMatchObject([{ code: 'unreachable' }]);
  });
});
