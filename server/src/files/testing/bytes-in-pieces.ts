/** `bytes` as they would arrive, in pieces of that many. */
export async function* bytesInPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Some bytes, then an error. */
export async function* bytesThenError(bytes: Uint8Array, error: Error): AsyncGenerator<Uint8Array> {
  yield* bytesInPieces(bytes);
  throw error;
}
