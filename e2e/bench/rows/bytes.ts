import {
  atMostTimes,
  eachServer,
  lineOf,
  NotMeasured,
  type Bench,
  type Outcome,
} from '../bench.ts';
import type { KeyTraffic, Place } from '../load/task.ts';
import type { Line } from '../report/line.ts';
import { makeCertificate } from '../servers/certificate.ts';
import { startClients } from '../servers/clients.ts';
import {
  startServer,
  type ServerKind,
  type ServerName,
  type ServerOptions,
} from '../servers/server.ts';
import { mintDocs } from './documents.ts';

const TIMES = 4;
const RIVALS: readonly ServerName[] = ['hocuspocus', 'y-websocket'];

/** Bytes on the socket for each key while somebody else reads: inside of TLS, without the packets' own headers. */
export async function measureBytes(bench: Bench): Promise<Line[]> {
  const press = async (
    kind: ServerKind,
    options: ServerOptions,
    more: Partial<Place>,
  ): Promise<KeyTraffic> => {
    const server = await startServer(kind, options);
    const clients = startClients(bench.loadScript, server, more);
    try {
      if (more.isShared && !server.url.startsWith('https'))
        throw new NotMeasured('not available: the server takes no --tls-cert and --tls-key.');
      await clients.ask({ kind: 'open', docs: mintDocs(1), perDoc: 2 });
      const [count, everyMs] = bench.isQuick ? [5, 20] : [40, 200];
      return await clients.ask({ kind: 'keys', count, everyMs });
    } finally {
      await clients.end();
      await server.end();
    }
  };
  const plain = await eachServer(bench, 'bytes', (kind) => press(kind, {}, { asBrowser: true }));
  const onlyOurs: Bench = { ...bench, kinds: bench.kinds.slice(0, 1) };
  const ours = await eachServer(onlyOurs, 'bytes', (kind) => {
    const { cert, key } = makeCertificate();
    const args = ['--tls-cert', cert, '--tls-key', key];
    return press(kind, { args }, { asBrowser: true, isShared: true });
  });
  const runs = new Map([...plain.runs].filter(([name]) => name !== 'weft'));
  for (const [name, run] of ours.runs) runs.set(name, run);
  const shared: Outcome<KeyTraffic> = { runs, missing: { ...plain.missing, ...ours.missing } };

  const lines = (outcome: Outcome<KeyTraffic>, over: string, isShared: boolean): Line[] =>
    [
      ['what goes up for whoever types', ({ typist }: KeyTraffic) => typist.up],
      ['what comes down to them', ({ typist }: KeyTraffic) => typist.down],
      ['what comes down to a reader', ({ reader }: KeyTraffic) => reader.down],
    ].map(([what, pick]) =>
      lineOf(
        outcome,
        {
          row: 'bytes',
          measure: `a key over ${over}: ${what as string}`,
          unit: 'bytes',
          better: 'less',
          isPlotted: isShared,
        },
        pick as (traffic: KeyTraffic) => number,
        isShared ? atMostTimes(TIMES, RIVALS, `${TIMES} times a WebSocket's at most`) : undefined,
      ),
    );
  return [...lines(shared, 'HTTP/2', true), ...lines(plain, 'HTTP/1.1', false)];
}
