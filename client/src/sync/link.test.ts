import { fc } from '@weft/shared/testing/properties';
import { describe, expect, test } from 'vitest';
import { nextLink, type Link, type LinkContext, type LinkEvent, type LinkPhase } from './link.ts';

const TRUSTED: LinkContext = { opened: true, resumable: true };
const EMPTY: LinkContext = { opened: true, resumable: false };
const UNREAD: LinkContext = { opened: false, resumable: false };

const OFF: Link = { phase: 'off' };
const LIVE: Link = { phase: 'live' };
const BLOCKED: Link = { phase: 'blocked', why: 'forbidden' };
const waiting = (attempt: number, delayMs?: number): Link => ({
  phase: 'waiting',
  attempt,
  delayMs,
});

const delay = fc.option(fc.nat(60_000), { nil: undefined });
const events: fc.Arbitrary<LinkEvent> = fc.oneof(
  ...(
    ['connect', 'disconnect', 'opened', 'snapshot', 'caught-up', 'resync', 'wake', 'rest'] as const
  ).map((type) => fc.constant({ type })),
  fc.record({ type: fc.constant('lost' as const), delayMs: delay }),
  fc.record({
    type: fc.constant('refused' as const),
    why: fc.constantFrom('forbidden' as const, 'document-deleted' as const),
  }),
);
const steps = fc.array(
  fc.record({
    event: events,
    context: fc.record({ opened: fc.boolean(), resumable: fc.boolean() }),
  }),
  { maxLength: 80, size: 'max' },
);

/** Shows every step of many random lives to `check`, which keeps what it likes of earlier ones. */
function forEveryLife(
  check: () => (step: {
    before: Link;
    event: LinkEvent;
    context: LinkContext;
    after: Link;
  }) => void,
): void {
  fc.assert(
    fc.property(steps, (life) => {
      const see = check();
      let before: Link = OFF;
      for (const { event, context } of life) {
        const after = nextLink(before, event, context);
        see({ before, event, context, after });
        before = after;
      }
    }),
    { numRuns: 400 },
  );
}

describe('whatever happens in whatever order', () => {
  test('SYNC-9 every phase answers every event, and every phase is reached', () => {
    const seen = new Set<string>();
    forEveryLife(() => ({ before, event, after }) => {
      seen.add(`${before.phase} ${event.type}`);
      expect(after.phase).toBeTypeOf('string');
    });
    // 8 phases, 10 events.
    expect(seen.size).toBe(80);
  });

  test('SYNC-9 only the caller switches the link on, and always can switch it off', () => {
    forEveryLife(() => ({ before, event, after }) => {
      if (event.type === 'disconnect') expect(after).toEqual(OFF);
      else if (before.phase === 'off' && event.type !== 'connect') expect(after).toEqual(OFF);
      else expect(after).not.toEqual(OFF);
    });
  });

  test('SYNC-9 a refusal stands, with its first reason, until the caller asks again', () => {
    forEveryLife(() => ({ before, event, after }) => {
      if (before.phase !== 'blocked') return;
      if (event.type === 'connect' || event.type === 'disconnect') {
        expect(after.phase).not.toBe('blocked');
      } else expect(after).toBe(before);
    });
  });

  test('SYNC-9 attempts count the failures in a row, and being live ends the row', () => {
    forEveryLife(() => {
      let failures = 0;
      return ({ before, after }) => {
        if (after.phase === 'waiting' && before.phase !== 'waiting') failures += 1;
        if (['off', 'opening', 'blocked', 'live', 'resting'].includes(after.phase)) failures = 0;
        if ('attempt' in after) expect(after.attempt).toBe(failures);
      };
    });
  });

  test('SYNC-9 nothing is asked of the server before the rows of this device are read', () => {
    forEveryLife(() => ({ before, context, after }) => {
      if (before.phase !== 'off' && before.phase !== 'blocked') return;
      if (!context.opened) expect(['off', 'opening', 'blocked']).toContain(after.phase);
    });
  });

  test('SYNC-9 a stream is begun without a snapshot only from a position that is trusted', () => {
    forEveryLife(() => ({ before, event, context, after }) => {
      if (after.phase !== 'following' || before.phase === 'following') return;
      expect(event.type === 'snapshot' || context.resumable).toBe(true);
    });
  });

  test('SYNC-9 live is reached only from a stream that has sent everything', () => {
    forEveryLife(() => ({ before, event, after }) => {
      if (after.phase !== 'live' || before.phase === 'live') return;
      expect([before.phase, event.type]).toEqual(['following', 'caught-up']);
    });
  });
});

