import { setTimeout as sleep } from 'node:timers/promises';
import { eachServer, lineOf, withServer, type Bench } from '../bench.ts';
import type { Loaded } from '../load/task.ts';
import { bestRival, type Line, type Target } from '../report/line.ts';
import type { Clients } from '../servers/clients.ts';
import { benchFolder } from '../servers/server.ts';
import { mintDocs } from './documents.ts';

/** Updates in a POST of a server that takes a hundred POSTs a second. */
const DURABLE_BATCH = 100;
/** For a server to make a snapshot of what came, or to store it. */
const TIDY_MS = 12_000;
const TIMES = 5;

/** Opening a document with a long life behind it. */
export async function measureColdLoad(bench: Bench): Promise<Line[]> {
  const edits = bench.isQuick ? 400 : 100_000;
  const outcome = await eachServer(bench, 'cold-load', async (kind) => {
    const options = { folder: benchFolder() };
    const [doc = ''] = mintDocs(1);
    const warm = await withServer(bench, kind, options, async (server, clients) => {
      const batch = kind.name === 'y-durable-streams' ? DURABLE_BATCH : 1;
      await clients.ask({ kind: 'live', doc, edits, batch });
      if (!bench.isQuick) await sleep(TIDY_MS);
      const loaded = await load(clients, doc, TIMES);
      await clients.ask({ kind: 'close' });
      await server.end('SIGTERM');
      return loaded;
    });
    if (kind.keepsNothing) return { warm, cold: undefined };
    const cold = await withServer(bench, kind, options, (_, clients) => load(clients, doc, 1));
    return { warm, cold };
  });
  const words = { row: 'cold-load', unit: 'ms', better: 'less' } as const;
  const why = 'it keeps nothing over a restart.';
  const what = `a document of ${edits.toLocaleString('en')} edits`;
  const notSlower = (line: Line): Line => withTarget(line, 1, 'no slower than the fastest');
  return [
    notSlower(
      lineOf(
        outcome,
        { ...words, measure: `${what}, to its last byte`, isPlotted: true },
        ({ warm }) => warm.ms,
      ),
    ),
    notSlower(
      lineOf(
        outcome,
        { ...words, measure: 'the same, first after a restart', isPlotted: true, why },
        ({ cold }) => cold?.ms ?? NaN,
      ),
    ),
    withTarget(
      lineOf(
        outcome,
        { ...words, measure: 'its bytes', unit: 'KiB', isPlotted: true },
        ({ warm }) => warm.bytes / 1024,
      ),
      0.5,
      "half of the best rival's at most",
    ),
    lineOf(outcome, { ...words, measure: 'to apply it' }, ({ warm }) => warm.applyMs),
  ];
}

function load(clients: Clients, doc: string, times: number): Promise<Loaded> {
  return clients.ask({ kind: 'load', doc, times });
}

function withTarget(line: Line, factor: number, words: string): Line {
  const best = bestRival(line)?.value;
  const ours = line.values.weft;
  const isMet = best === undefined || ours === undefined ? undefined : ours <= factor * best;
  const target: Target = { words, isMet };
  return { ...line, target };
}
