import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { OpenBlob } from '../files/blobs.ts';
import type { FileRecord } from '../files/file-records.ts';
import type { Files } from '../files/files.ts';
import { Refusal } from '../room/refusal.ts';
import { writePatiently } from './back-pressure.ts';
import { contentDisposition } from './content-disposition.ts';
import { fileParam, type WeftContext } from './context.ts';
import { rangeOf, type ByteRange } from './range.ts';

const YEAR_S = 365 * 24 * 60 * 60;
/** Read from the disk at a time, and so held in memory for one reader. */
const CHUNK_BYTES = 64 * 1024;

/** Should a browser be made to take a file for a page, that page can do nothing. */
const FILE_POLICY = [
  'sandbox',
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /files/:file`: the bytes of a file, all of them or a range. They never change, so browsers may keep them. */
export function downloadFile(files: Files) {
  return async (c: WeftContext): Promise<Response> => {
    const { outgoing } = c.env;
    // At once, so that refusals have it too.
    outgoing.setHeader('Content-Security-Policy', FILE_POLICY);
    const record = await files.get(fileParam(c)).catch((error: unknown) => {
      throw new Refusal('unavailable', {}, { cause: error });
    });
    if (!record) throw new Refusal('file-unknown');
    c.get('allow')('document.read', record.doc);
    const etag = `"${record.hash}"`;
    const headers = {
      ETag: etag,
      'Cache-Control': `private, max-age=${YEAR_S}, immutable`,
      'Accept-Ranges': 'bytes',
      'Content-Disposition': contentDisposition(record),
    };
    if (isHeld(etag, c.req.header('if-none-match'))) return c.body(null, 304, headers);
    const range = wantedRange(c, record, etag);
    const { from, to } = range ?? { from: 0, to: record.size };
    const blob = await files.open(record);
    try {
      outgoing.writeHead(range ? 206 : 200, {
        ...headers,
        'Content-Type': record.type === 'text/plain' ? 'text/plain; charset=utf-8' : record.type,
        'Content-Length': to - from,
        ...(range && { 'Content-Range': `bytes ${from}-${to - 1}/${record.size}` }),
      });
      if (c.req.method === 'HEAD') outgoing.end();
      else await send(outgoing, blob, { from, to });
    } finally {
      await blob.close();
    }
    return RESPONSE_ALREADY_SENT;
  };
}

/** Throws `Refusal` for a range that is not in the file. */
function wantedRange(c: WeftContext, { size }: FileRecord, etag: string): ByteRange | undefined {
  // What was half fetched before must be of these bytes.
  const ifRange = c.req.header('if-range');
  if (c.req.method === 'HEAD' || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const range = rangeOf(c.req.header('range'), size);
  if (range !== 'unsatisfiable') return range;
  c.env.outgoing.setHeader('Content-Range', `bytes */${size}`);
  throw new Refusal('range-unsatisfiable');
}

async function send(outgoing: ServerResponse, blob: OpenBlob, { from, to }: ByteRange) {
  try {
    for (let at = from; at < to;) {
      const bytes = await blob.read(at, Math.min(CHUNK_BYTES, to - at));
      if (bytes.length === 0) throw new Error('the file is shorter than it was');
      if (!(await writePatiently(outgoing, bytes))) return;
      at += bytes.length;
    }
    outgoing.end();
  } catch {
    // The headers are out: only a broken connection can still say that this is not the whole of it.
    outgoing.destroy();
  }
}

/** Whether `If-None-Match` names the entity. */
function isHeld(etag: string, header = ''): boolean {
  const held = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return held.includes(etag) || held.includes('*');
}
