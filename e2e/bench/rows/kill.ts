import { atMost, eachServer, lineOf, withServer, type Bench } from '../bench.ts';
import type { Line } from '../report/line.ts';
import { benchFolder, type ServerKind } from '../servers/server.ts';
import { mintDocs } from './documents.ts';

/** Letters that are acknowledged and gone after `kill -9` of the server, of those of whom no client is left. */
export async function measureKill(bench: Bench): Promise<Line[]> {
  const [trials, letters] = bench.isQuick ? [1, 5] : [10, 20];
  const outcome = await eachServer(bench, 'kill', async (kind) => {
    let lost = 0;
    for (let trial = 0; trial < trials; trial++) lost += await tryOnce(bench, kind, letters);
    return lost;
  });
  return [
    lineOf(
      outcome,
      {
        row: 'kill',
        measure: `acknowledged letters of ${trials * letters} lost by kill -9 right after`,
        unit: '',
        better: 'less',
        isPlotted: true,
      },
      (lost) => lost,
      atMost(0, '0'),
    ),
  ];
}

async function tryOnce(bench: Bench, kind: ServerKind, letters: number): Promise<number> {
  const options = { folder: benchFolder() };
  const docs = mintDocs(1);
  const [doc = ''] = docs;
  await withServer(bench, kind, options, async (server, clients) => {
    await clients.ask({ kind: 'open', docs, perDoc: 1 });
    await clients.ask({ kind: 'append', doc, client: 9, count: letters });
    await server.end('SIGKILL');
  });
  return withServer(bench, kind, options, async (_, clients) => {
    const { letters: kept } = await clients.ask({ kind: 'count', doc });
    return letters - kept;
  });
}
