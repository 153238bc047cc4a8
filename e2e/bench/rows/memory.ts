import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, eachServer, lineOf, withServer, type Bench } from '../bench.ts';
import type { Line } from '../report/line.ts';
import { collecting, settledBytes } from '../servers/settled.ts';
import { benchFolder, type ServerKind } from '../servers/server.ts';
import { mintDocs } from './documents.ts';

const KIB = 1024;
const PEOPLE_PER_DOC = 50;
const STATE_BYTES = 100 * KIB;
/** Rivals that store late are given the time. */
const STORE_MS = 4_000;
const LIMIT_KIB = 10;

interface Memory {
  readonly perStream: number;
  readonly written: number;
  readonly opened: number;
}

/** What people who only look cost, and what documents that are open cost. */
export async function measureMemory(bench: Bench): Promise<Line[]> {
  const outcome = await eachServer(bench, 'memory', async (kind) => {
    const perStream = await measureStreams(bench, kind);
    return { perStream, ...(await measureDocuments(bench, kind, perStream)) };
  });
  const words = { row: 'memory', unit: 'KiB', better: 'less' } as const;
  const line = (measure: string, pick: (memory: Memory) => number, isPlotted: boolean): Line =>
    lineOf(
      outcome,
      { ...words, measure, isPlotted, why: 'it keeps nothing over a restart.' },
      (memory) => pick(memory) / KIB,
      atMost(LIMIT_KIB, `${LIMIT_KIB} at most`),
    );
  return [
    line('an idle stream', ({ perStream }) => perStream, true),
    line('an open document of 100 KiB, after a restart', ({ opened }) => opened, true),
    line('an open document of 100 KiB, just written', ({ written }) => written, false),
  ];
}

async function measureStreams(bench: Bench, kind: ServerKind): Promise<number> {
  const isHeavy = kind.name === 'y-durable-streams';
  const docs = bench.isQuick ? 2 : isHeavy ? 20 : 100;
  return withServer(bench, kind, collecting(bench.collectScript), async (server, clients) => {
    // What a first connection loads is not what the next ones cost.
    await clients.ask({ kind: 'open', docs: mintDocs(docs), perDoc: 1 });
    const before = await settledBytes(server, bench.isQuick);
    const { people } = await clients.ask({
      kind: 'crowd',
      docs: mintDocs(docs),
      people: docs * PEOPLE_PER_DOC,
    });
    return ((await settledBytes(server, bench.isQuick)) - before) / people;
  });
}

async function measureDocuments(
  bench: Bench,
  kind: ServerKind,
  perStream: number,
): Promise<Pick<Memory, 'written' | 'opened'>> {
  const count = bench.isQuick ? 5 : 300;
  const docs = mintDocs(count);
  const options = { ...collecting(bench.collectScript), folder: benchFolder() };
  const written = await withServer(bench, kind, options, async (server, clients) => {
    await clients.ask({ kind: 'open', docs, perDoc: 1 });
    const before = await settledBytes(server, bench.isQuick);
    await clients.ask({ kind: 'fill', bytes: STATE_BYTES });
    const after = await settledBytes(server, bench.isQuick);
    if (!bench.isQuick) await sleep(STORE_MS);
    await clients.ask({ kind: 'close' });
    await server.end('SIGTERM');
    return (after - before) / count;
  });
  if (kind.keepsNothing) return { written, opened: NaN };
  const opened = await withServer(bench, kind, options, async (server, clients) => {
    const before = await settledBytes(server, bench.isQuick);
    await clients.ask({ kind: 'open', docs, perDoc: 1 });
    return ((await settledBytes(server, bench.isQuick)) - before) / count - perStream;
  });
  return { written, opened };
}
