/** A thread of the proof: does one task after the other. */
import { parentPort } from 'node:worker_threads';
import type { Task } from './tasks.ts';

/** Milliseconds that go by at once; two of them are less than the pause that ends a step of undo, three are more. */
const TICK = 200;

// What is typed without a pause is one step of undo. The clock of a thread goes only when a task says so, or a
// seed would tell another story on a slow machine. Yjs takes its clock when it is imported, so that comes later.
let now = 1_000_000;
Date.now = () => now;
const { runTask } = await import('./tasks.ts');

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(runTask(task, () => void (now += TICK)));
});
