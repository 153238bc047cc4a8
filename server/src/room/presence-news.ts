import type { Clock } from '@weft/shared/clock';
import type { Present } from '@weft/shared/protocol/down';
import { postEveryMs, presenceBudget } from './presence-budget.ts';

/** Changes that come within this time of each other count as being made by people who move at the same time. */
const MOVING_MS = 5_000;
/** What surrounds a state in an event. */
const ENTRY_BYTES = 120;

export interface PresenceNewsPorts {
  readonly clock: Clock;
  /** How many are told. */
  readonly readers: () => number;
  /** Tells all of them. */
  readonly tell: (present: readonly Present[], everyMs: number) => void;
}

/** What is to be told of the people of one document. */
export interface PresenceNews {
  /** The last word of each client id counts; `bytes` are of its state. */
  add(present: Present, bytes: number): void;
  /** Something else than people is to be told with the next event. */
  poke(): void;
  /** How often people should tell where they are, milliseconds. */
  everyMs(): number;
  /** Whether there is nothing left to be told. */
  readonly isTold: boolean;
  close(): void;
}

interface Change {
  readonly present: Present;
  readonly bytes: number;
}

/**
 * Gathers changes and tells them as one event, not before the budget allows another. What does not fit waits for the next
 * one, in the order in which people first moved, and only each one's newest state.
 */
export function createPresenceNews({ clock, readers, tell }: PresenceNewsPorts): PresenceNews {
  const waiting = new Map<number, Change>();
  /** Who moved, and when, the longest ago first. */
  const moved = new Map<number, { readonly at: number; readonly bytes: number }>();
  let movedBytes = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let isPoked = false;
  let stopTimer: (() => void) | undefined;

  function forgetStill(): void {
    for (const [client, { at, bytes }] of moved) {
      if (clock.now() - at < MOVING_MS) return;
      moved.delete(client);
      movedBytes -= bytes;
    }
  }

  function everyMs(): number {
    forgetStill();
    return postEveryMs(presenceBudget(readers()), movedBytes);
  }

  function tellSoon(): void {
    if (stopTimer || (waiting.size === 0 && !isPoked)) return;
    const { tickMs } = presenceBudget(readers());
    const since = clock.now() - toldAt;
    stopTimer = clock.after(Math.max(presenceBudget(0).tickMs, tickMs - since), () => {
      stopTimer = undefined;
      toldAt = clock.now();
      isPoked = false;
      tell(take(presenceBudget(readers()).tickBytes), everyMs());
      tellSoon();
    });
  }

  function take(maxBytes: number): Present[] {
    const taken: Present[] = [];
    let size = 0;
    for (const [client, { present, bytes }] of waiting) {
      size += bytes;
      if (taken.length > 0 && size > maxBytes) break;
      waiting.delete(client);
      taken.push(present);
    }
    return taken;
  }

  return {
    add(present, stateBytes) {
      const { client } = present;
      const bytes = stateBytes + ENTRY_BYTES;
      movedBytes += bytes - (moved.get(client)?.bytes ?? 0);
      moved.delete(client);
      moved.set(client, { at: clock.now(), bytes });
      waiting.set(client, { present, bytes });
      tellSoon();
    },
    poke() {
      isPoked = true;
      tellSoon();
    },
    everyMs,
    get isTold() {
      return waiting.size === 0 && !isPoked;
    },
    close() {
      stopTimer?.();
    },
  };
}
