import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startAskedThread } from './asked-thread.ts';
import { createRestingThread } from './resting-thread.ts';

/** Threads that say which one they are. */
function numbered(restMs: number) {
  const file = join(temporaryFolder(), 'thread.mjs');
  writeFileSync(
    file,
    `import { parentPort, threadId } from 'node:worker_threads';
     parentPort.on('message', () => parentPort.postMessage(threadId));`,
  );
  const start = () =>
    startAskedThread<string, number>(pathToFileURL(file), {}, () => new Error('it ended'));
  const thread = createRestingThread(start, restMs);
  onTestFinished(thread.end);
  return thread;
}

test('COMPACT-7 one thread does job after job, and ends when there was none for a while', async () => {
  const thread = numbered(200);
  const first = thread.take();
  const number = await first.ask('which?');
  thread.giveBack();
  expect(await thread.take().ask('which?')).toBe(number);
  // However long a job takes.
  await sleep(400);
  expect(first.ended).toBe(false);
  thread.giveBack();
  await expect.poll(() => first.ended).toBe(true);
  expect(await thread.take().ask('which?')).not.toBe(number);
});

test('COMPACT-7 a thread that ended by itself is followed by another', async () => {
  const thread = numbered(60_000);
  await thread.take().end();
  expect(await thread.take().ask('which?')).toEqual(expect.any(Number));
});
