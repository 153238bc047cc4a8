import { startServer, type ServerProcess } from '../fixtures/server-process.ts';
import { until } from './peer.ts';

/** A server whose memory can be asked for: garbage is collected on demand, so that what is measured is what is held. */
export function startMeasured(folder: string): Promise<ServerProcess> {
  return startServer({
    folder,
    nodeArgs: [
      '--expose-gc',
      '--import',
      new URL('../fixtures/collect-on-signal.mjs', import.meta.url).href,
    ],
  });
}

/** Bytes that the server holds, garbage not counted. */
export async function heldBytes(server: ServerProcess): Promise<number> {
  const before = server.output().length;
  process.kill(server.pid, 'SIGUSR2');
  const answer = (): RegExpExecArray | null => /held (\d+)/.exec(server.output().slice(before));
  await until(() => answer() !== null);
  return Number(answer()![1]);
}
