import { describe, expect, test } from 'vitest';
import { docId } from '../sync/testing/ids.ts';
import { heldBack, kinds, unheld, waiting, type Opened } from './testing/held-back.ts';
import { BEAT, HELLO, liveOf, openConnection, rowOf } from './testing/scripted-connection.ts';

describe('a stream that says nothing', () => {
  test('RUNG-1 is left for polls after 3 s, once one of them is answered', async () => {
    const opened = openConnection();
    const { follow, network, pass, rungs } = opened;
    const one = follow(1, 5);
    await pass(2_900);
    expect(kinds(opened)).toEqual(['stream']);
    await pass(200);
    expect(kinds(opened)).toEqual(['stream', 'short-poll']);
    expect(network.asked[0]!.isOver).toBe(false);
    await network.asked[1]!.answer([rowOf(1, 6), liveOf(1, 6)], 'digest');
    expect(one.heard).toEqual(['6', 'live']);
    expect(network.asked[0]!.isOver).toBe(true);
    expect(rungs).toEqual(['long-poll']);
    const [, , held] = network.asked;
    expect([held!.wait, held!.docs, held!.query.get('presence')]).toEqual([
      25,
      [`${docId(1)}@6`],
      'digest',
    ]);
    expect(one.losses).toEqual([]);
  });

  test('RUNG-1 but speaks before the poll is answered, goes on', async () => {
    const opened = openConnection();
    const { follow, network, pass, rungs } = opened;
    follow(1);
    await pass(3_010);
    await network.asked[0]!.say(HELLO);
    expect(network.asked[1]!.isOver).toBe(true);
    await pass(30_000);
    expect([kinds(opened), rungs]).toEqual([['stream', 'short-poll'], []]);
  });

  test.each(['breaks off', 'is never answered', 'is answered by a proxy'])(
    'RUNG-1 where the poll %s there is no network, and the next try is a stream',
    async (how) => {
      const opened = openConnection();
      const { follow, network, pass, rungs } = opened;
      const one = follow(1);
      await pass(3_010);
      if (how === 'breaks off') await network.asked[1]!.breakOff();
      else if (how === 'is answered by a proxy') await network.asked[1]!.page(502);
      else await pass(8_000);
      expect(one.losses).toMatchObject([{ code: 'unreachable' }]);
      expect(network.open).toEqual([]);
      follow(1);
      await pass(10);
      expect([kinds(opened).at(-1), rungs]).toEqual(['stream', []]);
    },
  );

  test('RUNG-1 as long as something arrives, it is not left', async () => {
    const opened = openConnection();
    opened.follow(1);
    await opened.pass(2_900);
    await opened.network.asked[0]!.say(HELLO);
    for (let i = 0; i < 20; i++) {
      await opened.pass(15_000);
      await opened.network.asked[0]!.say(BEAT);
    }
    expect(kinds(opened)).toEqual(['stream']);
  });
});

describe('a stream that is suspected', () => {
  /** Streams that begin, and then say nothing. */
  async function stall(opened: Opened): Promise<void> {
    const one = opened.follow(1);
    await opened.pass(10);
    await waiting(opened).say(HELLO, liveOf(1, 0));
    await opened.pass(38_000);
    expect(one.losses).toHaveLength(1);
    await opened.pass(1_000);
  }

  test('RUNG-2 because two in a row began and fell silent, is left for polls', async () => {
    const opened = openConnection();
    await stall(opened);
    await stall(opened);
    opened.follow(1);
    await opened.pass(10);
    expect(kinds(opened)).toEqual(['stream', 'stream', 'short-poll']);
    await waiting(opened).answer([liveOf(1, 0)]);
    expect(opened.rungs).toEqual(['long-poll']);
  });

  test('RUNG-2 is not where one in between flowed', async () => {
    const opened = openConnection();
    await stall(opened);
    const one = opened.follow(1);
    await opened.pass(10);
    await waiting(opened).say(HELLO);
    await opened.pass(15_000);
    await waiting(opened).say(BEAT);
    await opened.pass(38_000);
    expect(one.losses).toHaveLength(1);
    await opened.pass(1_000);
    opened.follow(1);
    await opened.pass(10);
    expect(kinds(opened)).toEqual(['stream', 'stream', 'stream']);
  });

  test('RUNG-2 where the poll is not answered there is no network, and the next try is a stream', async () => {
    const opened = openConnection();
    await stall(opened);
    await stall(opened);
    opened.follow(1);
    await opened.pass(10);
    await waiting(opened).breakOff();
    await opened.pass(5_000);
    opened.follow(1);
    await opened.pass(10);
    expect(kinds(opened).slice(2)).toEqual(['short-poll', 'stream']);
    expect(opened.rungs).toEqual([]);
  });

  test('RUNG-2 because four in a row were answered by somebody else, is left for polls', async () => {
    const opened = openConnection();
    for (let i = 0; i < 4; i++) {
      opened.follow(1);
      await opened.pass(10);
      await waiting(opened).page(i % 2 === 0 ? 502 : 403);
      await opened.pass(30_000);
    }
    opened.follow(1);
    await opened.pass(10);
    expect(kinds(opened)).toEqual(['stream', 'stream', 'stream', 'stream', 'short-poll']);
    await waiting(opened).answer([liveOf(1, 0)]);
    expect(opened.rungs).toEqual(['long-poll']);
  });
});

