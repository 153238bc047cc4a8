import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { FileInfo } from '@weft/shared/protocol/down';
import { mintFileId, type DocId, type FileId } from '@weft/shared/protocol/ids';
import { filePath, uploadPath } from '@weft/shared/protocol/routes';
import { jsonOf, send, type Answer } from './server-under-test.ts';

/** An id that no other test uses. */
export const newFile = (): FileId => mintFileId(randomBytes);

/** Posts a file and resolves with the answer, whatever it is. */
export function upload(
  file: { id: FileId; doc: DocId; name: string },
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send({ method: 'POST', path: uploadPath(file), headers, body });
}

/** Posts a file that must be accepted; resolves with what the server says of it. */
export async function uploaded(
  doc: DocId,
  body: Uint8Array,
  name = 'file.bin',
): Promise<FileInfo & { id: FileId }> {
  const answer = await upload({ id: newFile(), doc, name }, body);
  expect(answer.status).toBe(201);
  return jsonOf(answer) as FileInfo & { id: FileId };
}

/** Fetches a file and resolves with the answer, whatever it is. */
export const download = (id: FileId, headers: Record<string, string> = {}): Promise<Answer> =>
  send({ path: filePath(id), headers });
