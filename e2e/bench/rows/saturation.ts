import { eachServer, lineOf, NotMeasured, withServer, type Bench } from '../bench.ts';
import type { Line, Target } from '../report/line.ts';
import { mintDocs } from './documents.ts';
import { P99_LIMIT, searchSaturation, type Strain } from './search.ts';

const STALL_MS = 100;
const FACTORS = { hocuspocus: 8, 'y-websocket': 5 } as const;

/** How much a server carries before people notice, and whether it ever stalls far below that. */
export async function measureSaturation(bench: Bench): Promise<Line[]> {
  const crowd: Strain = bench.isQuick
    ? { docs: 4, perDoc: 3, typists: 3, start: 2 ** 19, seconds: 0.3 }
    : { docs: 100, perDoc: 5, typists: 5, start: 2500, seconds: 3 };
  const outcome = await eachServer(bench, 'saturation', async (kind) => {
    const slow = kind.name === 'y-durable-streams' && !bench.isQuick;
    const start = slow ? 50 : crowd.start;
    const best = await searchSaturation(bench, kind, { ...crowd, start });
    if (!best) throw new NotMeasured(`it carries no step with a p99 of ${P99_LIMIT} ms.`);
    const calm = await withServer(bench, kind, {}, async (_, clients) => {
      const { docs, perDoc, typists } = crowd;
      await clients.ask({ kind: 'open', docs: mintDocs(docs), perDoc });
      const seconds = bench.isQuick ? 0.5 : 10;
      const typing = { typists, rate: best.rate / 10, seconds, warmUp: seconds / 5 };
      return clients.ask({ kind: 'type', typing });
    });
    return { best, calm };
  });
  const load = `${crowd.docs} documents x ${crowd.perDoc}`;
  return [
    lineOf(
      outcome,
      {
        row: 'saturation',
        measure: `updates/s at ${load}, p99 below ${P99_LIMIT} ms`,
        unit: '',
        better: 'more',
        isPlotted: true,
      },
      ({ best }) => best.rate,
      judge,
    ),
    lineOf(
      outcome,
      { row: 'saturation', measure: 'deliveries/s there', unit: '', better: 'more' },
      ({ best }) => best.rate * (crowd.perDoc - 1),
    ),
    lineOf(
      outcome,
      { row: 'saturation', measure: 'p99 there', unit: 'ms', better: 'less' },
      ({ best }) => best.p99,
    ),
    lineOf(
      outcome,
      { row: 'saturation', measure: 'longest wait at a tenth of it', unit: 'ms', better: 'less' },
      ({ calm }) => calm.longest,
      ({ weft }) => ({
        words: `${STALL_MS} at most`,
        isMet: weft === undefined ? undefined : weft <= STALL_MS,
      }),
    ),
    lineOf(
      outcome,
      { row: 'saturation', measure: "the clients' core there", unit: '%', better: 'less' },
      ({ best }) => best.loadCore * 100,
    ),
  ];
}

function judge(values: Line['values']): Target {
  const { weft } = values;
  const known = Object.entries(FACTORS).flatMap(([name, factor]) => {
    const theirs = values[name as keyof typeof FACTORS];
    return theirs === undefined ? [] : [factor * theirs];
  });
  return {
    words: "8 times Hocuspocus's, 5 times y-websocket's",
    isMet:
      weft === undefined || known.length === 0
        ? undefined
        : known.every((wanted) => weft >= wanted),
  };
}
