import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { manualClock } from '@weft/shared/testing/clock';
import { turn } from '../testing/turn.ts';
import { openEventStream } from './event-stream.ts';

/** A connection that takes a piece only when told to. */
function slowConnection() {
  const taken: Buffer[] = [];
  let take: (() => void) | undefined;
  const response = Object.assign(new EventEmitter(), {
    ended: false,
    destroyed: false,
    writableLength: 0,
    writeHead: () => response,
    flushHeaders: () => undefined,
    write(piece: Buffer, done: () => void) {
      taken.push(piece);
      response.writableLength = piece.length;
      take = done;
    },
    end() {
      response.ended = true;
    },
    destroy() {
      response.destroyed = true;
      response.emit('close');
    },
  });
  return {
    response,
    taken,
    /** Takes the piece that is offered; whether there was one. */
    takeOne(): boolean {
      const done = take;
      take = undefined;
      response.writableLength = 0;
      done?.();
      return done !== undefined;
    },
  };
}

async function subject() {
  const clock = manualClock();
  const connection = slowConnection();
  const stream = openEventStream(connection.response as unknown as ServerResponse, {
    clock,
    heartbeatMs: 15_000,
  });
  await turn();
  connection.takeOne();
  return { clock, stream, ...connection };
}

const LARGE = Buffer.alloc(350_000, 'x');

test('DOWN-9 a reader that is slow but takes something is never cut', async () => {
  const { clock, stream, response, taken, takeOne } = await subject();
  stream.write(LARGE);
  await turn();
  let pieces = 0;
  do clock.advance(29_000);
  while (takeOne() && ++pieces < 1_000);
  expect(pieces).toBeGreaterThan(10);
  expect(response.destroyed).toBe(false);
  expect(Buffer.concat(taken.slice(1)).equals(LARGE)).toBe(true);
});

test('DOWN-9 a reader that takes nothing for 30 s is cut, and whoever waits for it hears', async () => {
  const { clock, stream, response } = await subject();
  stream.write(LARGE);
  await turn();
  const drained = stream.drained();
  let left = 0;
  stream.onClose(() => (left += 1));
  clock.advance(29_999);
  expect(response.destroyed).toBe(false);
  clock.advance(1);
  expect(response.destroyed).toBe(true);
  await drained;
  expect(left).toBe(1);
  expect(stream.closed).toBe(true);
});

test('DOWN-9 a reader is not ready from 64 KiB on, and is again once it has taken all', async () => {
  const { stream, takeOne } = await subject();
  expect(stream.ready).toBe(true);
  stream.write(LARGE);
  expect(stream.ready).toBe(false);
  const drained = stream.drained();
  await turn();
  while (takeOne());
  await drained;
  expect(stream.ready).toBe(true);
});

test('DOWN-8 the last event is sent before the end, and nothing after it', async () => {
  const { stream, response, taken, takeOne } = await subject();
  stream.write(Buffer.from('one'));
  stream.end(Buffer.from('bye'));
  stream.write(Buffer.from('late'));
  expect(response.ended).toBe(false);
  while (takeOne());
  expect(response.ended).toBe(true);
  expect(Buffer.concat(taken.slice(1)).toString()).toBe('onebye');
});

test('DOWN-9 what is said in one turn leaves as one write', async () => {
  const { stream, taken } = await subject();
  for (const letter of ['a', 'b', 'c']) stream.write(Buffer.from(letter));
  expect(taken).toHaveLength(1);
  await turn();
  expect(taken.slice(1).map(String)).toEqual(['abc']);
});
