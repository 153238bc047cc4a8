import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { decodeFrames } from '@weft/shared/codec/frames';
import { mintSessionId } from '@weft/shared/protocol/ids';
import { openHttpClient, sumTraffic, type Answer, type HttpClient } from './http-client.ts';
import { createSseReader } from './sse.ts';
import { createUplink } from './uplink.ts';
import type { Connection, JoinOptions, Wire } from './wire.ts';

const API = '/api/v1';

export interface WeftWireOptions {
  readonly port: number;
  /** Header lines that every request carries besides what the protocol asks for. */
  readonly headers?: string;
  /** Opens a connection that takes requests side by side (HTTP/2); absent for HTTP/1.1. */
  readonly openShared?: () => Promise<HttpClient>;
}

/** POST up, server-sent events down. */
export function createWeftWire({ port, headers = '', openShared }: WeftWireOptions): Wire {
  const open = openShared ?? (() => openHttpClient(port));

  /** The document from `since` on, as binary frames. */
  async function readSnapshot(
    http: HttpClient,
    doc: string,
    onUpdate: (update: Uint8Array) => void,
  ): Promise<string> {
    const path = `${API}/docs/${doc}/snapshot`;
    const answer = expect(await http.ask({ method: 'GET', path, headers }), 200);
    for (const { kind, bytes } of decodeFrames(answer.body))
      onUpdate(kind === 'packed-state' ? gunzipSync(bytes) : bytes);
    return answer.headers.get('weft-cursor') ?? '';
  }

  async function join(options: JoinOptions): Promise<Connection> {
    const { doc, client, clock = 0, onUpdate, onAck, onLost, onFault = ignore } = options;
    const session = mintSessionId((length) => randomBytes(length));
    const down = await open();
    // Who only reads needs no connection to write on.
    let up: HttpClient | undefined = openShared ? down : undefined;
    let cursor = options.from ?? '';
    let n = 0;
    let comeBackAfter: number | undefined;
    let isLive = false;

    const follow = (): Promise<'live' | 'resync'> =>
      new Promise((resolve, reject) => {
        const read = createSseReader((name, data) => {
          if (name === 'live') return resolve('live');
          if (name === 'resync') return resolve('resync');
          if (name === 'gone') return reject(new Error(`A document is gone: ${data}`));
          const event = JSON.parse(data) as {
            cursor?: string;
            updates?: (string | null)[];
            retryMs?: number;
          };
          if (name === 'bye') comeBackAfter = event.retryMs;
          if (name !== 'updates') return;
          cursor = event.cursor ?? cursor;
          for (const update of event.updates ?? [])
            if (update !== null) onUpdate(Buffer.from(update, 'base64'));
        });
        const path = `${API}/updates?session=${session}&doc=${doc}${cursor && `@${cursor}`}`;
        const accept = `Accept: text/event-stream\r\n${headers}`;
        down
          .stream(
            { method: 'GET', path, headers: accept },
            read,
            () => isLive && onLost?.(comeBackAfter),
          )
          .then((head) => {
            if (head.status !== 200) reject(new Error(`A stream was answered ${head.status}.`));
          }, reject);
      });

    if ((await follow()) === 'resync') {
      down.close();
      const http = await open();
      cursor = await readSnapshot(http, doc, onUpdate);
      http.close();
      return join({ ...options, from: cursor });
    }
    isLive = true;
    const post = async (update: Uint8Array): Promise<number> => {
      up ??= await open();
      n += 1;
      const lines = `Content-Type: application/octet-stream\r\nWeft-Session: ${session}\r\nWeft-N: ${n}\r\n`;
      const path = `${API}/docs/${doc}/updates`;
      const question = { method: 'POST', path, headers: lines + headers, body: update } as const;
      const { body } = expect(await up.ask(question), 200);
      return (JSON.parse(body.toString()) as { paceMs?: number }).paceMs ?? 0;
    };
    const uplink = createUplink({ client, clock }, post, onAck, onFault);
    return {
      ...uplink,
      get position() {
        return cursor;
      },
      get traffic() {
        return sumTraffic(up === down ? [down] : [down, up]);
      },
      close() {
        up?.close();
        down.close();
      },
    };
  }

  return {
    async prepare(doc) {
      const http = await open();
      const body = Buffer.from(JSON.stringify({ id: doc, format: 'raw' }));
      const lines = `Content-Type: application/json\r\n${headers}`;
      expect(
        await http.ask({ method: 'POST', path: `${API}/docs`, headers: lines, body }),
        201,
        200,
      );
      http.close();
    },
    join,
    async load(doc, onUpdate) {
      const http = await open();
      await readSnapshot(http, doc, onUpdate);
      const { traffic } = http;
      http.close();
      return traffic;
    },
  };
}

const ignore = (): void => undefined;

function expect(answer: Answer, ...statuses: number[]): Answer {
  if (statuses.includes(answer.status)) return answer;
  throw new Error(`A request was answered ${answer.status}: ${answer.body.toString()}`);
}
