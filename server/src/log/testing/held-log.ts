import { LogError, type Log, type NewRow } from '../log.ts';
import { createMemoryLog } from '../memory-log.ts';

/** A log over a disk that the test has in its hands. */
export interface HeldLog extends Log {
  /** Every row that was handed over, in order, written or not. */
  readonly handed: readonly NewRow[];
  /** From now on rows wait. */
  hold(): void;
  /** Writes what waits, and what comes from now on. */
  release(): Promise<void>;
  /** Refuses what waits, before or after it was in fact written; what comes from now on is written. */
  fail(when?: 'before' | 'after'): Promise<void>;
  /** Refuses the first row that waits, and gives the others to the log. */
  failFirst(): Promise<void>;
}

interface Waiting {
  readonly row: NewRow;
  readonly resolve: (cursor: Awaited<ReturnType<Log['append']>>) => void;
  readonly reject: (error: unknown) => void;
}

/** A memory log that writes at once until it is held. */
export function createHeldLog(): HeldLog {
  const log = createMemoryLog();
  const handed: NewRow[] = [];
  let waiting: Waiting[] | undefined;

  const taken = (): Waiting[] => {
    const rows = waiting ?? [];
    waiting = undefined;
    return rows;
  };
  const write = ({ row, resolve, reject }: Waiting): Promise<void> =>
    log.append(row).then(resolve, reject);
  const refuse = ({ reject }: Waiting): void =>
    reject(new LogError('storage', new Error('SQLITE_IOERR')));

  return {
    ...log,
    handed,
    append(row) {
      handed.push(row);
      if (!waiting) return log.append(row);
      return new Promise((resolve, reject) => waiting!.push({ row, resolve, reject }));
    },
    hold() {
      waiting ??= [];
    },
    async release() {
      for (const one of taken()) await write(one);
    },
    async fail(when = 'before') {
      for (const one of taken()) {
        if (when === 'after') await log.append(one.row);
        refuse(one);
      }
    },
    async failFirst() {
      const [first, ...others] = taken();
      if (first) refuse(first);
      for (const one of others) await write(one);
    },
  };
}
