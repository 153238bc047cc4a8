import { readAny, readVarString, readVarUint, type Decoder } from 'lib0/decoding';
import { Refusal } from './refusal.ts';

/** Depth of values inside a document; deeper ones overflow the stack of some browser. */
export const MAX_VALUE_DEPTH = 64;
/** A key that swaps the prototype of a decoded object, or of its first copy, instead of adding an entry. */
export const PROTO = '__proto__';

const OBJECT = 118;
const ARRAY = 117;

/**
 * Reads one value as lib0 encodes it. The limits are kept while reading, for afterwards it is too late: a value
 * that is nested deep enough overflows the stack of its reader, and a `__proto__` that is no object leaves no
 * trace. Throws `Refusal` (`update-refused`), or lib0's errors where the bytes are no value.
 */
export function readAnyValue(decoder: Decoder, depth = 1): unknown {
  const kind = decoder.arr[decoder.pos];
  if (kind !== OBJECT && kind !== ARRAY) return readAny(decoder);
  if (depth > MAX_VALUE_DEPTH) throw new Refusal('update-refused');
  decoder.pos += 1;
  const size = readVarUint(decoder);
  if (kind === ARRAY) {
    const values: unknown[] = [];
    for (let i = 0; i < size; i++) values.push(readAnyValue(decoder, depth + 1));
    return values;
  }
  const entries: Record<string, unknown> = {};
  for (let i = 0; i < size; i++) {
    const key = readVarString(decoder);
    if (key === PROTO) throw new Refusal('update-refused');
    entries[key] = readAnyValue(decoder, depth + 1);
  }
  return entries;
}
