import { readFileSync } from 'node:fs';
import { eachServer, lineOf, NotMeasured, withServer, type Bench } from '../bench.ts';
import type { Typed } from '../load/task.ts';
import type { Line } from '../report/line.ts';
import { collecting, settledBytes } from '../servers/settled.ts';
import { mintDocs } from './documents.ts';

/** Descriptors that a server needs for itself, and for the live document. */
const SPARE = 500;
const STEPS = 4;
const PEOPLE_PER_DOC = 50;
/** Farthest that a step's memory may be from the line through the first and the last. */
const LINEAR = 0.15;
const HARM = 3;

interface Streams {
  readonly open: number;
  readonly perStream: number;
  readonly bend: number;
  readonly alone: Typed;
  readonly among: Typed;
}

/** As many streams as one process can have open, and a document in the midst of them that goes on being written. */
export async function measureStreams(bench: Bench): Promise<Line[]> {
  const limit = bench.isQuick ? 40 : descriptorLimit() - SPARE;
  const outcome = await eachServer(bench, 'streams', (kind) => {
    if (kind.name === 'y-durable-streams')
      throw new NotMeasured('a reader takes three descriptors of its process; see memory.');
    return withServer(bench, kind, collecting(bench.collectScript), async (server, clients) => {
      const seconds = bench.isQuick ? 0.4 : 8;
      const live = { typists: 5, rate: 25, seconds, warmUp: seconds / 4 };
      await clients.ask({ kind: 'open', docs: mintDocs(1), perDoc: 5 });
      const alone = await clients.ask({ kind: 'type', typing: live });
      const memory = [{ open: 0, bytes: await settledBytes(server, bench.isQuick) }];
      for (let step = 1; step <= STEPS; step++) {
        const people = Math.floor(limit / STEPS);
        const docs = mintDocs(Math.ceil(people / PEOPLE_PER_DOC));
        const joined = await clients.ask({ kind: 'crowd', docs, people });
        const open = memory.at(-1)!.open + joined.people;
        bench.say(`streams: ${kind.title}, ${open} open`);
        memory.push({ open, bytes: await settledBytes(server, bench.isQuick) });
        if (joined.people < people) break;
      }
      const among = await clients.ask({ kind: 'type', typing: live });
      return { ...judgeMemory(memory), alone, among } satisfies Streams;
    });
  });
  const words = { row: 'streams', better: 'less' } as const;
  return [
    lineOf(
      outcome,
      {
        row: 'streams',
        measure: 'streams open in one process',
        unit: '',
        better: 'more',
      },
      ({ open }) => open,
      ({ weft }) => ({
        words: `${limit}, all that the system allows`,
        isMet: weft === undefined ? undefined : weft >= limit * 0.99,
      }),
    ),
    lineOf(
      outcome,
      { ...words, measure: 'memory of one of them', unit: 'KiB' },
      ({ perStream }) => perStream / 1024,
    ),
    lineOf(
      outcome,
      { ...words, measure: 'its farthest from a straight line', unit: '%' },
      ({ bend }) => bend * 100,
      ({ weft }) => ({
        words: `linear: ${LINEAR * 100} at most`,
        isMet: weft === undefined ? undefined : weft <= LINEAR * 100,
      }),
    ),
    lineOf(
      outcome,
      { ...words, measure: 'p99 of a live document before they came', unit: 'ms' },
      ({ alone }) => alone.p99,
    ),
    lineOf(
      outcome,
      { ...words, measure: 'p99 of it among them', unit: 'ms', isPlotted: true },
      ({ among }) => among.p99,
      ({ weft }) => {
        const run = outcome.runs.get('weft')?.result;
        const isWhole = run?.among.missing === 0;
        const words = `${HARM} times that before at most, nothing missing`;
        return { words, isMet: run && isWhole && weft! <= HARM * Math.max(5, run.alone.p99) };
      },
    ),
  ];
}

function judgeMemory(
  memory: readonly { open: number; bytes: number }[],
): Pick<Streams, 'open' | 'perStream' | 'bend'> {
  const [first, last] = [memory[0]!, memory.at(-1)!];
  const perStream = (last.bytes - first.bytes) / last.open;
  const bends = memory.map(
    ({ open, bytes }) =>
      Math.abs(bytes - (first.bytes + open * perStream)) / (last.bytes - first.bytes),
  );
  return { open: last.open, perStream, bend: Math.max(...bends) };
}

/** Files that one process may have open here. */
function descriptorLimit(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const [, soft] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
    // Beyond this the ports of one address run out.
    return Math.min(Number(soft ?? 1024), 28_000);
  } catch {
    return 1024;
  }
}
