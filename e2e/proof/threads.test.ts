import { expect, test } from 'vitest';
import { runInThreads } from './threads.ts';

const thread = (answer: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', (task) => { ${answer} });`,
    )}`,
  );

async function run(file: URL, tasks: readonly number[], patience: number) {
  const results = new Map<number, number | undefined>();
  await runInThreads<number, number>({
    file,
    tasks,
    patience,
    onResult: (task, result) => results.set(task, result),
  });
  return results;
}

test('PROOF-6 every task is done once', async () => {
  const tasks = Array.from({ length: 20 }, (_, index) => index);
  const results = await run(thread('parentPort.postMessage(task * 2)'), tasks, 60_000);
  expect([...results].toSorted(([a], [b]) => a - b)).toEqual(tasks.map((task) => [task, task * 2]));
});

test('PROOF-6 a task without an end is given up, and the others are done', async () => {
  const hangs = thread('while (task === 3); parentPort.postMessage(task)');
  const results = await run(hangs, [1, 2, 3, 4, 5], 3000);
  expect([...results.values()].filter((result) => result === undefined)).toHaveLength(1);
  expect(results.get(3)).toBeUndefined();
  expect(results.get(5)).toBe(5);
});

test('PROOF-6 an error in a thread ends the run', async () => {
  const throws = thread("if (task === 2) throw new Error('Two.'); parentPort.postMessage(task)");
  await expect(run(throws, [1, 2, 3], 60_000)).rejects.toThrow('Two.');
});
