/** A thread of the proof: does one task after the other. */
import { parentPort } from 'node:worker_threads';
import { type ConvergenceTask, runConvergenceTask } from './convergence/task.ts';
import { type IntentTask, runIntentTask } from './intent/task.ts';
import { type LifeTask, runLifeTask } from './life/life.ts';

function run(task: IntentTask | ConvergenceTask | LifeTask): unknown {
  switch (task.kind) {
    case 'intent':
      return runIntentTask(task);
    case 'convergence':
      return runConvergenceTask(task);
    case 'life':
      return runLifeTask(task);
  }
}

parentPort?.on('message', (task: Parameters<typeof run>[0]) => parentPort?.postMessage(run(task)));
