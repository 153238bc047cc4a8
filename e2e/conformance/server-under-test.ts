import { gunzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { expect, inject } from 'vitest';
import { decodeFrames, type Frame } from '@weft/shared/codec/frames';
import { parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import { mintDocId, mintSessionId, type DocId, type SessionId } from '@weft/shared/protocol/ids';
import {
  N_HEADER,
  presencePath,
  ROUTES,
  SESSION_HEADER,
  snapshotPath,
  UPDATE_TYPE,
  updatesPath,
} from '@weft/shared/protocol/routes';

/** Where the server under test answers. All that the suite knows of it. */
export const base = new URL(inject('weftUrl'));
const { request, Agent } = base.protocol === 'https:' ? https : http;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** Under TLS the name of the certificate, whichever `Host` a test asks for. */
const tls = { servername: isIP(base.hostname.replace(/[[\]]/g, '')) ? '' : base.hostname };

export interface Request {
  readonly method?: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request written in Node's `http`, because `fetch` may set neither `Host` nor `Origin`. */
export function open(
  { method = 'GET', path, headers = {} }: Request,
  more: http.RequestOptions = {},
): http.ClientRequest {
  const { hostname, host, port } = base;
  return request({
    agent,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    method,
    path,
    headers: { Host: host, ...headers },
    ...tls,
    ...more,
  });
}

/** Sends the request and resolves with the whole answer, whatever its status. */
export function send(wanted: Request): Promise<Answer> {
  const outgoing = open(wanted);
  const answer = answerOf(outgoing);
  outgoing.end(wanted.body);
  return answer;
}

/** The answer of a request that is being written; one that comes early counts, the write's error does not. */
export function answerOf(outgoing: http.ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const { statusCode = 0, headers } = incoming;
        resolve({ status: statusCode, headers, body: Buffer.concat(parts) });
      });
    });
  });
}

/** The body of an answer as JSON. */
export const jsonOf = (answer: Answer): unknown => JSON.parse(answer.body.toString());

/** An id that no other test uses. */
export const newDoc = (): DocId => mintDocId(randomBytes);
export const newSession = (): SessionId => mintSessionId(randomBytes);

/** `POST` of a JSON body. */
export function postJson(path: string, body: unknown, headers: Record<string, string> = {}) {
  return send({
    method: 'POST',
    path,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Makes a document of its own for a test. */
export async function createDocument(format: DocumentFormat = 'raw'): Promise<DocId> {
  const id = newDoc();
  expect((await postJson(ROUTES.documents, { id, format })).status).toBe(201);
  return id;
}

export interface Author {
  readonly session: SessionId;
  readonly n: number;
}

/** The headers that make an append exactly-once. */
export const authorHeaders = ({ session, n }: Author): Record<string, string> => ({
  [SESSION_HEADER]: session,
  [N_HEADER]: String(n),
});

/** Posts one update and resolves with the answer, whatever it is. */
export function post(doc: DocId, body: Uint8Array, headers: Record<string, string> = {}) {
  return send({
    method: 'POST',
    path: updatesPath(doc),
    headers: { 'Content-Type': UPDATE_TYPE, ...headers },
    body,
  });
}

/** Posts one update that must be accepted; resolves with the cursor text. */
export async function append(doc: DocId, bytes: Uint8Array, author?: Author): Promise<string> {
  const answer = await post(doc, bytes, author && authorHeaders(author));
  expect(answer.body.toString()).toMatch(/^\{"cursor":/);
  expect(answer.status).toBe(200);
  return (jsonOf(answer) as { cursor: string }).cursor;
}

/** Posts a presence body as a session, and resolves with the answer, whatever it is. */
export function postPresence(doc: DocId, session: SessionId, body: unknown): Promise<Answer> {
  return postJson(presencePath(doc), body, { [SESSION_HEADER]: session });
}

export interface Snapshot {
  /** After the last frame. */
  readonly cursor: string;
  /** Offset that the frames follow. */
  readonly since: number;
  readonly etag: string;
  readonly frames: Frame[];
  readonly body: Buffer;
}

/** Fetches a snapshot that must be there. */
export async function snapshot(doc: DocId, since?: string): Promise<Snapshot> {
  const answer = await send({
    path: snapshotPath(doc, since === undefined ? undefined : cursor(since)),
  });
  expect(answer.status).toBe(200);
  const { headers, body } = answer;
  return {
    cursor: String(headers['weft-cursor']),
    since: Number(headers['weft-since']),
    etag: String(headers['etag']),
    frames: decodeFrames(body).map(unpacked),
    body,
  };
}

function unpacked(frame: Frame): Frame {
  return frame.kind === 'packed-state' ? { kind: 'state', bytes: gunzipSync(frame.bytes) } : frame;
}

/** A cursor's text in its parts. */
export function cursor(text: string): Cursor {
  const parsed = parseCursor(text);
  if (!parsed) throw new Error(`"${text}" is not a cursor`);
  return parsed;
}
