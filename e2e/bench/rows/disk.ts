import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, eachServer, lineOf, withServer, type Bench } from '../bench.ts';
import { writtenBytes } from '../servers/proc.ts';
import type { Line } from '../report/line.ts';
import { syncsOf } from '../servers/syncs.ts';
import { mintDocs } from './documents.ts';

/** Twice as many people as updates that are to share a commit: while one half is written, the other half waits. */
const PEOPLE = 200;
/** Slow enough that all of a half have come until the disk is free again. */
const SLOWER_MS = 20;
const STORE_MS = 4_000;
const BYTES_LIMIT = 400;

/** What an update costs the disk: many at once, and one alone. */
export async function measureDisk(bench: Bench): Promise<Line[]> {
  const [people, seconds, alone] = bench.isQuick ? [20, 0.5, 10] : [PEOPLE, 6, 200];
  const outcome = await eachServer(bench, 'disk', async (kind) => {
    // Each of its updates waits for several syncs, none of which it shares.
    const many = syncsOf(bench, kind.name === 'y-durable-streams' ? 0 : SLOWER_MS);
    const crowded = await withServer(bench, kind, many.options, async (server, clients) => {
      await clients.ask({ kind: 'open', docs: mintDocs(people), perDoc: 1 });
      await clients.ask({ kind: 'pump', seconds: 0.3 });
      const [bytes, syncs] = [writtenBytes(server.pid), many.count()];
      const { updates } = await clients.ask({ kind: 'pump', seconds });
      if (!bench.isQuick && kind.name === 'hocuspocus') await sleep(STORE_MS);
      return {
        bytes: (writtenBytes(server.pid) - bytes) / updates,
        perSync: updates / (many.count() - syncs),
      };
    });
    const few = syncsOf(bench, 0);
    const single = await withServer(bench, kind, few.options, async (_, clients) => {
      const [doc = ''] = mintDocs(1);
      await clients.ask({ kind: 'open', docs: [doc], perDoc: 1 });
      await clients.ask({ kind: 'pump', seconds: 0.1 });
      const before = few.count();
      await clients.ask({ kind: 'append', doc, client: 7, count: alone });
      return (few.count() - before) / alone;
    });
    return { ...crowded, single };
  });
  const words = { row: 'disk', unit: '' } as const;
  const why = 'it writes nothing to the disk.';
  const orNothing = (value: number): number => (Number.isFinite(value) && value > 0 ? value : NaN);
  return [
    lineOf(
      outcome,
      {
        ...words,
        measure: `bytes to the disk per update, ${people} people at once`,
        better: 'less',
        isPlotted: true,
        why,
      },
      ({ bytes }) => orNothing(bytes),
      atMost(BYTES_LIMIT, `${BYTES_LIMIT} at most`),
    ),
    lineOf(
      outcome,
      {
        ...words,
        measure: 'updates that share a sync there',
        better: 'more',
        why: 'it did not sync.',
      },
      ({ perSync }) => orNothing(perSync),
    ),
    lineOf(
      outcome,
      { ...words, measure: 'syncs per acknowledged update, one at a time', better: 'less' },
      ({ single }) => single,
      ({ weft }) => ({
        words: '1, the sync before the answer',
        isMet: weft === undefined ? undefined : weft >= 1 && weft < 1.1,
      }),
    ),
  ];
}
