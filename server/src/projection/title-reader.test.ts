import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { typist } from '../room/testing/typist.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTitleReader } from './title-reader.ts';
import { TitleUnreadable, type ReadTitle } from './titles.ts';

/** The bundled thread, which global set-up has built: Node 20 cannot start one from TypeScript. */
const TITLE_THREAD = new URL('../../dist/projection/title-thread.js', import.meta.url);

/** A row for the thread below; the first byte says what it does to it. */
const [SOUND, ENDLESS, DEADLY] = [[0], [1], [2]] as const;

/** A thread whose title is the number of rows, unless a row keeps it from answering. */
function troubledThread(): URL {
  const file = join(temporaryFolder(), 'thread.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     let count = 0;
     parentPort.on('message', ({ rows }) => {
       for (const [kind] of rows ?? []) {
         if (kind === 1) for (;;);
         if (kind === 2) throw new Error('out of memory');
       }
       if (rows) count += rows.length;
       parentPort.postMessage({ title: rows ? undefined : String(count) });
       if (!rows) count = 0;
     });`,
  );
  return pathToFileURL(file);
}

const mark = () => ({ id: docIdOf(1), updatedAt: 0, offset: 0 });

function readerOn(thread: URL, budgetMs?: number): ReadTitle {
  const { readTitle, close } = createTitleReader(
    thread,
    budgetMs === undefined ? {} : { budgetMs },
  );
  onTestFinished(close);
  return readTitle;
}

async function* pieces(...rows: (readonly number[] | Uint8Array)[]): AsyncGenerator<Uint8Array[]> {
  for (const row of rows) yield [Uint8Array.from(row)];
}

test('DOC-6 a title is read from its pieces on a thread of its own', async () => {
  const readTitle = readerOn(TITLE_THREAD);
  const one = typist(1);
  expect(await readTitle(pieces(one.type('Pla'), one.type('ns')), mark)).toBe('Plans');
});

test('DOC-6 a document that takes too long is given up, and the others are read', async () => {
  const readTitle = readerOn(troubledThread(), 1_000);
  const outcomes = await Promise.allSettled([
    readTitle(pieces(SOUND, ENDLESS), mark),
    readTitle(pieces(SOUND), mark),
  ]);
  expect(outcomes).toEqual([
    { status: 'rejected', reason: expect.any(TitleUnreadable) },
    { status: 'fulfilled', value: '1' },
  ]);
});

test('DOC-6 a document that ends the thread is given up, and the others are read', async () => {
  const readTitle = readerOn(troubledThread());
  for (let time = 0; time < 3; time++) {
    await expect(readTitle(pieces(DEADLY), mark)).rejects.toBeInstanceOf(TitleUnreadable);
    expect(await readTitle(pieces(SOUND, SOUND), mark)).toBe('2');
  }
});

test('DOC-6 rows that could not be fetched are not the beginning of the next document', async () => {
  const readTitle = readerOn(troubledThread());
  async function* failing(): AsyncGenerator<Uint8Array[]> {
    yield* pieces(SOUND);
    throw new Error('the disk refuses');
  }
  await expect(readTitle(failing(), mark)).rejects.toThrow('the disk refuses');
  expect(await readTitle(pieces(SOUND), mark)).toBe('1');
});

test('OPS-5 closing cuts a reading short', async () => {
  const { readTitle, close } = createTitleReader(troubledThread());
  const reading = Promise.allSettled([readTitle(pieces(ENDLESS), mark)]);
  await close();
  expect(await reading).toMatchObject([{ status: 'rejected' }]);
});
