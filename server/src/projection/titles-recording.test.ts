import { expect, test } from 'vitest';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { LogError } from '../log/log.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { followedTitles as subject, readHere, settle } from './testing/followed-titles.ts';

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

test('DOC-6 reading titles takes its share of the time, however many documents change', async () => {
  const { clock, readings, write, changed } = await subject({
    readTitle: async (pieces) => {
      const title = await readHere(pieces);
      clock.advance(10);
      return title;
    },
  });
  const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
  for (const number of numbers) {
    await write(`title ${number}`, docIdOf(number));
    await changed(docIdOf(number));
  }
  clock.advance(500);
  await settle();
  for (const began = clock.now(); clock.now() < began + 1_000; clock.advance(5)) await settle();
  // 10 ms of each 100.
  expect(readings.length).toBeGreaterThan(8);
  expect(readings.length).toBeLessThan(13);
});
