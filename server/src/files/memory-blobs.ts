import { createHash } from 'node:crypto';
import { concat } from '@weft/shared/codec/bytes';
import type { Blobs } from './blobs.ts';
import { createHead } from './head.ts';

/** The fake of `Blobs`. */
export function createMemoryBlobs(): Blobs {
  const blobs = new Map<string, Uint8Array>();
  return {
    async receive(bytes) {
      const parts: Uint8Array[] = [];
      const head = createHead();
      for await (const part of bytes) {
        parts.push(new Uint8Array(part));
        head.take(part);
      }
      const whole = concat(parts);
      const hash = createHash('sha256').update(whole).digest('hex');
      return {
        hash,
        size: whole.length,
        head: head.bytes(),
        keep: async () => void blobs.set(hash, whole),
        discard: async () => undefined,
      };
    },
    async open(hash) {
      const whole = blobs.get(hash);
      return (
        whole && {
          size: whole.length,
          read: async (at, length) => whole.slice(at, at + length),
          close: async () => undefined,
        }
      );
    },
    remove: async (hash) => void blobs.delete(hash),
    async *list() {
      if (blobs.size > 0) yield [...blobs.keys()];
    },
  };
}
