import { encodePoll, type Polled } from '@weft/shared/codec/poll';
import { encodeEvent } from '@weft/shared/codec/sse';
import type { Down } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { SendRequest } from '../carrier.ts';

/** A request that waits for the test to answer it. */
export interface AskedRequest {
  readonly kind: 'stream' | 'long-poll' | 'short-poll';
  readonly query: URLSearchParams;
  /** How long it asks to be held, seconds. */
  readonly wait: number;
  /** Documents and the offsets they go on from, as `doc@offset`. */
  readonly docs: readonly string[];
  /** Whether the client has ended it. */
  readonly isOver: boolean;
  /** As a stream: begins with the first call. */
  say(...events: Down[]): Promise<void>;
  /** As a stream, said something: the connection breaks. As anything else: no answer. */
  breakOff(): Promise<void>;
  /** As a poll. */
  answer(events: readonly Polled[], presence?: string): Promise<void>;
  /** As a poll that asked to be held, by somebody who does not know what that is. */
  answerUnheld(events: readonly Polled[]): Promise<void>;
  /** Something that is no answer. */
  garble(): Promise<void>;
  /** A page of somebody in between. */
  page(status: number): Promise<void>;
  /** A refusal of the server's own. */
  refuse(status: number, code: ErrorCode, retryAfterS?: number): Promise<void>;
}

/** A network whose far end is the test: everything asked of it, in order. */
export interface ScriptedNetwork {
  readonly send: SendRequest;
  readonly asked: readonly AskedRequest[];
  /** Those that are not over. */
  readonly open: readonly AskedRequest[];
}

/** Lets everything that needs no time happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

export function createScriptedNetwork(): ScriptedNetwork {
  const asked: AskedRequest[] = [];

  function ask(
    path: string,
    init: RequestInit,
    respond: (response: Response) => void,
    fail: (error: Error) => void,
  ) {
    const headers = init.headers as Record<string, string>;
    const wait = Number(/wait=(\d+)/.exec(headers['Prefer'] ?? '')?.[1] ?? 0);
    const query = new URL(path, 'http://server').searchParams;
    const signal = init.signal!;
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    let isOver = false;
    const end = (): void => void (isOver = true);
    signal.addEventListener('abort', () => {
      end();
      fail(new Error('aborted'));
      stream?.error(new Error('aborted'));
      stream = undefined;
    });
    const request: AskedRequest = {
      kind:
        headers['Accept'] === 'text/event-stream'
          ? 'stream'
          : wait > 0
            ? 'long-poll'
            : 'short-poll',
      query,
      wait,
      docs: query.getAll('doc').map((doc) => doc.replace(/@[^.]*\.(\d+)\..*$/, '@$1')),
      get isOver() {
        return isOver;
      },
      say(...events) {
        if (isOver) throw new Error('the client has ended this stream');
        if (!stream) {
          const body = new ReadableStream<Uint8Array>({
            start: (controller) => void (stream = controller),
          });
          respond(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }));
        }
        stream!.enqueue(
          new TextEncoder().encode(events.map((event) => encodeEvent(event)).join('')),
        );
        return settled();
      },
      breakOff() {
        end();
        fail(new Error('broken'));
        stream?.error(new Error('broken'));
        stream = undefined;
        return settled();
      },
      answer(events, presence = 'nobody') {
        end();
        const held = wait > 0 ? { 'Preference-Applied': `wait=${wait}` } : {};
        respond(
          new Response(encodePoll(events) as Uint8Array<ArrayBuffer>, {
            headers: { 'Weft-Presence': presence, ...held },
          }),
        );
        return settled();
      },
      answerUnheld(events) {
        end();
        respond(new Response(encodePoll(events) as Uint8Array<ArrayBuffer>));
        return settled();
      },
      garble() {
        end();
        respond(new Response('no frames'));
        return settled();
      },
      page(status) {
        end();
        const text = status === 204 ? null : '<html>';
        respond(new Response(text, { status, headers: { 'Content-Type': 'text/html' } }));
        return settled();
      },
      refuse(status, code, retryAfterS = 0) {
        end();
        const headers = { 'Retry-After': String(retryAfterS) };
        respond(Response.json({ code }, { status, headers }));
        return settled();
      },
    };
    asked.push(request);
  }

  return {
    send: (path, init) => new Promise((respond, fail) => ask(path, init, respond, fail)),
    asked,
    get open() {
      return asked.filter(({ isOver }) => !isOver);
    },
  };
}
