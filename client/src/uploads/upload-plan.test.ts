import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { mintFileId, type FileId } from '@weft/shared/protocol/ids';
import { BACKOFF_MAX_MS, BACKOFF_MIN_MS } from '@weft/shared/protocol/limits';
import { expect, test } from 'vitest';
import { afterFailure, afterRefusal, nextStep, type Phase } from './upload-plan.ts';

const file = (number: number): FileId =>
  mintFileId((length) => new Uint8Array(length).fill(number));
const waiting = (notBefore: number): Phase => ({ kind: 'waiting', tries: 0, notBefore });
const sending: Phase = { kind: 'sending', tries: 1, fraction: 0.5 };
const chance = { now: 1_000, random: () => 0.5 };

function step(phases: readonly Phase[], now = 10): { send: number[]; wakeAt: number | undefined } {
  const ids = phases.map((_, i) => file(i));
  const { send, wakeAt } = nextStep(
    phases.map((phase, i) => [ids[i]!, phase] as const),
    now,
    2,
  );
  return { send: send.map((id) => ids.indexOf(id)), wakeAt };
}

test('FILE-14 the first that may be sent are, so many at a time', () => {
  expect(step([])).toEqual({ send: [], wakeAt: undefined });
  expect(step([waiting(10), waiting(0), waiting(5)])).toEqual({ send: [0, 1], wakeAt: undefined });
  expect(step([sending, waiting(0), waiting(5)])).toEqual({ send: [1], wakeAt: undefined });
  expect(step([sending, sending, sending, waiting(0)])).toEqual({ send: [], wakeAt: undefined });
});

test('FILE-14 who has to wait holds up nobody, and is asked for again at its time', () => {
  expect(step([waiting(30), waiting(20), waiting(0)])).toEqual({ send: [2], wakeAt: 20 });
  expect(step([waiting(30), waiting(20)], 25)).toEqual({ send: [1], wakeAt: 30 });
});

test('FILE-14 what is elsewhere, refused or done is not sent', () => {
  const others: Phase[] = [
    { kind: 'elsewhere' },
    { kind: 'refused', code: 'forbidden' },
    { kind: 'done', info: undefined },
  ];
  expect(step(others)).toEqual({ send: [], wakeAt: undefined });
});

test('FILE-14 what may pass is tried again after a backoff that grows, and never sooner than the server wishes', () => {
  const failure = { ok: false, code: 'unreachable', retry: 'same' } as const;
  const waits = [1, 2, 3, 20].map((tries) => {
    const phase = afterFailure(failure, tries, chance);
    expect(phase).toMatchObject({ kind: 'waiting', tries });
    return (phase as { notBefore: number }).notBefore - chance.now;
  });
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBeGreaterThanOrEqual(BACKOFF_MIN_MS);
  expect(waits.at(-1)).toBeLessThanOrEqual(BACKOFF_MAX_MS);
  const wished = afterFailure({ ...failure, retryAfterMs: 90_000 }, 1, chance);
  expect(wished).toMatchObject({ notBefore: chance.now + 90_000 });
});

test.each(Object.keys(ERRORS) as ErrorCode[])(
  'FILE-14 FILE-15 %s is waited for or told',
  (code) => {
    const { retry } = ERRORS[code];
    const phase = afterFailure({ ok: false, code, retry }, 1, chance);
    // A page that was made offline is on its way too.
    if (retry === 'same' || code === 'document-unknown') expect(phase.kind).toBe('waiting');
    else expect(phase).toEqual({ kind: 'refused', code });
  },
);

test('FILE-13 FILE-15 a refusal is remembered, unless it is of who asks, or there is nobody left to ask', () => {
  expect(afterRefusal('body-too-large')).toBe('remember');
  expect(afterRefusal('forbidden')).toBe('remember');
  expect(afterRefusal('unauthenticated')).toBe('forget');
  expect(afterRefusal('client-too-old')).toBe('forget');
  expect(afterRefusal('document-deleted')).toBe('drop');
});
