import { randomBytes } from 'node:crypto';
import { mintDocId } from '@weft/shared/protocol/ids';

/** Names of new documents, which every server takes. */
export function mintDocs(count: number): string[] {
  return Array.from({ length: count }, () => mintDocId((length) => randomBytes(length)));
}
