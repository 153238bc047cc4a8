import { describe, expect, test } from 'vitest';
import { openedStore } from '../testing/opened-store.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Log } from './log.ts';
import { logContract } from './log.contract.ts';
import { writtenRow } from './testing/written-row.ts';

const doc = docIdOf(1);
const [ann, ben] = [sessionIdOf(1), sessionIdOf(2)];

logContract(async () => (await openedStore(temporaryFolder())).log);

/** Everything that a log can tell of documents 1 and 2. */
async function told(log: Log): Promise<unknown> {
  const one = async (id: typeof doc): Promise<unknown> => ({
    head: await log.head(id),
    rows: await log.read(id, 0, 1_000_000),
    tags: await Promise.all([0, 1, 2, 3, 4].map((offset) => log.tagAt(id, offset))),
    found: await log.find(id, ann, 2),
  });
  return Promise.all([one(doc), one(docIdOf(2))]);
}

async function write(log: Log): Promise<void> {
  await log.append(
    writtenRow(0, { author: { session: ann, n: 1 }, bytes: Uint8Array.of(0, 1, 255) }),
  );
  await log.append(writtenRow(1));
  await log.append(writtenRow(2, { author: { session: ann, n: 2 }, bytes: new Uint8Array(700) }));
  await log.append(writtenRow(0, { doc: docIdOf(2), author: { session: ben, n: 1 } }));
  await log.append(writtenRow(3, { author: { session: ben, n: 1 } }));
}

describe('after a restart', () => {
  test('LOG-4 rows, cursors, epochs and last n are as they were, and the next row follows', async () => {
    const folder = temporaryFolder();
    const before = await openedStore(folder);
    await write(before.log);
    const expected = await told(before.log);
    await before.close();

    const { log } = await openedStore(folder);
    expect(await told(log)).toEqual(expected);
    const next = await log.append(writtenRow(4, { author: { session: ann, n: 3 } }));
    expect(next.offset).toBe(5);
    expect(await log.find(doc, ann, 3)).toMatchObject({ offset: 5 });
  });

  test('LOG-4 what was acknowledged is in the files before the log is closed', async () => {
    const folder = temporaryFolder();
    const { log } = await openedStore(folder);
    await write(log);
    const expected = await told(log);
    const second = await openedStore(folder);
    expect(await told(second.log)).toEqual(expected);
  });

  test('LOG-4 writing goes on through many restarts, with the tag chained over all of them', async () => {
    const folder = temporaryFolder();
    const tags: string[] = [];
    for (let after = 0; after < 4; after++) {
      const { log, close } = await openedStore(folder);
      tags.push((await log.append(writtenRow(after))).tag);
      await close();
    }
    const { log } = await openedStore(folder);
    expect(await Promise.all([1, 2, 3, 4].map((offset) => log.tagAt(doc, offset)))).toEqual(tags);
    expect(new Set(tags).size).toBe(4);
  });
});
