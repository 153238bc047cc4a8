import { randomBytes } from 'node:crypto';
import { parseHead } from './http-message.ts';
import { openSocket } from './socket.ts';
import type { Traffic } from './wire.ts';

const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** A WebSocket for binary messages, without extensions. */
export interface WebSocketClient {
  send(message: Uint8Array): void;
  /** Since the handshake. */
  readonly traffic: Traffic;
  close(): void;
}

export async function openWebSocket(
  { port, path }: { port: number; path: string },
  onMessage: (message: Buffer) => void,
  onClose: () => void,
): Promise<WebSocketClient> {
  const socket = await openSocket(port);
  let rest: Buffer = Buffer.alloc(0);
  let before: Traffic | undefined;
  const key = randomBytes(16).toString('base64');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  const send = (kind: number, message: Uint8Array): void =>
    void socket.write(encodeFrame(kind, message));

  function readFrames(): void {
    for (let frame = decodeFrame(rest); frame; frame = decodeFrame(rest)) {
      rest = rest.subarray(frame.end);
      if (frame.kind === BINARY) onMessage(frame.payload);
      else if (frame.kind === PING) send(PONG, frame.payload);
      else if (frame.kind === CLOSE) socket.destroy();
    }
  }

  await new Promise<void>((resolve, reject) => {
    socket.on('close', () => {
      if (before) onClose();
      else reject(new Error('The server closed the connection.'));
    });
    socket.on('data', (piece: Buffer) => {
      rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      if (!before) {
        const head = parseHead(rest);
        if (!head) return;
        if (head.status !== 101) return void socket.destroy();
        before = { up: socket.bytesWritten, down: head.end };
        rest = rest.subarray(head.end);
        resolve();
        // Whoever waits for the socket is to have it when the first message comes.
        setImmediate(readFrames);
      } else readFrames();
    });
  });
  return {
    send: (message) => send(BINARY, message),
    get traffic() {
      return { up: socket.bytesWritten - before!.up, down: socket.bytesRead - before!.down };
    },
    close: () => void socket.destroy(),
  };
}

/** Masked with zeros, which every server unmasks like any other mask. */
function encodeFrame(kind: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(size + 4 + length);
  frame[0] = 128 | kind;
  if (size === 2) frame[1] = 128 | length;
  else if (size === 4) {
    frame[1] = 128 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 128 | 127;
    frame.writeUIntBE(length, 4, 6);
  }
  frame.set(payload, size + 4);
  return frame;
}

/** `undefined` while it is not complete. Servers do not mask, and these ones do not fragment. */
function decodeFrame(bytes: Buffer): { kind: number; payload: Buffer; end: number } | undefined {
  if (bytes.length < 2) return undefined;
  const kind = bytes[0]! & 15;
  let length = bytes[1]! & 127;
  let start = 2;
  if (length === 126) {
    if (bytes.length < 4) return undefined;
    length = bytes.readUInt16BE(2);
    start = 4;
  } else if (length === 127) {
    if (bytes.length < 10) return undefined;
    length = bytes.readUIntBE(4, 6);
    start = 10;
  }
  const end = start + length;
  return end > bytes.length ? undefined : { kind, payload: bytes.subarray(start, end), end };
}
