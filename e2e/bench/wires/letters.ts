import { readBytes, writeBytes } from './bytes.ts';

/** Kinds of structs in a Yjs update (encoding v1), the low five bits of each one's first byte. */
const GC = 0;
const DELETED = 1;
const STRING = 4;
const SKIP = 10;
const KIND_BITS = 31;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_KEY = 32;
/** The root text that everybody types into, each at the end of what they typed before. */
const ROOT = 't';

/**
 * The Yjs update of a client that types `count` letters behind the `clock` that it has typed so far; the same
 * bytes that Yjs itself would write.
 */
export function encodeLetters(client: number, clock: number, count: number): Uint8Array {
  const update = writeBytes(32 + count)
    .uint(1)
    .uint(1)
    .uint(client)
    .uint(clock);
  if (clock === 0) update.byte(STRING).uint(1).text(ROOT);
  else
    update
      .byte(STRING | HAS_ORIGIN)
      .uint(client)
      .uint(clock - 1);
  return update.text('x'.repeat(count)).uint(0).end();
}

/**
 * Calls back for each run of structs in an update, however a server has merged it. Only for texts.
 * Throws for what `encodeLetters` and Yjs's merging of it cannot have written.
 */
export function eachRun(
  update: Uint8Array,
  onRun: (client: number, clock: number, length: number) => void,
): void {
  const reader = readBytes(update);
  for (let clients = reader.uint(); clients > 0; clients--) {
    const structs = reader.uint();
    const client = reader.uint();
    let clock = reader.uint();
    for (let struct = 0; struct < structs; struct++) {
      const info = reader.byte();
      const kind = info & KIND_BITS;
      if (kind === GC || kind === SKIP) {
        clock += reader.uint();
        continue;
      }
      for (const bit of [HAS_ORIGIN, HAS_RIGHT_ORIGIN]) {
        if ((info & bit) === 0) continue;
        reader.uint();
        reader.uint();
      }
      if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
        if (reader.uint() === 1) reader.block();
        else {
          reader.uint();
          reader.uint();
        }
        if ((info & HAS_KEY) !== 0) reader.block();
      }
      let length: number;
      if (kind === STRING) length = reader.block().length;
      else if (kind === DELETED) length = reader.uint();
      else throw new RangeError(`A struct of kind ${kind} is no text.`);
      onRun(client, clock, length);
      clock += length;
    }
  }
}
