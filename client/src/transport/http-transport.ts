import * as v from 'valibot';
import { decodeFrames } from '@weft/shared/codec/frames';
import { parseCursor } from '@weft/shared/protocol/cursor';
import { Appended } from '@weft/shared/protocol/down';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import { MAX_AUTHOR_LENGTH } from '@weft/shared/protocol/limits';
import {
  CURSOR_HEADER,
  FORMAT_HEADER,
  N_HEADER,
  NAME_HEADER,
  presencePath,
  SESSION_HEADER,
  SINCE_HEADER,
  snapshotPath,
  STATE_HEADER,
  UPDATE_TYPE,
  updatesPath,
  VERSION_HEADER,
  WRITER_HEADER,
} from '@weft/shared/protocol/routes';
import { BLOCKS_VERSION, PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import type { Transport } from '../sync/ports.ts';
import { readBody } from './body.ts';
import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { readFailure, UNREACHABLE } from './failure.ts';
import { unpackState } from './packed-state.ts';
import { createHttpConnection, type HttpConnectionOptions } from './http-connection.ts';

export interface HttpTransportOptions extends HttpConnectionOptions {
  readonly format: DocumentFormat;
  /** What the person goes by in the document's history; asked when they write first. */
  readonly author?: (() => string | undefined) | undefined;
  /** Shared with others who follow documents there; by default one of its own. */
  readonly connection?: Connection | undefined;
}

/** Larger updates do not outlive their page on the network, but on this device; two of these do. */
const KEEPALIVE_BYTES = 28 * 1024;

/** Said once: it is the session that has a name. */
const nameHeader = (name = ''): Readonly<Record<string, string>> =>
  name === '' ? {} : { [NAME_HEADER]: encodeURIComponent(name.slice(0, MAX_AUTHOR_LENGTH)) };

/** The wire over `fetch`. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  const { baseUrl = '', format, authorization = () => ({}) } = options;
  const connection = options.connection ?? createHttpConnection(options);
  // Called as a plain function: browsers refuse `fetch` with another `this`.
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));

  const request = (path: string, init: RequestInit): Promise<Response> =>
    send(baseUrl + path, {
      ...init,
      headers: {
        [VERSION_HEADER]: String(PROTOCOL_VERSION),
        [FORMAT_HEADER]: format,
        ...authorization(),
        ...(init.headers as Record<string, string>),
      },
    });

  return {
    append({ doc, session, n, bytes }, outer) {
      connection.edited();
      return withDeadline(outer, bytes.byteLength, async (signal) => {
        const response = await request(updatesPath(doc), {
          method: 'POST',
          headers: {
            'Content-Type': UPDATE_TYPE,
            [SESSION_HEADER]: session,
            [N_HEADER]: String(n),
            ...(n === 1 && nameHeader(options.author?.())),
            ...(format === 'blocks' && { [WRITER_HEADER]: String(BLOCKS_VERSION) }),
          },
          body: bytes as Uint8Array<ArrayBuffer>,
          // It arrives also where the page goes away meanwhile. Browsers let 64 KiB do so at a time.
          keepalive: bytes.byteLength <= KEEPALIVE_BYTES,
          signal,
        });
        if (!response.ok) return readFailure(response);
        const { cursor: text, paceMs } = v.parse(Appended, await response.json());
        const cursor = parseCursor(text);
        return cursor ? ({ ok: true, cursor, paceMs } as const) : UNREACHABLE;
      }).catch(() => UNREACHABLE);
    },
    snapshot(doc, since, outer) {
      return withDeadline(outer, 0, async (signal, heard) => {
        const response = await request(snapshotPath(doc, since), { headers: {}, signal });
        if (!response.ok) return readFailure(response);
        const cursor = parseCursor(response.headers.get(CURSOR_HEADER) ?? '');
        const from = Number(response.headers.get(SINCE_HEADER) ?? Number.NaN);
        const stateText = response.headers.get(STATE_HEADER);
        const stateOffset = stateText === null ? undefined : Number(stateText);
        const frames = decodeFrames(await readBody(response, heard));
        const isWhole =
          Number.isInteger(from) &&
          (frames[0]?.kind === 'packed-state') === (stateOffset !== undefined) &&
          frames.length === expectedFrames(from, stateOffset, cursor?.offset ?? Number.NaN);
        if (!cursor || !isWhole) return UNREACHABLE;
        return {
          ok: true,
          frames: await unpackState(frames),
          cursor,
          since: from,
          stateOffset,
        } as const;
      }).catch(() => UNREACHABLE);
    },
    follow: connection.follow,
    ladder: connection,
    async presence(doc, session, state) {
      await request(presencePath(doc), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', [SESSION_HEADER]: session },
        body: JSON.stringify(state),
        keepalive: true,
      }).catch(() => undefined);
    },
  };
}

/** Frames of a body that was cut at a frame's edge decode well, so they are counted. */
function expectedFrames(since: number, stateOffset: number | undefined, to: number): number {
  return stateOffset === undefined ? to - since : 1 + to - stateOffset;
}
