import { concat } from '@weft/shared/codec/bytes';
import { HEAD_BYTES } from './blobs.ts';

/** Gathers the beginning of bytes that pass by. */
export interface Head {
  take(bytes: Uint8Array): void;
  /** What was gathered, of its own memory. */
  bytes(): Uint8Array;
}

export function createHead(): Head {
  const parts: Uint8Array[] = [];
  let size = 0;
  return {
    take(bytes) {
      if (size === HEAD_BYTES) return;
      // A copy, which `slice` of Node's buffers is not.
      const part = new Uint8Array(bytes.subarray(0, HEAD_BYTES - size));
      parts.push(part);
      size += part.length;
    },
    bytes: () => concat(parts),
  };
}
