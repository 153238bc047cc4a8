import { eachServer, lineOf, NotMeasured, type Bench } from '../bench.ts';
import type { Line } from '../report/line.ts';
import { bestRival } from '../report/line.ts';
import { P99_LIMIT, searchSaturation, type Strain } from './search.ts';

const FACTOR = 2;

/** One page that everybody looks at while a few type. */
export async function measureHotPage(bench: Bench): Promise<Line[]> {
  const [readers, typists] = bench.isQuick ? [8, 2] : [200, 5];
  const crowd: Strain = {
    docs: 1,
    perDoc: readers + typists,
    typists,
    start: bench.isQuick ? 2 ** 19 : 100,
    seconds: bench.isQuick ? 0.3 : 3,
  };
  const outcome = await eachServer(bench, 'hot-page', async (kind) => {
    const start = kind.name === 'y-durable-streams' && !bench.isQuick ? 10 : crowd.start;
    const best = await searchSaturation(bench, kind, { ...crowd, start });
    if (!best) throw new NotMeasured(`it carries no step with a p99 of ${P99_LIMIT} ms.`);
    return best;
  });
  const words = { row: 'hot-page', unit: '' } as const;
  const delivered = lineOf(
    outcome,
    {
      ...words,
      measure: `deliveries/s of one page, ${readers} readers, ${typists} typists`,
      better: 'more',
      isPlotted: true,
    },
    ({ rate }) => rate * (crowd.perDoc - 1),
  );
  const best = bestRival(delivered)?.value;
  const ours = delivered.values.weft;
  const isMet = best === undefined || ours === undefined ? undefined : ours >= FACTOR * best;
  return [
    { ...delivered, target: { words: "twice the best rival's", isMet } },
    lineOf(outcome, { ...words, measure: 'updates/s there', better: 'more' }, ({ rate }) => rate),
    lineOf(
      outcome,
      { ...words, measure: 'p99 there', unit: 'ms', better: 'less' },
      ({ p99 }) => p99,
    ),
    lineOf(
      outcome,
      { ...words, measure: "the clients' core there", unit: '%', better: 'less' },
      ({ loadCore }) => loadCore * 100,
    ),
  ];
}