describe('polls', () => {
  test('RUNG-1 are held one after the other, each from where the last one came to', async () => {
    const opened = await heldBack();
    await waiting(opened).answer([rowOf(1, 1), liveOf(1, 1)], 'other');
    await opened.pass(25_000);
    await waiting(opened).answer([liveOf(1, 1)]);
    expect(kinds(opened).slice(2)).toEqual(['long-poll', 'long-poll', 'long-poll']);
    expect(waiting(opened).docs).toEqual([`${docId(1)}@1`]);
    expect(opened.network.asked[3]!.query.get('presence')).toBe('other');
    expect(opened.follower.losses).toEqual([]);
  });

  test('TAB-2 of another set begin with one that is not held, before the old one is let go', async () => {
    const opened = await heldBack();
    const held = waiting(opened);
    const two = opened.follow(2);
    await opened.pass(10);
    expect([waiting(opened).kind, waiting(opened).docs.length]).toEqual(['short-poll', 2]);
    expect(held.isOver).toBe(false);
    await waiting(opened).answer([liveOf(1, 0), rowOf(2, 1), liveOf(2, 1)]);
    expect(held.isOver).toBe(true);
    expect(two.heard).toEqual(['1', 'live']);
    // One that nobody follows any more is simply not named the next time.
    two.stop();
    await waiting(opened).answer([rowOf(1, 1), liveOf(1, 1)]);
    expect(waiting(opened).docs).toEqual([`${docId(1)}@1`]);
  });

  test('RUNG-3 that are cut off are held for 25, 10, 5 s, and then not at all', async () => {
    const opened = await heldBack();
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      waits.push(waiting(opened).wait);
      await waiting(opened).page(504);
      expect(waiting(opened).kind).toBe('short-poll');
      await waiting(opened).answer([liveOf(1, 0)]);
    }
    expect(waits).toEqual([25, 10, 5]);
    expect(opened.rungs).toEqual(['long-poll', 'short-poll']);
    expect(opened.follower.losses).toEqual([]);
  });

  test('RUNG-3 that are cut off because there is no network stay as they are', async () => {
    const opened = await heldBack();
    await waiting(opened).breakOff();
    await waiting(opened).breakOff();
    expect(opened.follower.losses).toHaveLength(1);
    opened.follow(1);
    await opened.pass(10);
    await waiting(opened).answer([liveOf(1, 0)]);
    expect(waiting(opened).wait).toBe(25);
  });

  test('RUNG-3 that are answered at once although they asked to be held do not go round and round', async () => {
    const opened = await heldBack();
    for (let i = 0; i < 3; i++) {
      await waiting(opened).answerUnheld([liveOf(1, 0)]);
      await opened.pass(1_000);
    }
    await waiting(opened).answer([liveOf(1, 0)]);
    expect(opened.rungs.at(-1)).toBe('short-poll');
    const { length } = opened.network.asked;
    await opened.pass(900);
    expect(opened.network.asked).toHaveLength(length);
  });

  test('RUNG-3 whose digest is lost on the way do not go round and round either', async () => {
    const opened = await heldBack();
    const people = { name: 'presence', doc: docId(1), all: true, present: [] } as const;
    await waiting(opened).answer([{ ...people, present: [] }, liveOf(1, 0)]);
    const { length } = opened.network.asked;
    await opened.pass(900);
    expect(opened.network.asked).toHaveLength(length);
    await opened.pass(200);
    expect(waiting(opened).kind).toBe('long-poll');
  });

  test('RUNG-4 that may not be held come ever more rarely while all is quiet, and soon after an edit', async () => {
    const opened = await unheld();
    const pauses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const { length } = opened.network.asked;
      const from = opened.clock.now();
      while (opened.network.asked.length === length) await opened.pass(100);
      pauses.push(Math.round((opened.clock.now() - from) / 1_000));
      await waiting(opened).answer([liveOf(1, 0)]);
    }
    expect(pauses.at(-1)).toBe(15);
    expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);

    opened.connection.edited();
    await opened.pass(100);
    await waiting(opened).answer([rowOf(1, 1), liveOf(1, 1)]);
    const { length } = opened.network.asked;
    await opened.pass(900);
    expect(opened.network.asked).toHaveLength(length);
    await opened.pass(200);
    expect(opened.network.asked).toHaveLength(length + 1);
  });

  test('POLL-7 whose answer was full ask on at once', async () => {
    const opened = await unheld();
    const two = opened.follow(2);
    await opened.pass(10);
    await waiting(opened).answer([rowOf(1, 1), liveOf(1, 1)]);
    await opened.pass(1);
    expect(waiting(opened).kind).toBe('short-poll');
    await waiting(opened).answer([rowOf(2, 1), liveOf(2, 1), liveOf(1, 1)]);
    expect(two.heard).toEqual(['1', 'live']);
    expect(opened.network.open).toEqual([]);
  });
});
