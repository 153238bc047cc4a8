import * as v from 'valibot';

/** What a connection remembers of its network from one page to the next. */
export interface RememberedRung {
  readonly rung: 'long-poll' | 'short-poll';
  readonly wait: number;
  readonly trialMs: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Port: where it is kept, for each server apart. Never throws. */
export interface RungMemory {
  load(): RememberedRung | undefined;
  /** `undefined` forgets. */
  save(rung: RememberedRung | undefined): void;
}

const Remembered = v.object({
  rung: v.picklist(['long-poll', 'short-poll']),
  wait: v.pipe(v.number(), v.integer(), v.minValue(0)),
  trialMs: v.pipe(v.number(), v.minValue(0)),
  since: v.number(),
});

/** Lasts as long as whoever holds it. */
export function createMemoryRungMemory(): RungMemory {
  let kept: RememberedRung | undefined;
  return {
    load: () => kept,
    save: (rung) => void (kept = rung),
  };
}

/**
 * Lasts as long as the browser's storage does, for all of its tabs.
 *
 * @param server names the server among others of the page's origin
 */
export function createStoredRungMemory(storage: () => Storage, server: string): RungMemory {
  const key = `weft:rung:${server}`;
  return {
    load() {
      try {
        const parsed = v.safeParse(Remembered, JSON.parse(storage().getItem(key) ?? ''));
        return parsed.success ? parsed.output : undefined;
      } catch {
        return undefined;
      }
    },
    save(rung) {
      try {
        if (rung) storage().setItem(key, JSON.stringify(rung));
        else storage().removeItem(key);
      } catch {
        // Without storage, or without room in it, it is found out again.
      }
    },
  };
}
