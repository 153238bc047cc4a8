import { expect, test } from 'vitest';
import { POLL_LEASE_MS, PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { sessionIdOf } from '../testing/numbered-ids.ts';
import { turn } from '../testing/turn.ts';
import { openPoll, type PollAnswer } from './poll.ts';
import { doc, followedRooms } from './testing/followed-rooms.ts';

const [me, ann] = [sessionIdOf(1), sessionIdOf(2)];

/** Polls of one document over a manual clock; all of them know of each other's rows and people. */
async function subject() {
  const rooms = await followedRooms(createMemoryLog());
  const { presence, clock, append } = rooms;
  const known = { digest: undefined as string | undefined, cursor: undefined as never };

  function ask(waitMs: number, digest = known.digest) {
    const poll = openPoll(rooms, {
      wanted: [{ doc, cursor: known.cursor }],
      sessions: new Set([me]),
      presence: digest,
    });
    const asked = { poll, answer: undefined as PollAnswer | undefined, answers: 0 };
    void poll.answer(waitMs).then((answer) => {
      asked.answer = answer;
      asked.answers += 1;
    });
    return asked;
  }
  return {
    presence,
    clock,
    ask,
    async append(...args: Parameters<typeof append>) {
      const cursor = await append(...args);
      await settle();
      return cursor;
    },
    post: (session: typeof me, at: number) =>
      presence.post(doc, session, LOCAL_PRINCIPAL, {
        client: session === me ? 1 : 2,
        clock: at,
        state: { at },
      }),
    /** A poll that waits, by somebody who knows all there is. */
    async held() {
      const first = ask(0);
      await settle();
      known.digest = first.answer!.presence;
      const cursor = first.answer!.events.findLast(({ name }) => name === 'live');
      if (cursor?.name === 'live') {
        const [epoch, offset, tag] = cursor.cursor.split('.');
        known.cursor = { epoch, offset: Number(offset), tag } as never;
      }
      const asked = ask(25_000);
      await settle();
      expect(asked.answer).toBeUndefined();
      return asked;
    },
    async advance(ms: number) {
      clock.advance(ms);
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await turn();
}

test('POLL-3 rows that come together are answered together, soon', async () => {
  const { held, append, advance } = await subject();
  const poll = await held();
  for (const text of ['a', 'b', 'c']) await append(undefined, text);
  expect(poll.answer).toBeUndefined();
  await advance(50);
  const [rows] = poll.answer!.events;
  expect(rows).toMatchObject({ name: 'updates', updates: [{}, {}, {}] });
});

test('POLL-3 a row that comes while documents are being read is not missed', async () => {
  const { ask, held, append, advance } = await subject();
  const left = await held();
  left.poll.end();
  await advance(0);
  const poll = ask(25_000);
  const appended = append(undefined, 'a');
  await appended;
  await advance(50);
  expect(poll.answer!.events.map(({ name }) => name)).toEqual(['updates', 'live']);
});

test('POLL-4 presence alone wakes nobody before 300 ms, and one’s own nobody at all', async () => {
  const { held, post, advance } = await subject();
  const poll = await held();
  post(me, 1);
  await advance(1_000);
  expect(poll.answer).toBeUndefined();
  post(ann, 1);
  // It is told 40 ms after it was posted.
  await advance(40 + 299);
  expect(poll.answer).toBeUndefined();
  await advance(1);
  expect(poll.answer!.events).toMatchObject([
    { name: 'presence', all: true, present: [{ session: me }, { session: ann }] },
    { name: 'live' },
  ]);
});

test('POLL-4 rows take the presence that waits along, and do not wait for it', async () => {
  const { held, post, append, advance } = await subject();
  const poll = await held();
  post(ann, 1);
  await advance(100);
  await append(undefined, 'a');
  await advance(50);
  expect(poll.answer!.events.map(({ name }) => name)).toEqual(['presence', 'updates', 'live']);
});

test('POLL-3 after its time a poll says that nothing happened, once', async () => {
  const { held, advance } = await subject();
  const poll = await held();
  await advance(24_999);
  expect(poll.answer).toBeUndefined();
  await advance(1);
  expect(poll.answer!.events.map(({ name }) => name)).toEqual(['live']);
  poll.poll.end();
  await advance(60_000);
  expect(poll.answers).toBe(1);
});

test('POLL-5 presence outlives a poll by 25 s, also where a stream ends after it', async () => {
  const { held, presence, post, advance } = await subject();
  const poll = await held();
  post(me, 1);
  await advance(1_000);
  presence.hold(doc, me);
  poll.poll.end();
  await advance(0);
  await advance(1_000);
  presence.release(doc, me);
  await advance(POLL_LEASE_MS - 1_001);
  expect(presence.present(doc)).toHaveLength(1);
  await advance(1);
  expect(presence.present(doc)).toEqual([]);
  expect(POLL_LEASE_MS).toBeGreaterThan(PRESENCE_LEASE_MS);
});

test('POLL-6 a poll whose caller goes leaves nobody who listens', async () => {
  const { held, clock, append, advance } = await subject();
  const poll = await held();
  poll.poll.end();
  await advance(0);
  expect(poll.answers).toBe(1);
  const before = clock.nextTimer();
  await append(undefined, 'a');
  expect(clock.nextTimer()).toBe(before);
});
