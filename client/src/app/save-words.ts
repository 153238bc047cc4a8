import type { SaveState } from '../sync.ts';
import { reasonWords } from '../words/failure-words.ts';
import { message } from '../words/messages.ts';

/** The save state in a word or two. */
export function saveWords(state: SaveState): string {
  return message(`save.${state.kind}`);
}

/** Why nothing is saved and what to do, in full; `undefined` unless something is the matter. */
export function blockedSentence(state: SaveState): string | undefined {
  if (state.kind !== 'blocked') return undefined;
  return message('save.blocked-why', reasonWords(state.why));
}

/**
 * Whether closing the window would lose something. What waits for the network is on this device already;
 * only when the device could not keep it is a warning worth its nuisance.
 */
export function wouldLose(state: SaveState): boolean {
  return state.kind === 'blocked' && state.why === 'device-storage';
}
