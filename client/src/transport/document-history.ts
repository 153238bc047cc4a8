import { decodeFrames } from '@weft/shared/codec/frames';
import {
  RowAuthors,
  VersionList,
  historyAuthorsPath,
  historyPath,
  historyRowsPath,
  versionPath,
} from '@weft/shared/protocol/history';
import type { DocId } from '@weft/shared/protocol/ids';
import { VERSION_HEADER } from '@weft/shared/protocol/routes';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { createAskJson, type JsonRequestOptions } from './ask-json.ts';
import { readBody } from './body.ts';
import { withDeadline } from './deadline.ts';
import { RequestError } from './documents.ts';
import { readFailure } from './failure.ts';

/** The history of documents, over HTTP. Every method rejects with `RequestError` only. */
export interface DocumentHistory {
  versions(doc: DocId, before?: number): Promise<VersionList>;
  authors(doc: DocId): Promise<RowAuthors>;
  /** Rows 1 to `to`, as they were appended. */
  rows(doc: DocId, to: number): Promise<Uint8Array[]>;
  /** Names a version, or takes its name away. */
  call(doc: DocId, offset: number, name: string | undefined): Promise<void>;
}

export function createDocumentHistory(options: JsonRequestOptions = {}): DocumentHistory {
  const {
    baseUrl = '',
    fetch: send = (...args: Parameters<typeof fetch>) => fetch(...args),
    authorization = () => ({}),
  } = options;
  const ask = createAskJson(options);

  async function asked<T>(answer: ReturnType<typeof ask<never>>): Promise<T> {
    const found = await answer;
    if (found.ok) return found.value as T;
    throw new RequestError(found.code);
  }

  /** The body of an answer that is no JSON. */
  async function body(path: string, init: RequestInit = {}): Promise<Uint8Array> {
    const never = new AbortController().signal;
    const answer = await withDeadline(never, 0, async (signal, heard) => {
      const headers = {
        [VERSION_HEADER]: String(PROTOCOL_VERSION),
        ...authorization(),
        ...(init.headers as Record<string, string>),
      };
      const response = await send(baseUrl + path, { ...init, headers, signal });
      return response.ok ? readBody(response, heard) : (await readFailure(response)).code;
    }).catch(() => 'unreachable' as const);
    if (typeof answer === 'string') throw new RequestError(answer);
    return answer;
  }

  return {
    versions: (doc, before) => asked(ask(VersionList, historyPath(doc, before)) as never),
    authors: (doc) => asked(ask(RowAuthors, historyAuthorsPath(doc)) as never),
    async rows(doc, to) {
      const bytes = await body(historyRowsPath(doc, to));
      try {
        const rows = decodeFrames(bytes).map((frame) => frame.bytes);
        if (rows.length === to) return rows;
      } catch {
        // Cut short on its way.
      }
      throw new RequestError('unreachable');
    },
    async call(doc, offset, name) {
      const path = versionPath(doc, offset);
      if (name === undefined) await body(path, { method: 'DELETE' });
      else
        await body(path, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ name }),
        });
    },
  };
}
