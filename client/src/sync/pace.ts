import { MAX_PACE_MS } from '@weft/shared/protocol/limits';

/** Edits are gathered for this long while nobody else is in the document. Milliseconds, as everything here. */
const ALONE_MS = 750;
/** … while others are: shorter than anybody notices, and enough for what is written at once. */
const TOGETHER_MS = 30;
/** … at most, where answers take long. */
const SLOW_TOGETHER_MS = 250;
/** How much longer where every request costs. */
const SAVING_FACTOR = 4;
/** How much longer at most after the server has asked for less. */
const MAX_BRAKE = 8;

/** How long edits are gathered between two requests; the first one after a pause leaves at once. */
export interface Pace {
  windowMs(alone: boolean): number;
  /** A request was answered so long after it was sent, with what the server asks for. */
  answered(ms: number, askedMs?: number): void;
  /** The server wants fewer requests. */
  refused(): void;
}

export interface PaceOptions {
  /** Whether the person wants to save data; asked each time. */
  readonly saveData?: (() => boolean) | undefined;
  /** False where edits need not be gathered at all. */
  readonly gather?: boolean | undefined;
}

export function createPace({ saveData, gather = true }: PaceOptions): Pace {
  let roundTrip = 0;
  let brake = 1;
  let asked = 0;
  return {
    windowMs(alone) {
      if (!gather) return asked;
      const together = Math.min(SLOW_TOGETHER_MS, Math.max(TOGETHER_MS, roundTrip / 2));
      const own = (alone ? ALONE_MS : together) * (saveData?.() ? SAVING_FACTOR : 1) * brake;
      return Math.max(own, asked);
    },
    answered(ms, askedMs = 0) {
      asked = Math.min(MAX_PACE_MS, askedMs);
      roundTrip = roundTrip === 0 ? ms : roundTrip * 0.8 + ms * 0.2;
      // Let go step by step: whoever was told to slow down is told again where that was too early.
      brake = Math.max(1, brake * 0.9);
    },
    refused() {
      brake = Math.min(MAX_BRAKE, brake * 2);
    },
  };
}
