import { PassThrough } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { BODY_IDLE_MS, BODY_PIECE_BYTES } from '@weft/shared/protocol/limits';
import { manualClock } from '@weft/shared/testing/clock';
import { turn } from '../testing/turn.ts';
import { arriving } from './arriving.ts';

function subject(headers: Record<string, string> = {}, maxBytes = 1_000_000) {
  const clock = manualClock();
  const body = Object.assign(new PassThrough(), { headers });
  body.on('error', () => undefined);
  const sizes: number[] = [];
  const outcome = (async () => {
    for await (const part of arriving(body as unknown as IncomingMessage, maxBytes, clock))
      sizes.push(part.length);
    return 'whole';
  })().catch((error: { code?: string }) => error.code);
  return {
    clock,
    body,
    outcome,
    sizes,
    async send(bytes: number): Promise<void> {
      body.write(Buffer.alloc(bytes));
      await turn();
    },
  };
}

test('FILE-5 a body that stops arriving is given up, and not a moment sooner', async () => {
  const { clock, outcome, send, sizes } = subject();
  await send(BODY_PIECE_BYTES);
  clock.advance(BODY_IDLE_MS - 1);
  await send(BODY_PIECE_BYTES);
  clock.advance(BODY_IDLE_MS - 1);
  await send(BODY_PIECE_BYTES);
  expect(sizes).toHaveLength(3);
  clock.advance(BODY_IDLE_MS);
  expect(await outcome).toBe('body-stalled');
});

test('FILE-5 a body that comes by drops is given up, too', async () => {
  const { clock, outcome, send } = subject();
  for (let second = 0; second < BODY_IDLE_MS / 1_000; second++) {
    await send(1);
    clock.advance(1_000);
  }
  expect(await outcome).toBe('body-stalled');
});

test('FILE-5 a body that is through leaves no timer behind', async () => {
  const { clock, body, outcome, send } = subject();
  await send(10);
  body.end();
  expect(await outcome).toBe('whole');
  expect(clock.nextTimer()).toBeUndefined();
});

test('FILE-5 exactly the limit is taken, one byte more is not', async () => {
  const exact = subject({}, 100);
  await exact.send(60);
  await exact.send(40);
  exact.body.end();
  expect(await exact.outcome).toBe('whole');
  const more = subject({}, 100);
  await more.send(60);
  await more.send(41);
  expect(await more.outcome).toBe('body-too-large');
  expect(await subject({ 'content-length': '101' }, 100).outcome).toBe('body-too-large');
});

test('FILE-5 FILE-6 a body without a byte is empty, one that breaks off was no request', async () => {
  const empty = subject();
  empty.body.end();
  expect(await empty.outcome).toBe('body-empty');
  const cut = subject();
  await cut.send(10);
  cut.body.destroy(new Error('aborted'));
  expect(await cut.outcome).toBe('request-malformed');
});

test('FILE-12 nothing is asked for before the last part is done with', async () => {
  const body = Object.assign(new PassThrough({ highWaterMark: 10 }), { headers: {} });
  const parts = arriving(body as unknown as IncomingMessage, 1_000, manualClock());
  body.write(Buffer.alloc(10));
  await parts.next();
  expect(body.write(Buffer.alloc(10))).toBe(false);
  await turn();
  expect(body.writableNeedDrain).toBe(true);
  await parts.next();
  await turn();
  expect(body.writableNeedDrain).toBe(false);
});
