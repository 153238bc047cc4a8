import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lineOf, type Bench, type Outcome } from '../bench.ts';
import { bestRival, type Line } from '../report/line.ts';
import { startCountingProxy, type CountingProxy } from '../servers/counting-proxy.ts';
import type { Run } from '../servers/disturbance.ts';
import { LOAD_CORE, startProgram, type Program } from '../servers/process.ts';
import { startServer, type Server, type ServerName } from '../servers/server.ts';
import { mintDocs } from './documents.ts';

const HOUR_S = 3600;
const STATES = ['typing', 'idle'] as const;
type State = (typeof STATES)[number];

interface Hour {
  readonly packets: number;
  readonly bytes: number;
}
type Hours = Readonly<Record<State, Hour>>;

/**
 * An hour alone in a document, typing and idle, with each server's own provider: a few minutes of real traffic,
 * counted between them, times what is missing to an hour. All servers at once: nothing of this depends on the machine.
 */
export async function measureIdle(bench: Bench): Promise<Line[]> {
  const [rest, seconds] = bench.isQuick ? [1, 1] : [15, 150];
  const open: (Server | Program | CountingProxy)[] = [];
  const missing: Partial<Record<ServerName, string>> = { ...bench.absent };
  const counting = new Map<ServerName, Record<State, CountingProxy>>();
  bench.say(`idle: all servers, ${rest + seconds} s`);
  for (const kind of bench.kinds) {
    try {
      const server = await startServer(kind);
      open.push(server);
      const [typing, idle] = [
        await startCountingProxy(server.port),
        await startCountingProxy(server.port),
      ];
      open.push(typing, idle);
      counting.set(kind.name, { typing, idle });
      for (const state of STATES) {
        const url = `http://localhost:${state === 'typing' ? typing.port : idle.port}`;
        const [doc = ''] = mintDocs(1);
        const own = [bench.providerScript, url, doc, state];
        const theirs = [join(kind.cwd ?? '', 'provider.mjs'), kind.name, url, doc, state];
        const args = kind.name === 'weft' ? own : theirs;
        open.push(startProgram({ args, core: LOAD_CORE }));
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      missing[kind.name] = error.message;
    }
  }
  await sleep(rest * 1000);
  const before = new Map([...counting].map(([name, of]) => [name, read(of)]));
  await sleep(seconds * 1000);
  const runs = new Map<ServerName, Run<Hours>>();
  for (const [name, of] of counting) {
    const [from, to] = [before.get(name)!, read(of)];
    const scale = (state: State): Hour => ({
      packets: ((to[state].packets - from[state].packets) * HOUR_S) / seconds,
      bytes: ((to[state].bytes - from[state].bytes) * HOUR_S) / seconds,
    });
    const result = { typing: scale('typing'), idle: scale('idle') };
    runs.set(name, { result, others: 0, isDisturbed: false });
  }
  for (const one of open) {
    if ('counts' in one) one.close();
    else await one.end('SIGKILL');
  }
  return linesOf({ runs, missing });
}

function read(of: Record<State, CountingProxy>): Hours {
  return { typing: of.typing.counts, idle: of.idle.counts };
}

function linesOf(outcome: Outcome<Hours>): Line[] {
  const doing = { typing: 'typing alone', idle: 'being idle' } as const;
  return STATES.flatMap((state) =>
    (['packets', 'bytes'] as const).map((what) => {
      const line = lineOf(
        outcome,
        {
          row: 'idle',
          measure: `an hour of ${doing[state]}${what === 'packets' ? ', packets with payload' : ''}`,
          unit: what === 'bytes' ? 'KiB' : '',
          better: 'less',
          isPlotted: true,
        },
        (hours) => (what === 'bytes' ? hours[state].bytes / 1024 : hours[state].packets),
      );
      const { hocuspocus, 'y-websocket': plain, weft } = line.values;
      const sockets = { ...line, values: { hocuspocus, 'y-websocket': plain } } as Line;
      const best = bestRival(sockets)?.value;
      const isMet = best === undefined || weft === undefined ? undefined : weft < best;
      return { ...line, target: { words: 'less than the WebSocket rivals', isMet } };
    }),
  );
}
