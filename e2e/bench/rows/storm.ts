import { setTimeout as sleep } from 'node:timers/promises';
import {
  atMost,
  atMostTimes,
  eachServer,
  lineOf,
  NotMeasured,
  withServer,
  type Bench,
} from '../bench.ts';
import type { Stormed } from '../load/task.ts';
import type { Line } from '../report/line.ts';
import { benchFolder, startServer, type ServerKind } from '../servers/server.ts';
import { mintDocs } from './documents.ts';

const PEOPLE_PER_DOC = 5;
/** Letters of each document before. */
const LETTERS = 20;
const SECONDS = 4;
/** Rivals that store late are given the time. */
const STORE_MS = 11_000;
const PEAK = 250;
const JITTERED_MS = 30_000;

interface Storms {
  readonly people: number;
  readonly atOnce: Stormed;
}

/** Everybody comes back after a restart: at once, and spread as the server tells them to. */
export async function measureStorm(bench: Bench): Promise<Line[]> {
  // y-durable-streams needs a second for 200.
  const docsOf = (kind: ServerKind): number =>
    bench.isQuick ? 4 : kind.name === 'y-durable-streams' ? 100 : 1000;
  const persistent: Bench = { ...bench, kinds: bench.kinds.map((kind) => kind.keeping ?? kind) };
  const atOnce = await eachServer(persistent, 'storm', (kind) =>
    breakDown(bench, kind, docsOf(kind), false),
  );
  const onlyOurs: Bench = { ...bench, kinds: bench.kinds.slice(0, 1) };
  const jittered = await eachServer(onlyOurs, 'storm', (kind) =>
    breakDown(bench, kind, docsOf(kind), true),
  );
  const people = (bench.isQuick ? 4 : 1000) * PEOPLE_PER_DOC;
  const fewer = atOnce.runs.get('y-durable-streams')?.result.people;
  const words = { row: 'storm', unit: 's', better: 'less' } as const;
  const why = fewer === undefined ? {} : { why: `measured with ${fewer} people only.` };
  const of = ({ people: all, atOnce: storm }: Storms): number =>
    all === people && storm.caughtUp === all ? storm.ms / 1000 : NaN;
  const spread = { ...words, row: 'storm' } as const;
  return [
    lineOf(
      atOnce,
      {
        ...words,
        measure: `${people} people back after kill -9, all at once`,
        isPlotted: true,
        ...why,
      },
      of,
      atMostTimes(1, ['y-websocket'], "no later than y-websocket's"),
    ),
    lineOf(atOnce, { ...words, measure: 'the median of them', ...why }, (storms) =>
      Number.isNaN(of(storms)) ? NaN : storms.atOnce.medianMs / 1000,
    ),
    lineOf(
      jittered,
      { ...spread, measure: `${people} people told to come back, until all are` },
      of,
      atMost(JITTERED_MS / 1000, `${JITTERED_MS / 1000} at most`),
    ),
    lineOf(
      jittered,
      { ...spread, measure: 'the most of them in a second', unit: '' },
      ({ atOnce: storm }) => storm.peak,
      atMost(PEAK, `${PEAK} at most`),
    ),
  ];
}

/** A server that goes and comes back under its people; everybody counts who has what the others type afterwards. */
async function breakDown(
  bench: Bench,
  kind: ServerKind,
  docs: number,
  isJittered: boolean,
): Promise<Storms> {
  const folder = benchFolder();
  return withServer(bench, kind, { folder }, async (server, clients) => {
    const { people } = await clients.ask({
      kind: 'open',
      docs: mintDocs(docs),
      perDoc: PEOPLE_PER_DOC,
    });
    const seconds = bench.isQuick ? 0.3 : SECONDS;
    const rate = (docs * LETTERS) / seconds;
    const typing = { typists: 1, rate: Math.min(rate, 2000), seconds, warmUp: 0 };
    const typed = await clients.ask({ kind: 'type', typing });
    if (typed.missing > 0)
      throw new NotMeasured(`${typed.missing} letters had not arrived when it was to be killed.`);
    if (kind.name !== 'weft' && !bench.isQuick) await sleep(STORE_MS);
    const again = { folder, port: server.port };
    let atOnce: Stormed;
    if (isJittered) {
      const storm = clients.ask({ kind: 'storm', isJittered });
      await server.end('SIGTERM');
      const back = await startServer(kind, again);
      atOnce = await storm.finally(() => undefined);
      await proveAlive(back);
    } else {
      await server.end('SIGKILL');
      const back = await startServer(kind, again);
      atOnce = await clients.ask({ kind: 'storm', isJittered });
      await proveAlive(back);
    }
    return { people, atOnce };

    async function proveAlive(back: Awaited<ReturnType<typeof startServer>>): Promise<void> {
      const check = { typists: 1, rate: docs / seconds, seconds, warmUp: 0 };
      const told = await clients.ask({ kind: 'type', typing: check });
      await back.end();
      if (told.missing > 0)
        throw new Error(`${told.missing} of those who were back did not get what was typed then.`);
    }
  });
}
