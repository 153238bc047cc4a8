import { onTestFinished } from 'vitest';
import type { DocId } from '@weft/shared/protocol/ids';
import { createCompaction } from '../../compaction/compaction.ts';
import { createThreadCompactor } from '../../compaction/thread-compactor.ts';
import { writtenRow } from '../../log/testing/written-row.ts';
import { manualClock } from '@weft/shared/testing/clock';
import { docIdOf } from '../../testing/numbered-ids.ts';
import { openedStore } from '../../testing/opened-store.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

const COMPACTION_THREAD = new URL('../../../dist/compaction/compaction-thread.js', import.meta.url);

/** A data folder in use, as the server has it. */
export interface UsedFolder {
  readonly path: string;
  readonly store: Awaited<ReturnType<typeof openedStore>>;
  append(updates: readonly Uint8Array[], doc?: DocId): Promise<void>;
  fold(doc?: DocId): Promise<void>;
  close(): Promise<void>;
}

/** Opens `path`, or a folder that is gone after the test. */
export async function usedFolder(path = temporaryFolder()): Promise<UsedFolder> {
  const store = await openedStore(path);
  const compactor = createThreadCompactor(COMPACTION_THREAD, path);
  const compaction = createCompaction({
    log: store.log,
    compactor,
    clock: manualClock(1_800_000_000_000),
    onCompacted: () => undefined,
    onFault: () => undefined,
  });
  const close = async (): Promise<void> => {
    compaction.close();
    await compactor.close();
    await store.close();
  };
  onTestFinished(close);
  return {
    path,
    store,
    close,
    async append(updates, doc = docIdOf(1)) {
      await store.documents.create({ id: doc, format: 'raw', time: 1 });
      let { offset } = (await store.log.head(doc)).cursor;
      for (const bytes of updates) {
        await store.log.append(writtenRow(offset, { doc, bytes }));
        offset += 1;
      }
    },
    async fold(doc = docIdOf(1)) {
      await compaction.compact(doc);
    },
  };
}

/** The bytes of all rows of a document in a folder that nobody uses. */
export async function rowsIn(path: string, doc = docIdOf(1)): Promise<Uint8Array[]> {
  const { store, close } = await usedFolder(path);
  const rows = await store.log.read(doc, 0, Number.MAX_SAFE_INTEGER);
  await close();
  return rows.map(({ bytes }) => bytes);
}
