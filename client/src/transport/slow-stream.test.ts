import { encodeEvent } from '@weft/shared/codec/sse';
import { formatCursor } from '@weft/shared/protocol/cursor';
import { WATCHDOG_MS } from '@weft/shared/protocol/limits';
import { manualClock } from '@weft/shared/testing/clock';
import { seededRandom } from '@weft/shared/testing/random';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createMemoryLocks } from '../outbox/memory-locks.ts';
import { createMemoryOutbox } from '../outbox/memory-outbox.ts';
import { createProvider } from '../sync/provider.ts';
import { docId } from '../sync/testing/ids.ts';
import { cursorAt, settled } from '../sync/testing/scripted-provider.ts';
import { createHttpTransport } from './http-transport.ts';

const HEADERS = { 'Weft-Cursor': formatCursor(cursorAt(0)), 'Weft-Since': '0' };

async function settledAll(): Promise<void> {
  for (let i = 0; i < 20; i++) await settled();
}

/** A provider whose empty document is followed on a stream that says only what the test says. */
async function followSlowly() {
  const clock = manualClock(1_800_000_000_000);
  const random = seededRandom(1);
  let body!: ReadableStreamDefaultController<Uint8Array>;
  /** How often the reader has asked for a piece: once more than it has taken. */
  let asked = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => void (body = controller),
      pull: () => void (asked += 1),
    },
    { highWaterMark: 0 },
  );
  const transport = createHttpTransport({
    format: 'raw',
    fetch: (url) =>
      Promise.resolve(
        (url as string).includes('/snapshot')
          ? new Response(null, { headers: HEADERS })
          : new Response(stream),
      ),
  });
  const provider = createProvider(docId(1), new Y.Doc(), {
    transport,
    store: createMemoryOutbox(),
    locks: createMemoryLocks(),
    clock,
    random: () => random.next(),
    randomBytes: (length) => random.bytes(length),
    onReturn: () => () => undefined,
  });
  onTestFinished(() => provider.destroy());
  provider.connect();
  await settledAll();
  return {
    provider,
    clock,
    /** Resolves once the piece was taken, however long that takes on a busy machine. */
    async say(piece: Uint8Array) {
      const before = asked;
      body.enqueue(piece);
      await vi.waitFor(() => expect(asked).toBeGreaterThan(before));
      await settledAll();
    },
  };
}

test('SYNC-9 a large event that comes slowly is not silence, and silence in the middle of it is', async () => {
  const { provider, clock, say } = await followSlowly();
  expect(provider.link).toBe('following');
  const event = encodeEvent({ name: 'hello', heartbeatMs: 15_000, padding: ' '.repeat(100) });
  const bytes = new TextEncoder().encode(event);
  for (let at = 0; at < 40; at += 10) {
    clock.advance(WATCHDOG_MS - 1);
    await say(bytes.slice(at, at + 10));
    expect(provider.link).toBe('following');
  }
  clock.advance(WATCHDOG_MS - 1);
  expect(provider.link).toBe('following');
  clock.advance(1);
  expect(provider.link).toBe('waiting');
});
