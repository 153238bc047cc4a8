import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';

/** Core of the servers under test, and core of the clients. */
export const SERVER_CORE = 0;
export const LOAD_CORE = 1;

/** What is still running when this process ends goes with it. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Whether a process can be given a core of its own here. */
export const canPin: boolean =
  process.platform === 'linux' &&
  availableParallelism() > 1 &&
  spawnSync('taskset', ['-c', '0', 'true']).status === 0;

export interface ProgramOptions {
  readonly args: readonly string[];
  readonly core: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** A channel for messages besides the output. */
  readonly ipc?: boolean;
}

export interface Program {
  readonly child: ChildProcess;
  readonly pid: number;
  /** The last of what it printed. */
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** How long a program may take to leave when asked to. */
const LEAVE_MS = 12_000;

/** Starts a program of Node on a core of its own. `onLine` gets what it prints. */
export function startProgram(
  { args, core, env = {}, cwd, ipc = false }: ProgramOptions,
  onLine?: (line: string) => void,
): Program {
  const pinned = canPin ? ['taskset', '-c', String(core), process.execPath] : [process.execPath];
  const [command, ...before] = pinned as [string, ...string[]];
  const child = spawn(command, [...before, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  });
  running.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > 40) lines.shift();
      onLine?.(line);
    });
  }
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return {
    child,
    pid: child.pid ?? 0,
    output: () => lines.join('\n'),
    exited,
    async end(signal) {
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), LEAVE_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}
