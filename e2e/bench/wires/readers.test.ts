import { expect, test } from 'vitest';
import { createChunkReader, parseHead } from './http-message.ts';
import { createSseReader } from './sse.ts';

const EVENTS = [
  'event: hello\ndata: {"heartbeatMs":15000}\n\n',
  'id: a.1.b\nevent: updates\ndata: {"updates":["AAA="]}\n\n',
  'event:control\ndata:{"upToDate":true}\n\n',
].join('');
const CHUNKED = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n` +
    `${EVENTS.match(/[^]{1,17}/g)!
      .map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`)
      .join('')}0\r\n\r\n`,
);

test('BENCH-6 a stream reads the same however its bytes are cut', () => {
  const head = parseHead(CHUNKED)!;
  expect(head.status).toBe(200);
  expect(head.headers.get('content-type')).toBe('text/event-stream');
  expect(parseHead(CHUNKED.subarray(0, 20))).toBeUndefined();
  const body = CHUNKED.subarray(head.end);
  for (const size of [1, 2, 3, 5, 8, 13, 64, body.length]) {
    const heard: string[] = [];
    let ended = 0;
    const unchunk = createChunkReader(
      createSseReader((name, data) => heard.push(`${name} ${data}`)),
      () => (ended += 1),
    );
    for (let at = 0; at < body.length; at += size) unchunk(body.subarray(at, at + size));
    expect(heard).toEqual([
      'hello {"heartbeatMs":15000}',
      'updates {"updates":["AAA="]}',
      'control {"upToDate":true}',
    ]);
    expect(ended).toBeGreaterThan(0);
  }
});
