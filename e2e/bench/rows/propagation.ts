import { lineOf, eachServer, withServer, type Bench, NotMeasured, atMostTimes } from '../bench.ts';
import type { Typed } from '../load/task.ts';
import type { Line } from '../report/line.ts';
import type { ServerKind, ServerOptions } from '../servers/server.ts';
import { syncsOf } from '../servers/syncs.ts';
import { mintDocs } from './documents.ts';

const SLOWER_MS = 5;
/** Of the time that is measured: a server that has just begun compiles what it runs, and works off what came meanwhile. */
const WARM_UP = 0.6;

/** From a local edit to each other client, at a load that every server but one can carry. */
export async function measurePropagation(bench: Bench): Promise<Line[]> {
  const [docs, perDoc, rate, seconds] = bench.isQuick ? [4, 3, 60, 1] : [100, 5, 2500, 10];
  const run = (kind: ServerKind, options: ServerOptions): Promise<Typed> =>
    withServer(bench, kind, options, async (_, clients) => {
      await clients.ask({ kind: 'open', docs: mintDocs(docs), perDoc });
      const typing = { typists: perDoc, rate, seconds, warmUp: seconds * WARM_UP };
      const typed = await clients.ask({ kind: 'type', typing });
      if (typed.missing > typed.deliveries / 100) {
        const { missing, deliveries } = typed;
        throw new NotMeasured(
          `${rate} updates a second are too many: ${missing} of ${missing + deliveries} deliveries did not come in time.`,
        );
      }
      return typed;
    });
  const outcome = await eachServer(bench, 'propagation', (kind) => run(kind, {}));
  const load = `${docs} documents x ${perDoc} people, ${rate} updates/s`;
  const words = (measure: string) =>
    ({ row: 'propagation', measure: `${measure} at ${load}`, unit: 'ms', better: 'less' }) as const;

  const onlyOurs: Bench = { ...bench, kinds: bench.kinds.slice(0, 1) };
  const slow = await eachServer(onlyOurs, 'propagation', (kind) =>
    run(kind, syncsOf(bench, SLOWER_MS).options),
  );
  return [
    lineOf(outcome, { ...words('p50'), isPlotted: true }, ({ p50 }) => p50),
    lineOf(outcome, words('p95'), ({ p95 }) => p95),
    lineOf(
      outcome,
      { ...words('p99'), isPlotted: true },
      ({ p99 }) => p99,
      atMostTimes(2, ['y-websocket'], "twice y-websocket's at most"),
    ),
    lineOf(outcome, words('acknowledged, p50'), ({ ackP50 }) => ackP50),
    lineOf(slow, words(`p50 with a disk ${SLOWER_MS} ms slower`), ({ p50 }) => p50),
    lineOf(slow, words(`p99 with a disk ${SLOWER_MS} ms slower`), ({ p99 }) => p99),
  ];
}
