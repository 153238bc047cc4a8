import type { ErrorCode } from '@weft/shared/protocol/errors';

/** The honest states of what was typed. Nothing is called saved that a power cut could take. */
export type SaveState =
  /** Everything is on the server's disk. */
  | { readonly kind: 'saved' }
  /** On its way. */
  | { readonly kind: 'sending' }
  /** Durable on this device, and will be sent when the server can be reached. */
  | { readonly kind: 'local' }
  /** Going nowhere, and why. */
  | { readonly kind: 'blocked'; readonly why: ErrorCode | 'device-storage' };

/** Whether two states say the same to a person. */
export function sameSaveState(a: SaveState, b: SaveState): boolean {
  return a.kind === b.kind && (a.kind !== 'blocked' || a.why === (b as { why: string }).why);
}
