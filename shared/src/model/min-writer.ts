import type { Doc } from 'yjs';

export const META_ROOT = 'meta';

/** The version of the format that this code writes; raised only by a change that older writers would damage. */
export const MODEL_VERSION = 1;

export const MIN_WRITER = 'minWriter';

/**
 * Whether this version may write in `doc`, which may say that only newer ones do. A register that is no whole
 * number from 1 on counts as absent, and absent as 1.
 */
export function mayWrite(doc: Doc): boolean {
  const least: unknown = doc.getMap(META_ROOT).get(MIN_WRITER);
  return !Number.isSafeInteger(least) || (least as number) <= MODEL_VERSION;
}
