import { withServer, type Bench } from '../bench.ts';
import type { Typed } from '../load/task.ts';
import type { Clients } from '../servers/clients.ts';
import type { ServerKind } from '../servers/server.ts';
import { mintDocs } from './documents.ts';

/** A crowd and what it is to bear. */
export interface Strain {
  readonly docs: number;
  readonly perDoc: number;
  readonly typists: number;
  /** Edits a second of all together, to begin with. */
  readonly start: number;
  readonly seconds: number;
}

/** A step counts while its 99th percentile is below this, milliseconds. */
export const P99_LIMIT = 250;
/** Share of the asked rate that the clients must have managed to type. */
const TYPED_SHARE = 0.9;
/** Seconds in which a server compiles what it runs, and works off what came meanwhile. */
const WARM_UP_S = 6;
const HIGHEST = 2 ** 20;
const REFINEMENTS = 2;

/** The highest step that a server carries: doubled until it does not, then refined in between. */
export async function searchSaturation(
  bench: Bench,
  kind: ServerKind,
  strain: Strain,
): Promise<Typed | undefined> {
  let best: Typed | undefined;
  let low = 0;
  let high = HIGHEST;
  /** Whether `rate` was carried; a server that was not up to it is left with a backlog, and done with. */
  const climb = async (clients: Clients, rate: number): Promise<boolean> => {
    const typed = await step(clients, strain, rate);
    bench.say(
      `${kind.title}: ${Math.round(rate)} updates/s, p99 ${typed.p99.toFixed(1)} ms, clients at ${Math.round(typed.loadCore * 100)} %`,
    );
    const isCarried =
      typed.missing === 0 && typed.p99 <= P99_LIMIT && typed.rate >= TYPED_SHARE * rate;
    if (!isCarried) {
      high = rate;
      return false;
    }
    low = rate;
    if (!best || typed.rate > best.rate) best = typed;
    return true;
  };
  const opened = <T>(work: (clients: Clients) => Promise<T>): Promise<T> =>
    withServer(bench, kind, {}, async (_, clients) => {
      const { docs, perDoc, typists, start } = strain;
      await clients.ask({ kind: 'open', docs: mintDocs(docs), perDoc });
      const seconds = bench.isQuick ? 0 : WARM_UP_S;
      const typing = { typists, rate: Math.min(start, low || start), seconds, warmUp: 0 };
      if (seconds > 0) await clients.ask({ kind: 'type', typing });
      return work(clients);
    });

  await opened(async (clients) => {
    for (let rate = strain.start; rate < HIGHEST; rate *= 2)
      if (!(await climb(clients, rate))) return;
  });
  // Where even the first step was too much, lower ones.
  for (let halves = 0; low === 0 && halves < 4; halves++)
    await opened((clients) => climb(clients, high / 2));
  if (bench.isQuick) return best;
  for (let i = 0; i < REFINEMENTS && low > 0; i++)
    await opened((clients) => climb(clients, Math.sqrt(low * high)));
  return best;
}

function step(clients: Clients, strain: Strain, rate: number): Promise<Typed> {
  const { typists, seconds } = strain;
  return clients.ask({ kind: 'type', typing: { typists, rate, seconds, warmUp: seconds / 3 } });
}
