import { type FileId, parseFileId } from '@weft/shared/protocol/ids';

const PATH = /^\/api\/v1\/files\/([\w-]{22})$/;

/** The file that a block's `source` names: its path, which every server knows. */
export function fileIn(source: string): FileId | undefined {
  return parseFileId(PATH.exec(source)?.[1] ?? '');
}
