import { hasContent, type Decoder } from 'lib0/decoding';
import * as Y from 'yjs';
import { readAnyValue } from './any-value.ts';
import { Refusal } from './refusal.ts';

/** A Yjs update taken apart without being applied: `decodeUpdate`, plus the certainty that nothing follows. */
export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;

/**
 * Decodes one update (v1), or returns `undefined` when the bytes are not exactly one.
 * Yjs itself ignores trailing bytes, so a decoder that remembers its position is slipped in.
 * Structs are read lazily, one by one: a header that claims millions of them allocates nothing.
 * Throws `Refusal` (`update-refused`) for a value that cannot be read without harm.
 */
export function decodeExactly(bytes: Uint8Array): DecodedUpdate | undefined {
  let position: Decoder | undefined;
  const clients = new Set<number>();
  class Positioned extends Y.UpdateDecoderV1 {
    constructor(decoder: Decoder) {
      super(decoder);
      position = decoder;
    }
    override readClient(): number {
      const client = super.readClient();
      // Where a client's structs are listed twice, Yjs silently forgets the first list.
      if (clients.has(client)) throw new Error('client listed twice');
      clients.add(client);
      return client;
    }
    override readAny(): unknown {
      return readAnyValue(this.restDecoder);
    }
  }
  try {
    const decoded = Y.decodeUpdateV2(bytes, Positioned);
    return position && !hasContent(position) ? decoded : undefined;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return undefined;
  }
}
