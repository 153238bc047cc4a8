import { describe, expect, test } from 'vitest';
import type { Link } from './link.ts';
import { evaluate, isResumable, type Command, type Push, type SyncState } from './state.ts';
import { FILLED, outboxThatIs, stateWith, type Filled } from './testing/states.ts';

const LINKS: readonly Link[] = [
  { phase: 'off' },
  { phase: 'opening' },
  { phase: 'catching-up', attempt: 0 },
  { phase: 'following', attempt: 1 },
  { phase: 'live' },
  { phase: 'waiting', attempt: 2, delayMs: 900 },
  { phase: 'blocked', why: 'forbidden' },
];
const PUSHES: readonly Push[] = [
  { phase: 'idle' },
  { phase: 'sending' },
  { phase: 'waiting', attempt: 3, delayMs: undefined },
  { phase: 'blocked', why: 'document-full' },
];
const FLAGS = ['opened', 'synced', 'reconcile', 'writing', 'storageBroken'] as const;

/** Every combination of link, push, outbox and flags there is. */
const EVERY_STATE: readonly SyncState[] = FILLED.flatMap((filled) => {
  const outbox = outboxThatIs(filled);
  return LINKS.flatMap((link) =>
    PUSHES.flatMap((push) =>
      Array.from({ length: 2 ** FLAGS.length }, (_, bits) => {
        const flags = FLAGS.map((flag, i) => [flag, (bits & (1 << i)) !== 0]);
        return stateWith({ outbox, link, push, ...Object.fromEntries(flags) });
      }),
    ),
  );
});

function inEveryState(check: (state: SyncState, commands: Command[]) => void): void {
  expect(EVERY_STATE).toHaveLength(7 * 4 * 6 * 32);
  for (const state of EVERY_STATE) check(state, evaluate(state));
}

const typesOf = (commands: readonly Command[]): string[] => commands.map(({ type }) => type);
/** What is done for an outbox that is filled so, while live unless said otherwise. */
const done = (filled: Filled, changes: Partial<SyncState> = {}): Command[] =>
  evaluate(stateWith({ outbox: outboxThatIs(filled), ...changes })).slice(1);

describe('in every state', () => {
  test('SYNC-2 nothing is sent or numbered while the device is still writing, unless it cannot keep anything', () => {
    inEveryState((state, commands) => {
      if (!state.writing || state.storageBroken) return;
      expect(typesOf(commands)).not.toContain('send');
      expect(typesOf(commands)).not.toContain('seal');
    });
  });

  test('SYNC-2 what is in memory only goes to the device before anything is sent', () => {
    inEveryState((state, commands) => {
      const expected = state.opened && state.outbox.isVolatile && !state.writing;
      expect(typesOf(commands).includes('stage')).toBe(expected);
      if (expected) expect(commands).toHaveLength(2);
    });
  });

  test('SYNC-2 only a numbered row is sent, and only one at a time', () => {
    inEveryState(({ outbox, push }, commands) => {
      if (!typesOf(commands).includes('send')) return;
      expect(outbox.next).toBeDefined();
      expect(push.phase).toBe('idle');
    });
  });

  test('SYNC-6 nothing is sent before the server was seen whole, or while the two sides are compared', () => {
    inEveryState(({ opened, synced, reconcile, link }, commands) => {
      const unknown = !opened || !synced || reconcile;
      if (!unknown && link.phase !== 'off' && link.phase !== 'blocked') return;
      for (const type of ['send', 'seal', 'wait-to-send']) {
        expect(typesOf(commands)).not.toContain(type);
      }
    });
  });

  test('SYNC-9 exactly one thing is done about the link', () => {
    inEveryState((_, commands) => {
      const link = ['fetch-snapshot', 'follow', 'wait-to-link', 'unlink'];
      expect(commands.filter(({ type }) => link.includes(type))).toHaveLength(1);
      expect(link).toContain(commands.at(0)!.type);
    });
  });

  test('SYNC-9 deciding changes nothing', () => {
    inEveryState((state, commands) => {
      expect(evaluate(state)).toEqual(commands);
    });
  });
});

test.each<[Link, Command]>([
  [{ phase: 'off' }, { type: 'unlink' }],
  [{ phase: 'opening' }, { type: 'unlink' }],
  [{ phase: 'blocked', why: 'forbidden' }, { type: 'unlink' }],
  [{ phase: 'catching-up', attempt: 4 }, { type: 'fetch-snapshot' }],
  [{ phase: 'following', attempt: 4 }, { type: 'follow' }],
  [{ phase: 'live' }, { type: 'follow' }],
  [
    { phase: 'waiting', attempt: 4, delayMs: 700 },
    { type: 'wait-to-link', attempt: 4, delayMs: 700 },
  ],
])('SYNC-9 what is under way follows the phase: %o', (link, command) => {
  expect(evaluate(stateWith({ link }))).toEqual([command]);
});

test('SYNC-2 an edit goes from memory to the device, gets its number, is sent', () => {
  expect(done('empty')).toEqual([]);
  expect(done('fresh')).toEqual([{ type: 'stage' }]);
  expect(done('staged')).toEqual([{ type: 'seal' }]);
  expect(done('sealed')).toEqual([{ type: 'send' }]);
  expect(done('taken over')).toEqual([{ type: 'send' }]);
});

test('SYNC-2 sending goes on while the link waits, and stops while it is off', () => {
  expect(done('sealed', { link: { phase: 'waiting', attempt: 1, delayMs: undefined } })).toEqual([
    { type: 'send' },
  ]);
  expect(done('sealed', { link: { phase: 'off' } })).toEqual([]);
});

test('SYNC-9 after a failure the next try waits', () => {
  const push: Push = { phase: 'waiting', attempt: 2, delayMs: 5_000 };
  expect(done('sealed', { push })).toEqual([{ type: 'wait-to-send', attempt: 2, delayMs: 5_000 }]);
});

test('SYNC-1 off or not, what is typed goes to the device', () => {
  expect(done('fresh', { link: { phase: 'off' }, synced: false })).toEqual([{ type: 'stage' }]);
});

test('SYNC-6 a stream starts only from a cursor that need not be compared', () => {
  expect(isResumable(stateWith({}))).toBe(true);
  expect(isResumable(stateWith({ reconcile: true }))).toBe(false);
  expect(isResumable(stateWith({ cursor: undefined }))).toBe(false);
});
