import { setTimeout as sleep } from 'node:timers/promises';
import type { Cursor } from '@weft/shared/protocol/cursor';
import { NO_LOAD, type Load } from '../load/load.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import type { Outcome } from './journal.ts';
import { LogError, type NewRow } from './log.ts';

/** Rows of one commit together: an import must not make a typist wait for megabytes of fsync. */
const MAX_COMMIT_BYTES = 1024 * 1024;
/** Rows that wait together; beyond it the caller is told to come back. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

interface Waiting {
  readonly row: NewRow;
  readonly since: number;
  readonly resolve: (cursor: Cursor) => void;
  readonly reject: (error: LogError) => void;
}

export interface GroupCommitOptions {
  readonly metrics?: Metrics;
  readonly load?: Load;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface GroupCommit {
  /** Resolves after the commit that holds the row; rejects with `LogError`. */
  append(row: NewRow): Promise<Cursor>;
  /** Resolves when nothing waits any more; later appends are refused. */
  close(): Promise<void>;
}

/**
 * Gathers rows while a commit is under way and hands them over as the next one: an fsync costs the same
 * for one row as for a hundred, so throughput comes from sharing it, and a lone row waits only where the server is busy.
 */
export function createGroupCommit(
  commit: (rows: readonly NewRow[]) => Promise<Outcome[]>,
  {
    metrics = NO_METRICS,
    load = NO_LOAD,
    now = () => performance.now(),
    wait = sleep,
  }: GroupCommitOptions = {},
): GroupCommit {
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  /** The rows of the commit that is under way. */
  let underWay: readonly Waiting[] = [];
  metrics.watch('appendQueueBytes', () => waitingBytes);
  metrics.watch('oldestAppendMs', () => {
    const oldest = underWay[0] ?? waiting[0];
    return oldest ? now() - oldest.since : 0;
  });
  let lastBegan = -Infinity;
  let running: Promise<void> | undefined;
  let closed = false;

  function takeBatch(): Waiting[] {
    let size = 0;
    let count = 0;
    while (count < waiting.length) {
      size += waiting[count]!.row.bytes.length;
      if (count > 0 && size > MAX_COMMIT_BYTES) break;
      count += 1;
    }
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    for (const { row } of batch) waitingBytes -= row.bytes.length;
    return batch;
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const early = lastBegan + load.commitMs() - now();
      // Requests that arrived together share the first commit as well.
      await (early > 0 ? wait(early) : endOfTurn());
      const batch = takeBatch();
      underWay = batch;
      const began = now();
      lastBegan = began;
      try {
        const outcomes = await commit(batch.map(({ row }) => row));
        metrics.commit({ ms: now() - began, rows: batch.length });
        batch.forEach(({ resolve, reject }, i) => {
          const outcome = outcomes[i]!;
          if ('cursor' in outcome) resolve(outcome.cursor);
          else reject(new LogError(outcome.fault));
        });
      } catch (error) {
        const fault = error instanceof LogError ? error : new LogError('storage', error);
        for (const { reject } of batch) reject(fault);
      }
    }
    underWay = [];
    running = undefined;
  }

  return {
    append(row) {
      if (closed) return Promise.reject(new LogError('closed'));
      if (waitingBytes + row.bytes.length > MAX_WAITING_BYTES)
        return Promise.reject(new LogError('busy'));
      return new Promise((resolve, reject) => {
        waiting.push({ row, since: now(), resolve, reject });
        waitingBytes += row.bytes.length;
        running ??= run();
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

/** Resolves when all that has arrived by now has been looked at. */
function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
