/** Blocks and UTF-16 units, about 1 MB, that one transaction takes, so that its update can be sent. */
const MAX_BLOCKS = 500;
export const MAX_LETTERS = 500_000;

/** How much of a transaction something takes. */
export interface BatchSize {
  readonly blocks: number;
  readonly letters: number;
}

/** Puts things together as far as a transaction can hold them; what is larger stays alone. */
export function* batches<T>(things: Iterable<T>, sizeOf: (thing: T) => BatchSize): Generator<T[]> {
  let batch: T[] = [];
  let [blocks, letters] = [0, 0];
  for (const thing of things) {
    const size = sizeOf(thing);
    const isFull = blocks + size.blocks > MAX_BLOCKS || letters + size.letters > MAX_LETTERS;
    if (isFull && batch.length > 0) {
      yield batch;
      batch = [];
      [blocks, letters] = [0, 0];
    }
    batch.push(thing);
    blocks += size.blocks;
    letters += size.letters;
  }
  if (batch.length > 0) yield batch;
}
