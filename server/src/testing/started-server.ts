import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A copy of the built server with `code` in place of one of its files; where its entry is. */
export function serverWith(file: string, code: string): string {
  const folder = join(temporaryFolder(), 'server');
  cpSync(join(MAIN, '..'), join(folder, 'dist'), { recursive: true });
  symlinkSync(join(MAIN, '..', '..', 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'dist', file), code);
  return join(folder, 'dist', 'main.js');
}

/** How a server ended: all that it had printed, and its exit code, or the signal that ended it. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartedServer {
  /** Where it answers, as its first line says. */
  readonly url: string;
  readonly ended: Promise<Ended>;
  /** What it has printed to stderr so far. */
  readonly complained: () => string;
  /** Sends the signal, which does not end it. */
  tell(signal: NodeJS.Signals): void;
  /** Sends the signal; resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

type Settings = Readonly<Record<string, string>>;

/** The built server in a process of its own, on a free port; resolves once it says that it is ready. */
export async function startedServer(
  settings: Settings,
  main = MAIN,
  args: readonly string[] = [],
): Promise<StartedServer> {
  const { child, ended, printed, complained } = start(settings, main, args);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const ready = /^Weft is ready: (\S+)$/m.exec(printed());
      if (ready) resolve(ready[1]!);
    });
    void ended.then((how) => reject(new Error(`the server ended: ${JSON.stringify(how)}`)));
  });
  return {
    url,
    ended,
    complained,
    tell: (signal) => void child.kill(signal),
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** The built server in a process of its own, which is expected to end by itself. */
export function endedServer(settings: Settings, args: readonly string[] = []): Promise<Ended> {
  return start(settings, MAIN, args).ended;
}

function start(settings: Settings, main: string, args: readonly string[]) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]): Ended => ({
    stdout,
    stderr,
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, printed: () => stdout, complained: () => stderr };
}
