import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, type ServerOptions } from './server.ts';

export type SlowSync = { readonly library: string } | { readonly reason: string };

/** Compiles the library that is loaded into servers to count their syncs and to slow them. */
export function buildSlowSync(source: string): SlowSync {
  if (process.platform !== 'linux') return { reason: 'syncs are counted on Linux only.' };
  const library = join(benchFolder(), 'slow-sync.so');
  const { status, error } = spawnSync('cc', [
    '-shared',
    '-fPIC',
    '-O2',
    '-o',
    library,
    source,
    '-ldl',
  ]);
  if (status === 0 && existsSync(library)) return { library };
  return {
    reason: `syncs could not be counted: there is no C compiler that works (${error ? 'no cc' : 'cc failed'}).`,
  };
}

export interface Syncs {
  readonly options: Pick<ServerOptions, 'env'>;
  /** How many there were so far. */
  count(): number;
}

/** Options for a server whose syncs are counted, and take so much longer. Throws the reason where that cannot be. */
export function syncsOf({ slowSync }: { readonly slowSync: SlowSync }, slowerMs: number): Syncs {
  if ('reason' in slowSync) throw new Error(slowSync.reason);
  const file = join(benchFolder(), 'syncs');
  return {
    options: {
      env: {
        LD_PRELOAD: slowSync.library,
        BENCH_SYNC_COUNT: file,
        BENCH_SYNC_DELAY: String(slowerMs * 1000),
      },
    },
    count: () => (existsSync(file) ? Number(readFileSync(file).readBigUInt64LE()) : 0),
  };
}
