import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { uploadPath } from '@weft/shared/protocol/routes';
import { docIdOf, fileIdOf } from './numbered-ids.ts';

/** An upload that is still being written. */
export interface RawUpload {
  readonly request: ClientRequest;
  /** Status and body of the answer; status 0 where the connection broke. */
  readonly answer: Promise<{ status: number; body: Record<string, unknown> }>;
}

export interface UploadChoices {
  readonly file: number;
  readonly doc?: number;
  readonly name?: string;
  readonly headers?: Record<string, string | number>;
}

/** Begins an upload of a numbered file to a numbered document; the caller writes and ends its body. */
export function rawUpload(
  url: string,
  { file, doc = 1, name = 'file.bin', headers = {} }: UploadChoices,
): RawUpload {
  const path = uploadPath({ id: fileIdOf(file), doc: docIdOf(doc), name });
  const asking = request(url + path, { method: 'POST', agent: false, headers });
  const answer = once(asking, 'response').then(
    async ([response]) => {
      const incoming = response as IncomingMessage;
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
      return { status: incoming.statusCode!, body };
    },
    () => ({ status: 0, body: {} }),
  );
  asking.on('error', () => undefined);
  return { request: asking, answer };
}

/** Uploads `bytes` and resolves with the answer. */
export function uploaded(
  url: string,
  choices: UploadChoices,
  bytes: Uint8Array,
): RawUpload['answer'] {
  const { request: asking, answer } = rawUpload(url, choices);
  asking.end(bytes);
  return answer;
}
