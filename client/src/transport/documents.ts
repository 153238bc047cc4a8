import * as v from 'valibot';
import { DocumentInfo, DocumentList } from '@weft/shared/protocol/down';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import { documentPath, ROUTES, VERSION_HEADER } from '@weft/shared/protocol/routes';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { withDeadline } from './deadline.ts';
import { readFailure } from './failure.ts';

/** A request for documents that did not succeed; `message` is a sentence for people. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly code: ErrorCode | 'unreachable';

  constructor(code: ErrorCode | 'unreachable') {
    super(code === 'unreachable' ? 'The server cannot be reached.' : ERRORS[code].message);
    this.code = code;
  }
}

/** The documents of an installation. Every method rejects with `RequestError` only. */
export interface DocumentsClient {
  /** All of them, newest first. */
  list(): Promise<DocumentInfo[]>;
  /** The same id and format again gives the same document. */
  create(id: DocId, format: DocumentFormat): Promise<DocumentInfo>;
  /** For everybody. */
  remove(id: DocId): Promise<void>;
}

export function createDocumentsClient({
  baseUrl = '',
  fetch: send = (...args: Parameters<typeof fetch>) => fetch(...args),
}: { baseUrl?: string; fetch?: typeof fetch } = {}): DocumentsClient {
  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      [VERSION_HEADER]: String(PROTOCOL_VERSION),
      ...(init.headers as Record<string, string>),
    };
    const never = new AbortController().signal;
    const response = await withDeadline(never, 0, (signal) =>
      send(baseUrl + path, { ...init, headers, signal }),
    ).catch(() => undefined);
    if (!response) throw new RequestError('unreachable');
    if (!response.ok) throw new RequestError((await readFailure(response)).code);
    return response;
  }

  async function read<S extends v.GenericSchema>(
    response: Response,
    schema: S,
  ): Promise<v.InferOutput<S>> {
    const parsed = v.safeParse(schema, await response.json().catch(() => undefined));
    if (!parsed.success) throw new RequestError('unreachable');
    return parsed.output;
  }

  return {
    async list() {
      const all: DocumentInfo[] = [];
      let after: string | undefined;
      do {
        const path = after === undefined ? ROUTES.documents : `${ROUTES.documents}?after=${after}`;
        const { docs, next } = await read(await request(path), DocumentList);
        all.push(...docs);
        after = next;
      } while (after !== undefined);
      return all;
    },
    async create(id, format) {
      const response = await request(ROUTES.documents, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id, format }),
      });
      return read(response, DocumentInfo);
    },
    async remove(id) {
      await request(documentPath(id), { method: 'DELETE' });
    },
  };
}
