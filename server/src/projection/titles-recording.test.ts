import { expect, test } from 'vitest';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { LogError } from '../log/log.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { followedTitles as subject, settle } from './testing/followed-titles.ts';

test('DOC-6 while the disk is slow, many titles share a commit', async () => {
  const commits: number[] = [];
  const memory = createMemoryDocuments();
  const { clock, write, changed, titleOf } = await subject({
    documents: {
      ...memory,
      async project(found) {
        commits.push(found.length);
        await new Promise<void>((resolve) => clock.after(10, resolve));
        await memory.project(found);
      },
    },
  });
  const numbers = Array.from({ length: 30 }, (_, i) => i + 1);
  for (const number of numbers) {
    await memory.create({ id: docIdOf(number), format: 'raw', time: 0 });
    await write(`title ${number}`, docIdOf(number));
    await changed(docIdOf(number));
  }
  clock.advance(600);
  // All are read while the first one is being recorded.
  for (const _ of numbers) await settle();
  for (let time = 0; time < 60; time++) {
    clock.advance(200);
    await settle();
  }
  expect(commits[0]).toBe(1);
  expect(commits.length).toBeLessThan(4);
  expect(await Promise.all(numbers.map((number) => titleOf(docIdOf(number))))).toEqual(
    numbers.map((number) => `title ${number}`),
  );
});

test('DOC-6 a title that could not be recorded is read and recorded again', async () => {
  const memory = createMemoryDocuments();
  let faults = 2;
  const { clock, write, changed, titleOf } = await subject({
    documents: {
      ...memory,
      project: (found) =>
        faults-- > 0 ? Promise.reject(new LogError('storage')) : memory.project(found),
    },
  });
  await write('late');
  await changed();
  for (let time = 0; time < 6; time++) {
    clock.advance(10_000);
    await settle();
  }
  expect(await titleOf()).toBe('late');
});

test('DOC-6 a document that is written in all the time is read more and more rarely, and soon again after a pause', async () => {
  const { clock, readings, write, changed } = await subject();
  const readAt: number[] = [];
  const typeFor = async (ms: number): Promise<void> => {
    for (const until = clock.now() + ms; clock.now() < until; clock.advance(100)) {
      await write('x');
      await changed();
      const before = readings.length;
      await settle();
      if (readings.length > before) readAt.push(clock.now() - 1_000);
    }
  };
  await typeFor(16_000);
  expect(readAt).toEqual([500, 1_500, 3_500, 7_500, 11_500, 15_500]);
  for (const pause of [4_000, 4_000]) {
    clock.advance(pause);
    await settle();
  }
  readAt.length = 0;
  await typeFor(1_000);
  expect(readAt).toEqual([24_500]);
});
