import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '@weft/client/sync/backoff';
import { percentile } from '../../measured/quantiles.ts';
import type { People, Person } from './people.ts';
import type { Stormed } from './task.ts';

const PATIENCE_MS = 60_000;
/** A connection that is refused is tried again after this long, where no jitter is asked for. */
const AGAIN_MS = 100;

/** Brings back everybody who is cut off. */
export interface Storm {
  /** To be told of each loss. */
  lost(person: Person, comeBackAfter: number | undefined): void;
  /** Everybody at once, now. */
  all(): Promise<Stormed>;
  /** Each when the server told them to, else as a Weft client backs off; from the first loss on. */
  jittered(): Promise<Stormed>;
}

export function createStorm(people: () => People | undefined): Storm {
  let onLost: ((person: Person, comeBackAfter: number | undefined) => void) | undefined;

  async function comeBack(person: Person, waitFor: (attempt: number) => number): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await sleep(waitFor(attempt));
      try {
        await people()!.join(person);
        return;
      } catch {
        // The server is not there yet, or has no room.
      }
    }
  }

  async function watch(
    began: () => number,
    start: (back: (person: Person, waitFor: (attempt: number) => number) => void) => void,
  ): Promise<Stormed> {
    const { all } = people()!;
    const backAt: number[] = [];
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      start((person, waitFor) => {
        void comeBack(person, waitFor).then(() => {
          backAt.push(performance.now());
          if (backAt.length < all.length) return;
          clearTimeout(timer);
          resolve();
        });
      });
    });
    return summarize(backAt, began());
  }

  return {
    lost: (person, comeBackAfter) => onLost?.(person, comeBackAfter),
    all() {
      const began = performance.now();
      return watch(
        () => began,
        (back) => {
          for (const person of people()!.all)
            back(person, (attempt) => (attempt === 1 ? 0 : AGAIN_MS));
        },
      );
    },
    jittered() {
      let first: number | undefined;
      return watch(
        () => first ?? NaN,
        (back) => {
          onLost = (person, comeBackAfter) => {
            first ??= performance.now();
            back(person, (attempt) =>
              attempt === 1 && comeBackAfter !== undefined
                ? comeBackAfter
                : backoff(attempt, Math.random),
            );
          };
        },
      ).finally(() => (onLost = undefined));
    },
  };
}

function summarize(backAt: readonly number[], began: number): Stormed {
  const seconds = new Map<number, number>();
  for (const at of backAt) {
    const second = Math.floor((at - began) / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  const last = backAt.reduce((latest, at) => Math.max(latest, at), began);
  return {
    ms: last - began,
    medianMs: percentile(backAt, 50) - began,
    peak: Math.max(0, ...seconds.values()),
    caughtUp: backAt.length,
  };
}
