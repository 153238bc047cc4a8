import { encodeBase64 } from '@weft/shared/codec/base64';
import { decodeExactly, type DecodedUpdate } from './update-decoder.ts';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';

/** Next clock by client id: what a replica has, as Yjs counts it. */
export type StateVector = Map<number, number>;

/** Yjs's encoding of a state vector, in base64, as an error body carries it. */
export function encodeStateVector(vector: StateVector): string {
  const encoder = createEncoder();
  writeVarUint(encoder, vector.size);
  for (const [client, clock] of vector) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
  }
  return encodeBase64(toUint8Array(encoder));
}

/** Counts in what a row consists of. */
export function advance(vector: StateVector, structs: DecodedUpdate['structs']): void {
  for (const { id, length } of structs) {
    vector.set(id.client, Math.max(vector.get(id.client) ?? 0, id.clock + length));
  }
}

/** What a row in the log consists of: lenient, for no stored row may keep a document shut. */
export function structsOf(row: Uint8Array): DecodedUpdate['structs'] {
  try {
    return decodeExactly(row)?.structs ?? [];
  } catch {
    return [];
  }
}
