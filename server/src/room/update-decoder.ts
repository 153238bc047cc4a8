import { hasContent, type Decoder } from 'lib0/decoding';
import * as Y from 'yjs';
import { readAnyValue } from './any-value.ts';
import { Refusal } from './refusal.ts';

/** A Yjs update taken apart without being applied: `decodeUpdate`, plus the certainty that nothing follows. */
export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;

/** Where the update that is being read is read. */
let position: Decoder | undefined;

/** A class of its own and made once: a new one for each update would keep V8 from ever making it fast. */
class StrictDecoder extends Y.UpdateDecoderV1 {
  /** Each has been read once. */
  readonly #clients = new Set<number>();

  constructor(decoder: Decoder) {
    super(decoder);
    position = decoder;
  }
  override readClient(): number {
    const client = super.readClient();
    // Where a client's structs are listed twice, Yjs silently forgets the first list.
    if (this.#clients.has(client)) throw new Error('client listed twice');
    this.#clients.add(client);
    return client;
  }
  override readAny(): unknown {
    return readAnyValue(this.restDecoder);
  }
}

/**
 * Decodes one update (v1), or returns `undefined` when the bytes are not exactly one.
 * Yjs itself ignores trailing bytes, so a decoder that remembers its position is slipped in.
 * Structs are read lazily, one by one: a header that claims millions of them allocates nothing.
 * Throws `Refusal` (`update-refused`) for a value that cannot be read without harm.
 */
export function decodeExactly(bytes: Uint8Array): DecodedUpdate | undefined {
  position = undefined;
  try {
    const decoded = Y.decodeUpdateV2(bytes, StrictDecoder);
    return position && !hasContent(position) ? decoded : undefined;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return undefined;
  } finally {
    position = undefined;
  }
}
