import * as v from 'valibot';
import { FileInfo } from '@weft/shared/protocol/down';
import { filePath, uploadPath, VERSION_HEADER } from '@weft/shared/protocol/routes';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import type { Failure } from '../sync/ports.ts';
import type { FileUploader, Upload, Uploaded } from '../uploads/ports.ts';
import { withDeadline } from './deadline.ts';
import { readFailure, UNREACHABLE } from './failure.ts';

export interface FilesClientOptions {
  /** Where the server is; empty for the origin of the page. */
  readonly baseUrl?: string | undefined;
  /** Asked anew for each request, for tokens expire: headers that say who we are. */
  readonly authorization?: (() => Readonly<Record<string, string>>) | undefined;
  readonly createRequest?: (() => XMLHttpRequest) | undefined;
}

/**
 * Files over `XMLHttpRequest`, because `fetch` does not tell how much of a body is sent. An upload is given up when
 * nothing of it moves for `REQUEST_TIMEOUT_MS`; one that is taken back or given up is `unreachable`.
 */
export function createFilesClient({
  baseUrl = '',
  authorization = () => ({}),
  createRequest = () => new XMLHttpRequest(),
}: FilesClientOptions = {}): FileUploader {
  async function send(
    { blob, onProgress, ...file }: Upload,
    signal: AbortSignal,
    heard: () => void,
  ): Promise<Uploaded | Failure> {
    const request = createRequest();
    const answered = new Promise<boolean>((resolve) => {
      request.addEventListener('load', () => resolve(true));
      // An error, a time-out of the browser's own, or taken back.
      request.addEventListener('loadend', () => resolve(false));
    });
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      heard();
      if (lengthComputable && total > 0) onProgress?.(loaded / total);
    });
    request.addEventListener('progress', heard);
    request.open('POST', baseUrl + uploadPath(file));
    const headers = { [VERSION_HEADER]: String(PROTOCOL_VERSION), ...authorization() };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    signal.throwIfAborted();
    request.send(blob);
    return (await answered) ? answerOf(request) : UNREACHABLE;
  }

  return {
    upload: (upload) =>
      withDeadline(upload.signal, 0, (signal, heard) => send(upload, signal, heard)).catch(
        () => UNREACHABLE,
      ),
    urlOf: (id) => baseUrl + filePath(id),
  };
}

async function answerOf(request: XMLHttpRequest): Promise<Uploaded | Failure> {
  const { status, responseText } = request;
  if (status !== 200 && status !== 201) {
    const retryAfter = request.getResponseHeader('retry-after');
    const headers = new Headers(retryAfter === null ? {} : { 'Retry-After': retryAfter });
    // What has no body of its own is no answer of ours.
    return readFailure(new Response(status === 204 ? null : responseText, { status, headers }));
  }
  const parsed = v.safeParse(FileInfo, parseJson(responseText));
  return parsed.success ? { ok: true, info: parsed.output } : UNREACHABLE;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
