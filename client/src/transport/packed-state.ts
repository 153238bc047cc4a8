import { concat } from '@weft/shared/codec/bytes';
import type { Frame } from '@weft/shared/codec/frames';

/** Bytes that a state may unpack to: what a browser could not hold is not worth trying. */
const MAX_STATE_BYTES = 512 * 1024 * 1024;

/** The same frames with a packed state unpacked. Rejects where it is damaged, or too large. */
export async function unpackState(frames: readonly Frame[]): Promise<readonly Frame[]> {
  const [first, ...others] = frames;
  if (first?.kind !== 'packed-state') return frames;
  return [{ kind: 'state', bytes: await gunzip(first.bytes) }, ...others];
}

async function gunzip(packed: Uint8Array): Promise<Uint8Array> {
  const unpacking = new DecompressionStream('gzip');
  const writer = unpacking.writable.getWriter();
  // What is wrong with it is told by the readable side.
  writer.write(packed as Uint8Array<ArrayBuffer>).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = (unpacking.readable as ReadableStream<Uint8Array>).getReader();
  const pieces: Uint8Array[] = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return concat(pieces);
    size += value.length;
    if (size > MAX_STATE_BYTES) throw new Error('the state is too large');
    pieces.push(value);
  }
}
