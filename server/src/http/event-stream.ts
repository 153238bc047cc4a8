import type { ServerResponse } from 'node:http';
import type { Clock } from '@weft/shared/clock';
import { encodeDown } from '../room/message.ts';
import type { Outlet } from '../room/follower.ts';

/** Bytes that may wait in one connection before its reader counts as slow. */
const HIGH_WATER_BYTES = 64 * 1024;
/** A reader that takes nothing for this long is cut; it resumes from its cursor. */
const WRITE_DEADLINE_MS = 30_000;
/** Enough to fill the buffer of a proxy that passes small answers on only when they end. */
const PADDING = ' '.repeat(2048);

/** One SSE answer, written straight to the Node response: no web stream in between, which would buffer. */
export interface EventStream extends Outlet {
  /** Ends the answer after what was written. */
  end(last?: Buffer): void;
}

/** Sends the headers and `hello` at once. */
export function openEventStream(
  response: ServerResponse,
  { clock, heartbeatMs }: { clock: Clock; heartbeatMs: number },
): EventStream {
  const closeCallbacks: (() => void)[] = [];
  const drainCallbacks: (() => void)[] = [];
  let closed = false;
  let stopDeadline: (() => void) | undefined;

  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // nginx buffers whole answers unless told not to.
    'X-Accel-Buffering': 'no',
  });
  response.socket?.setNoDelay(true);

  const settle = (): void => {
    stopDeadline?.();
    stopDeadline = undefined;
    for (const callback of drainCallbacks.splice(0)) callback();
  };
  response.on('drain', settle);
  response.on('error', () => response.destroy());
  response.on('close', () => {
    closed = true;
    settle();
    for (const callback of closeCallbacks.splice(0)) callback();
  });

  const isReady = (): boolean => !closed && response.writableLength < HIGH_WATER_BYTES;
  const stream: EventStream = {
    get ready() {
      return isReady();
    },
    get closed() {
      return closed;
    },
    write(event) {
      if (closed || response.writableEnded) return;
      const flushed = response.write(event);
      if (!flushed) stopDeadline ??= clock.after(WRITE_DEADLINE_MS, () => response.destroy());
    },
    writeIfReady(event) {
      if (isReady()) stream.write(event);
    },
    drained() {
      if (closed || !response.writableNeedDrain) return Promise.resolve();
      return new Promise((resolve) => drainCallbacks.push(resolve));
    },
    end(last) {
      if (closed) return;
      response.end(last);
      closed = true;
    },
    onClose(callback) {
      if (closed) callback();
      else closeCallbacks.push(callback);
    },
  };
  stream.write(encodeDown({ name: 'hello', heartbeatMs, padding: PADDING }));
  return stream;
}
