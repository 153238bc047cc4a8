import { describe, expect, test } from 'vitest';
import type { Link } from './link.ts';
import { sameSaveState, type SaveState } from './save-state.ts';
import { saveState, type Push, type SyncState } from './state.ts';
import { FILLED, outboxThatIs, stateWith, type Filled } from './testing/states.ts';

const OFF: Partial<SyncState> = { link: { phase: 'off' } };
const OFFLINE: Partial<SyncState> = { link: { phase: 'waiting', attempt: 1, delayMs: undefined } };
const RETRYING: Partial<SyncState> = { push: { phase: 'waiting', attempt: 1, delayMs: undefined } };
const REFUSED: Partial<SyncState> = { push: { phase: 'blocked', why: 'document-full' } };
const FORBIDDEN: Partial<SyncState> = { link: { phase: 'blocked', why: 'forbidden' } };

/** What a person is told. */
function told(filled: Filled, ...changes: Partial<SyncState>[]): string {
  const outbox = outboxThatIs(filled);
  const state = saveState(stateWith(Object.assign({ outbox }, ...changes)));
  return state.kind === 'blocked' ? `blocked: ${state.why}` : state.kind;
}

const PHASES: readonly Link[] = [
  { phase: 'off' },
  { phase: 'opening' },
  { phase: 'catching-up', attempt: 0 },
  { phase: 'following', attempt: 0 },
  { phase: 'live' },
  { phase: 'waiting', attempt: 1, delayMs: undefined },
];

describe('saved', () => {
  test('SAVE-1 when nothing is left to send, connected or not', () => {
    for (const link of PHASES) expect(told('empty', { link })).toBe('saved');
  });

  test('SAVE-1 never while anything waits for its acknowledgement', () => {
    const pushes: Push[] = [{ phase: 'idle' }, { phase: 'sending' }];
    for (const filled of FILLED) {
      if (filled === 'empty') continue;
      for (const link of PHASES) {
        for (const push of pushes) {
          for (const writing of [true, false]) {
            expect(told(filled, { link, push, writing })).not.toBe('saved');
          }
        }
      }
    }
  });

  test('SAVE-1 not before the rows of this device are read: there may be some', () => {
    expect(told('empty', { opened: false })).toBe('sending');
  });

  test('SAVE-1 not while the server may lack what nothing proves it to have', () => {
    expect(told('empty', { reconcile: true })).toBe('sending');
  });
});

describe('saved on this device', () => {
  test.each([OFF, OFFLINE, RETRYING])(
    'SAVE-1 when durable here and not to be sent now: %o',
    (where) => {
      for (const filled of ['staged', 'sealed', 'taken over'] as const) {
        expect(told(filled, where)).toBe('local');
      }
    },
  );

  test.each([OFF, OFFLINE, RETRYING])('SAVE-1 not of what is in memory only: %o', (where) => {
    for (const filled of ['fresh', 'sealed and fresh'] as const) {
      expect(told(filled, where)).toBe('sending');
    }
  });

  test.each([OFF, OFFLINE, RETRYING])(
    'SAVE-1 not before the device has written it: %o',
    (where) => {
      expect(told('staged', where, { writing: true })).toBe('sending');
    },
  );
});

test('SAVE-1 on its way while it is being sent, or about to be', () => {
  for (const filled of ['fresh', 'staged', 'sealed', 'sealed and fresh', 'taken over'] as const) {
    expect(told(filled)).toBe('sending');
    expect(told(filled, { link: { phase: 'catching-up', attempt: 0 } })).toBe('sending');
  }
});

describe('blocked', () => {
  test('SAVE-2 a refused update says why, for as long as it is there', () => {
    expect(told('sealed', REFUSED)).toBe('blocked: document-full');
    expect(told('empty', REFUSED)).toBe('saved');
  });

  test('SAVE-2 a refused document says why, even when nothing waits', () => {
    expect(told('empty', FORBIDDEN)).toBe('blocked: forbidden');
    expect(told('sealed', FORBIDDEN, REFUSED)).toBe('blocked: forbidden');
  });

  test('SAVE-2 a device that keeps nothing is named when the server cannot be reached either', () => {
    const broken = { storageBroken: true };
    for (const where of [OFF, OFFLINE, RETRYING]) {
      expect(told('staged', broken, where)).toBe('blocked: device-storage');
    }
    expect(told('sealed', broken)).toBe('sending');
    expect(told('empty', broken, OFF)).toBe('saved');
  });
});

test('SAVE-1 two states are the same when they say the same to a person', () => {
  const all: SaveState[] = [
    { kind: 'saved' },
    { kind: 'sending' },
    { kind: 'local' },
    { kind: 'blocked', why: 'device-storage' },
    { kind: 'blocked', why: 'forbidden' },
  ];
  all.forEach((a, i) => all.forEach((b, j) => expect(sameSaveState({ ...a }, b)).toBe(i === j)));
});
