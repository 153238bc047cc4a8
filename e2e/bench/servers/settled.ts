import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytes } from './proc.ts';
import type { Server, ServerOptions } from './server.ts';

const ROUNDS = 3;
const REST_MS = 700;
const QUICK_REST_MS = 50;

/** Options for a server that collects its garbage when asked to. */
export function collecting(script: string): Pick<ServerOptions, 'nodeArgs'> {
  return { nodeArgs: ['--expose-gc', '--import', script] };
}

/** What a server started with `collecting` holds once its garbage is gone, bytes. */
export async function settledBytes({ pid }: Server, isQuick: boolean): Promise<number> {
  for (let round = 0; round < ROUNDS; round++) {
    process.kill(pid, 'SIGUSR2');
    await sleep(isQuick ? QUICK_REST_MS : REST_MS);
  }
  return residentBytes(pid);
}
