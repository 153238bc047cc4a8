import { concat } from '@weft/shared/codec/bytes';

/**
 * A stored state whole, as it is stored.
 *
 * @param read part 0, 1, …, as `Log.statePart` has them
 * @throws where it has no first part, because it was folded twice since
 */
export async function gatherState(
  read: (part: number) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let part = await read(0); part; part = await read(parts.length)) parts.push(part);
  return whole(parts);
}

/** The same for a reader that does not wait. */
export function gatherStateSync(read: (part: number) => Uint8Array | undefined): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let part = read(0); part; part = read(parts.length)) parts.push(part);
  return whole(parts);
}

function whole(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 0) throw new Error('the state is not there any more');
  return concat(parts);
}