/** The way through `events`, as the phases after each. */
function walk(from: Link, context: LinkContext, ...types: LinkEvent[]): Link[] {
  let link = from;
  return types.map((event) => (link = nextLink(link, event, context)));
}

const phases = (links: readonly Link[]): LinkPhase[] => links.map(({ phase }) => phase);

test('SYNC-9 the first visit goes through a snapshot to a stream to live', () => {
  const way = walk(
    nextLink(OFF, { type: 'connect' }, UNREAD),
    EMPTY,
    { type: 'opened' },
    { type: 'snapshot' },
    { type: 'caught-up' },
  );
  expect(phases(way)).toEqual(['catching-up', 'following', 'live']);
});

test('SYNC-9 coming back with a position skips the snapshot', () => {
  expect(phases(walk(OFF, TRUSTED, { type: 'connect' }, { type: 'caught-up' }))).toEqual([
    'following',
    'live',
  ]);
});

test('SYNC-9 a broken stream waits and goes on from its position', () => {
  const way = walk(LIVE, TRUSTED, { type: 'lost', delayMs: 700 }, { type: 'wake' });
  expect(way).toEqual([waiting(1, 700), { phase: 'following', attempt: 1 }]);
});

test('SYNC-9 a position lost while waiting leads to a snapshot', () => {
  expect(nextLink(waiting(3), { type: 'wake' }, EMPTY)).toEqual({
    phase: 'catching-up',
    attempt: 3,
  });
});

test('SYNC-9 the caller connecting ends a wait, and does not start the count again', () => {
  expect(nextLink(waiting(4, 9_000), { type: 'connect' }, TRUSTED)).toEqual({
    phase: 'following',
    attempt: 4,
  });
});

test('SYNC-9 failures before the stream was live add up', () => {
  const way = walk(
    { phase: 'following', attempt: 2 },
    TRUSTED,
    { type: 'lost' },
    { type: 'wake' },
    { type: 'lost' },
  );
  expect(way.at(-1)).toEqual(waiting(4));
});

test('SYNC-9 a stream that cannot be continued is replaced by a snapshot at once', () => {
  expect(nextLink(LIVE, { type: 'resync' }, EMPTY)).toEqual({ phase: 'catching-up', attempt: 0 });
  expect(nextLink({ phase: 'following', attempt: 5 }, { type: 'resync' }, EMPTY)).toEqual({
    phase: 'catching-up',
    attempt: 5,
  });
});

test('SYNC-9 a refusal while anything is under way says why', () => {
  for (const link of [LIVE, waiting(2), { phase: 'catching-up', attempt: 0 } as const]) {
    expect(nextLink(link, { type: 'refused', why: 'document-deleted' }, TRUSTED)).toEqual({
      phase: 'blocked',
      why: 'document-deleted',
    });
  }
});

test('SYNC-9 the caller can try again after a refusal, from the position that was kept', () => {
  expect(nextLink(BLOCKED, { type: 'connect' }, TRUSTED)).toEqual({
    phase: 'following',
    attempt: 0,
  });
});

test('SYNC-9 a stream that cannot be continued right after a snapshot is not tried again at once', () => {
  const way = walk(
    { phase: 'catching-up', attempt: 0 },
    EMPTY,
    { type: 'snapshot' },
    { type: 'resync' },
    { type: 'wake' },
  );
  expect(phases(way)).toEqual(['following', 'waiting', 'catching-up']);
});
