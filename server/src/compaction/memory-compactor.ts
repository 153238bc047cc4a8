import type { MemoryLog } from '../log/memory-log.ts';
import { gatherState } from '../log/state-parts.ts';
import { CompactionError, type Compactor } from './compactor.ts';
import { foldTail } from './tail.ts';

/** The compactor's fake, over the log's: the same folding and the same proof, at once. */
export function createMemoryCompactor(log: MemoryLog): Compactor {
  return {
    async compact({ doc, head, rows, now }) {
      try {
        const stored = await log.state(doc);
        const state =
          stored && (await gatherState((part) => log.statePart(doc, stored.offset, part)));
        const folded = await log.read(doc, 0, Number.MAX_SAFE_INTEGER);
        const fold = foldTail(head, {
          state,
          digest: head.base.digest,
          // What was quarantined is not remembered here: a fake's rows are sound, or all in one tail.
          replay: () => folded.slice(0, head.base.offset).map(({ bytes }) => bytes),
        });
        for await (const some of rows) fold.add(some);
        const { offset, stateBytes, quarantined, ...rest } = fold.finish(now);
        log.fold(doc, { offset, state: rest.state, digest: rest.digest });
        return { offset, stateBytes, quarantined };
      } catch (error) {
        throw new CompactionError(String(error), { cause: error });
      }
    },
    async close() {},
  };
}
