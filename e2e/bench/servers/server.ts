import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireName } from '../load/task.ts';
import { SERVER_CORE, startProgram } from './process.ts';

export type ServerName = 'weft' | 'hocuspocus' | 'y-websocket' | 'y-durable-streams';

/** A server that the benchmark can start. */
export interface ServerKind {
  readonly name: ServerName;
  readonly title: string;
  readonly wire: WireName;
  /** What its acknowledgement promises. */
  readonly acknowledgement: string;
  /** Whether a restart takes everything. */
  readonly keepsNothing?: boolean;
  /** The same server with something to keep documents, where it has such a thing. */
  readonly keeping?: ServerKind;
  readonly script: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ServerOptions {
  /** Data of an earlier start; by default a folder of its own, removed at the end. */
  readonly folder?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
  readonly args?: readonly string[];
}

export interface Server {
  readonly kind: ServerKind;
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly folder: string;
  readonly output: () => string;
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const START_MS = 30_000;
const folders = new Set<string>();
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Folder of its own, removed when this process ends at the latest. */
export function benchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  folders.add(folder);
  return folder;
}

/** Starts a server; rejects with what it printed when it does not come to be ready. */
export async function startServer(kind: ServerKind, options: ServerOptions = {}): Promise<Server> {
  const { folder = benchFolder(), port = 0, env = {}, nodeArgs = [], args = [] } = options;
  let tellReady: ((url: string) => void) | undefined;
  const ready = new Promise<string>((resolve) => (tellReady = resolve));
  const program = startProgram(
    {
      args: [...nodeArgs, kind.script, ...args],
      core: SERVER_CORE,
      ...(kind.cwd === undefined ? {} : { cwd: kind.cwd }),
      env: {
        ...kind.env,
        ...env,
        PORT: String(port),
        HOST: '127.0.0.1',
        WEFT_DATA: join(folder, 'data'),
        BENCH_DATA: folder,
      },
    },
    (line) => {
      const [, url] = /ready: (https?:\S+)$/.exec(line) ?? [];
      if (url !== undefined) tellReady?.(url);
    },
  );
  const timer = setTimeout(() => program.child.kill('SIGKILL'), START_MS);
  const url = await Promise.race([ready, program.exited]);
  clearTimeout(timer);
  if (typeof url !== 'string') {
    const last = program.output().trim().split('\n').at(-1);
    throw new Error(`${kind.title} did not start: ${last}`);
  }
  return {
    kind,
    url,
    port: Number(new URL(url).port),
    pid: program.pid,
    folder,
    output: program.output,
    end: (signal = 'SIGKILL') => program.end(signal),
  };
}
