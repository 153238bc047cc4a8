import type { Place, Results, Task } from '../load/task.ts';
import { LOAD_CORE, startProgram } from './process.ts';
import type { Server } from './server.ts';

/** The process of the light clients, on the other core. */
export interface Clients {
  readonly pid: number;
  /** Rejects with the reason when it cannot be done, or takes too long. */
  ask<T extends Task>(task: T): Promise<Results[T['kind']]>;
  end(): Promise<void>;
}

const PATIENCE_MS = 240_000;

/**
 * @param script the bundled entry of the process
 * @param more how the clients are to speak, where not as usual
 */
export function startClients(
  script: string,
  { kind, port }: Server,
  more: Partial<Place> = {},
): Clients {
  const place: Place = { wire: kind.wire, port, ...more };
  const program = startProgram({
    args: ['--expose-gc', script, JSON.stringify(place)],
    core: LOAD_CORE,
    ipc: true,
  });
  const { child } = program;
  return {
    pid: program.pid,
    ask: (task) =>
      new Promise((resolve, reject) => {
        const settle = (end: () => void): void => {
          clearTimeout(timer);
          child.off('message', onMessage);
          child.off('exit', onExit);
          end();
        };
        const onMessage = (message: unknown): void => {
          const { result, failure } = message as { result?: never; failure?: string };
          settle(() => (failure === undefined ? resolve(result!) : reject(new Error(failure))));
        };
        const onExit = (): void =>
          settle(() => reject(new Error(`The clients ended: ${program.output()}`)));
        const timer = setTimeout(
          () => settle(() => reject(new Error(`The clients took too long to ${task.kind}.`))),
          PATIENCE_MS,
        );
        child.on('message', onMessage);
        child.on('exit', onExit);
        child.send(task);
      }),
    end: () => program.end('SIGKILL'),
  };
}
