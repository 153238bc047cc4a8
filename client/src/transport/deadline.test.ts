import { REQUEST_TIMEOUT_MS } from '@weft/shared/protocol/limits';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { withDeadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
});

const forEver = new Promise<never>(() => undefined);
const unaborted = (): AbortSignal => new AbortController().signal;

/** Work that never ends and pays no heed to its signal; `state` tells how it stands. */
function start(outer = unaborted(), uploadBytes = 0) {
  const started = { state: 'waiting', heard: (): void => undefined, signal: unaborted() };
  const end = withDeadline(outer, uploadBytes, (signal, heard) => {
    Object.assign(started, { heard, signal });
    return forEver;
  });
  end.catch(() => (started.state = 'given up'));
  return started;
}

test('SYNC-9 SYNC-11 a request of which nothing is heard is given up after 30 s', async () => {
  const started = start();
  await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS - 1);
  expect([started.state, started.signal.aborted]).toEqual(['waiting', false]);
  await vi.advanceTimersByTimeAsync(1);
  expect([started.state, started.signal.aborted]).toEqual(['given up', true]);
});

test('SYNC-9 SYNC-11 a request is given its time anew by whatever is heard of it', async () => {
  const started = start();
  for (let i = 0; i < 5; i++) {
    await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS - 1);
    started.heard();
  }
  await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS - 1);
  expect(started.state).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(started.state).toBe('given up');
});

test('SYNC-9 SYNC-11 an upload has the time on top that it takes at 16 KiB/s', async () => {
  const started = start(unaborted(), 160 * 1024);
  await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS + 10_000 - 1);
  expect(started.state).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(started.state).toBe('given up');
});

test('SYNC-9 SYNC-11 a request that is aborted ends at once, before or while it is under way', async () => {
  const early = start(AbortSignal.abort());
  const abort = new AbortController();
  const late = start(abort.signal);
  abort.abort();
  await vi.advanceTimersByTimeAsync(0);
  for (const { state, signal } of [early, late]) {
    expect([state, signal.aborted]).toEqual(['given up', true]);
  }
});

test('SYNC-9 SYNC-11 a request that is over leaves no timer behind, however it ended', async () => {
  await withDeadline(unaborted(), 0, () => Promise.resolve());
  await withDeadline(unaborted(), 0, () => Promise.reject(new Error('no'))).catch(() => undefined);
  const aborted = start(AbortSignal.abort());
  await vi.advanceTimersByTimeAsync(0);
  aborted.heard();
  expect(vi.getTimerCount()).toBe(0);
});
