import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import type { Clock } from '@weft/shared/clock';
import { STREAM_TYPE } from '@weft/shared/protocol/routes';
import { encodeDown } from '../room/message.ts';
import type { Outlet } from '../hub/outlet.ts';

/** Bytes that may wait in one connection before its reader counts as slow. */
const HIGH_WATER_BYTES = 64 * 1024;
/** What is handed to the connection at a time: each piece that it takes is a sign of life. */
const PIECE_BYTES = 16 * 1024;
/** A reader that takes nothing for this long is cut; it resumes from its cursor. */
const WRITE_DEADLINE_MS = 30_000;
/** Enough to fill the buffer of a proxy that passes small answers on only when they end. */
const PADDING = ' '.repeat(2048);

/** One SSE answer, written straight to the Node response: no web stream in between, which would buffer. */
export interface EventStream extends Outlet {
  /** Bytes that the connection has not taken yet. */
  readonly queuedBytes: number;
  /** Writes what may be left out when the reader is slow. */
  writeIfReady(event: Buffer): void;
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
  let queue: Buffer[] = [];
  let queuedBytes = 0;
  /** Bytes that the connection was handed last. */
  let offered = 0;
  let writing = false;
  let isFlushing = false;
  let ending = false;
  let closed = false;
  let stopDeadline = (): void => undefined;

  // A body that ends with its connection needs no chunk around each event.
  response.useChunkedEncodingByDefault = false;
  response.writeHead(200, {
    'Content-Type': `${STREAM_TYPE}; charset=utf-8`,
    'Cache-Control': 'no-store, no-transform',
    // nginx buffers whole answers unless told not to.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const connection = bodyOf(response);
  response.on('error', () => response.destroy());
  response.on('close', () => {
    closed = true;
    queue = [];
    queuedBytes = 0;
    stopDeadline();
    for (const callback of [...drainCallbacks.splice(0), ...closeCallbacks.splice(0)]) callback();
  });

  /** As many waiting events as make a piece, or as much of a large one. */
  function takePiece(): Buffer {
    let size = 0;
    let count = 0;
    while (count < queue.length && size + queue[count]!.length <= PIECE_BYTES) {
      size += queue[count]!.length;
      count += 1;
    }
    if (count === 1) return queue.shift()!;
    if (count > 0) return Buffer.concat(queue.splice(0, count), size);
    const large = queue[0]!;
    queue[0] = large.subarray(PIECE_BYTES);
    return large.subarray(0, PIECE_BYTES);
  }

  /** Hands over one piece, and the next when the connection has taken it. */
  function flush(): void {
    if (writing || closed) return;
    if (queue.length === 0) {
      if (ending) response.end();
      for (const callback of drainCallbacks.splice(0)) callback();
      return;
    }
    writing = true;
    const piece = takePiece();
    offered = piece.length;
    connection.write(piece, taken);
    // Mostly the system has it already, and there is nothing to watch over.
    if (connection.writableLength > 0)
      stopDeadline = clock.after(WRITE_DEADLINE_MS, () => response.destroy());
  }

  function taken(): void {
    stopDeadline();
    writing = false;
    queuedBytes -= offered;
    flush();
  }

  /** What is said in one turn, such as the rows of one commit, leaves as one write: a write costs as much as an event. */
  function flushSoon(): void {
    if (isFlushing || writing) return;
    isFlushing = true;
    process.nextTick(() => {
      isFlushing = false;
      flush();
    });
  }

  const isReady = (): boolean => !closed && !ending && queuedBytes < HIGH_WATER_BYTES;
  const stream: EventStream = {
    get ready() {
      return isReady();
    },
    get closed() {
      return closed || ending;
    },
    get queuedBytes() {
      return queuedBytes;
    },
    write(event) {
      if (closed || ending) return;
      queue.push(event);
      queuedBytes += event.length;
      flushSoon();
    },
    writeIfReady(event) {
      if (isReady()) stream.write(event);
    },
    drained() {
      if (closed || queuedBytes === 0) return Promise.resolve();
      return new Promise((resolve) => drainCallbacks.push(resolve));
    },
    end(last) {
      if (last) stream.write(last);
      ending = true;
      flush();
    },
    onClose(callback) {
      if (closed) callback();
      else closeCallbacks.push(callback);
    },
  };
  stream.write(encodeDown({ name: 'hello', heartbeatMs, padding: PADDING }));
  return stream;
}

/**
 * Where the body goes once the head is out: past the answer, whose own way to write costs as much as the system's. An
 * answer that waits behind another one on its connection keeps what it is given until its turn.
 */
function bodyOf(response: ServerResponse): Writable {
  if ('stream' in response) return response.stream as Writable;
  return response.socket ?? response;
}
