import type { Doc } from 'yjs';

export const META_ROOT = 'meta';

/** The version of the format that this code writes; raised only by a change that older writers would damage. */
export const MODEL_VERSION = 1;

export const MIN_WRITER = 'minWriter';

/** A number beyond it is no version of ours, and would shut the document for ever. */
const HIGHEST_VERSION = 1000;

/** Which version of a writer the register asks for: what is no version counts as absent, and absent as 1. */
export function versionAskedFor(said: unknown): number {
  const isVersion = Number.isSafeInteger(said) && (said as number) >= 1;
  return isVersion && (said as number) <= HIGHEST_VERSION ? (said as number) : 1;
}

/** Whether this version may write in `doc`, which may say that only newer ones do. */
export function mayWrite(doc: Doc): boolean {
  return versionAskedFor(doc.getMap(META_ROOT).get(MIN_WRITER)) <= MODEL_VERSION;
}
