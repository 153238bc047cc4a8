import { readBytes, writeBytes } from './bytes.ts';
import { openHttpClient, sumTraffic, type HttpClient } from './http-client.ts';
import { createSseReader } from './sse.ts';
import { createUplink } from './uplink.ts';
import type { Connection, JoinOptions, Wire } from './wire.ts';

const FROM_THE_START = '-1';

/** y-durable-streams: POST up with a producer's counters, server-sent events down. */
export function createDurableWire(port: number, headers = ''): Wire {
  const pathOf = (doc: string): string => `/v1/yjs/bench/docs/${doc}`;

  async function join(options: JoinOptions): Promise<Connection> {
    const { doc, client, clock = 0, from, onUpdate, onAck, onLost } = options;
    const onFault = options.onFault ?? ((): void => undefined);
    const down = await openHttpClient(port);
    let up: HttpClient | undefined;
    const path = pathOf(doc);
    let position = from ?? FROM_THE_START;
    let sequence = 0;
    // A producer's counters begin anew with each life, so its name must too.
    const producer = `${doc}-${client}-${clock}-${Date.now()}`;

    let isLive = false;
    await new Promise<void>((resolve, reject) => {
      const read = createSseReader((name, data) => {
        if (name === 'data') eachFramed(Buffer.from(data, 'base64'), onUpdate);
        if (name !== 'control') return;
        const control = JSON.parse(data) as { streamNextOffset?: string; upToDate?: boolean };
        position = control.streamNextOffset ?? position;
        if (control.upToDate) resolve();
      });
      const query = `?offset=${encodeURIComponent(position)}&live=sse`;
      const accept = `Accept: text/event-stream\r\n${headers}`;
      const request = { method: 'GET', path: path + query, headers: accept } as const;
      down
        .stream(request, read, () => isLive && onLost?.(undefined))
        .then(({ status }) => {
          if (status !== 200) reject(new Error(`A stream was answered ${status}.`));
        }, reject);
    });

    isLive = true;
    const post = async (update: Uint8Array): Promise<number> => {
      const lines =
        'Content-Type: application/octet-stream\r\n' +
        `Producer-Id: ${producer}\r\nProducer-Epoch: 0\r\nProducer-Seq: ${sequence++}\r\n`;
      const body = writeBytes(update.length + 8)
        .block(update)
        .end();
      up ??= await openHttpClient(port);
      const { status } = await up.ask({ method: 'POST', path, headers: lines + headers, body });
      if (status >= 300) throw new Error(`An append was answered ${status}.`);
      return 0;
    };
    return {
      ...createUplink({ client, clock }, post, onAck, onFault),
      get position() {
        return position;
      },
      get traffic() {
        return sumTraffic([down, up]);
      },
      close() {
        up?.close();
        down.close();
      },
    };
  }

  return {
    async prepare(doc) {
      const http = await openHttpClient(port);
      const lines = 'Content-Type: application/octet-stream\r\n';
      await http.ask({ method: 'PUT', path: pathOf(doc), headers: lines });
      http.close();
    },
    join,
    async load(doc, onUpdate) {
      const http = await openHttpClient(port);
      const get = (offset: string) =>
        http.ask({ method: 'GET', path: `${pathOf(doc)}?offset=${offset}`, headers: '' });
      const found = await get('snapshot');
      let [, offset = FROM_THE_START] =
        /[?&]offset=([^&]*)/.exec(found.headers.get('location') ?? '') ?? [];
      if (offset.endsWith('_snapshot')) {
        const snapshot = await get(offset);
        onUpdate(snapshot.body);
        offset = snapshot.headers.get('stream-next-offset') ?? FROM_THE_START;
      }
      for (;;) {
        const { status, body, headers } = await get(offset);
        if (status !== 200) throw new Error(`A read was answered ${status}.`);
        eachFramed(body, onUpdate);
        offset = headers.get('stream-next-offset') ?? offset;
        if (headers.get('stream-up-to-date') === 'true' || body.length === 0) break;
      }
      const { traffic } = http;
      http.close();
      return traffic;
    },
  };
}

function eachFramed(bytes: Uint8Array, onUpdate: (update: Uint8Array) => void): void {
  const reader = readBytes(bytes);
  while (!reader.done) onUpdate(reader.block());
}
