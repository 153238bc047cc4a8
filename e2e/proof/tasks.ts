import { type ConvergenceTask, runConvergenceTask } from './convergence/task.ts';
import { type IntentTask, runIntentTask } from './intent/task.ts';
import { type LifeTask, runLifeTask } from './life/life.ts';

/** Whatever a thread may be asked to do. */
export type Task = IntentTask | ConvergenceTask | LifeTask;

/**
 * Does a task and answers its result.
 *
 * @param tick lets time go by, for what depends on it
 */
export function runTask(task: Task, tick: () => void): unknown {
  switch (task.kind) {
    case 'intent':
      return runIntentTask(task);
    case 'convergence':
      return runConvergenceTask(task, tick);
    case 'life':
      return runLifeTask(task);
  }
}
