import type { Clock } from '@weft/shared/clock';
import { RATES, type RateKind } from '@weft/shared/protocol/limits';
import { Refusal } from '../room/refusal.ts';
import type { WeftContext } from './context.ts';

/** Callers that are remembered at a time; of those above it the one that was silent longest starts anew. */
const MAX_CALLERS = 20_000;

interface Bucket {
  tokens: number;
  /** When `tokens` was true, by the clock. */
  at: number;
}

/** How much of each kind every caller may ask for. */
export interface Rates {
  /** Throws `Refusal` (`too-many`, with the seconds until one more is granted) where a caller has asked too much. */
  take(kind: RateKind, caller: string): void;
  /** Callers that are remembered. */
  readonly callers: number;
}

/** A bucket of tokens per kind and caller: it holds a burst, fills at the sustained rate, and each request takes one. */
export function createRates({ now }: Pick<Clock, 'now'>, maxCallers = MAX_CALLERS): Rates {
  /** In the order in which they were last heard of. */
  const callers = new Map<string, Map<RateKind, Bucket>>();

  function bucketsOf(caller: string): Map<RateKind, Bucket> {
    const known = callers.get(caller);
    callers.delete(caller);
    const buckets = known ?? new Map<RateKind, Bucket>();
    callers.set(caller, buckets);
    if (callers.size > maxCallers) callers.delete(callers.keys().next().value!);
    return buckets;
  }

  return {
    take(kind, caller) {
      const { perSecond, burst } = RATES[kind];
      const buckets = bucketsOf(caller);
      let bucket = buckets.get(kind);
      if (!bucket) buckets.set(kind, (bucket = { tokens: burst, at: now() }));
      // A clock that is set back grants nothing, and takes nothing away.
      const passed = Math.max(0, now() - bucket.at);
      bucket.tokens = Math.min(burst, bucket.tokens + (passed * perSecond) / 1_000);
      bucket.at = now();
      if (bucket.tokens < 1) {
        const retryAfterS = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
        throw new Refusal('too-many', { retryAfterS });
      }
      bucket.tokens -= 1;
    },
    get callers() {
      return callers.size;
    },
  };
}

/** `handler` behind the rate of its kind; callers that are not told apart have none. */
export function rated(
  rates: Rates,
  kind: RateKind,
  handler: (c: WeftContext) => Promise<Response>,
): (c: WeftContext) => Promise<Response> {
  return (c) => {
    const caller = c.get('caller');
    if (caller !== undefined) rates.take(kind, caller);
    return handler(c);
  };
}
