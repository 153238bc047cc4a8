import type { Clock } from '@weft/shared/clock';
import type { Random } from '@weft/shared/testing/random';
import { createGroupCommit } from '@weft/server/log/group-commit';
import { LogError, type Log, type NewRow } from '@weft/server/log/log';
import type { MemoryLog } from '@weft/server/log/memory-log';

type Commit = Parameters<typeof createGroupCommit>[0];
type Outcomes = Awaited<ReturnType<Commit>>;

/** What may happen at a disk, as probabilities; time in milliseconds. */
export interface DiskFaults {
  /** Longest time that a commit takes. */
  readonly maxDelay: number;
  /** Of a commit being refused: before it was written, or after. */
  readonly refusal: number;
  /** Of a read being refused. */
  readonly unreadable: number;
}

export const SOUND_DISK: DiskFaults = { maxDelay: 0, refusal: 0, unreadable: 0 };

/**
 * The server's own group commit over a log in memory that takes time to write, refuses, and loses what was not
 * written when the power goes.
 */
export interface SimulatedDisk {
  readonly log: Log;
  setFaults(faults: DiskFaults): void;
  /** The power goes: commits that are under way are not written, and nobody is answered. */
  crash(): void;
}

export function createSimulatedDisk(
  memory: MemoryLog,
  clock: Clock,
  random: Random,
  initial: DiskFaults,
): SimulatedDisk {
  let faults = initial;
  let crashed = false;

  const write = (rows: readonly NewRow[]): Promise<Outcomes> =>
    Promise.all(
      rows.map((row) =>
        memory.append(row).then(
          (cursor) => ({ cursor }),
          (error: unknown) => ({ fault: (error as LogError).fault }),
        ),
      ),
    );

  const commits = createGroupCommit(
    (rows) =>
      new Promise((resolve, reject) => {
        const refused = random.chance(faults.refusal);
        const written = !refused || random.chance(0.5);
        const finish = (): void => {
          if (crashed) return;
          const outcomes = written ? write(rows) : undefined;
          if (refused || !outcomes) reject(new LogError('storage', new Error('SQLITE_IOERR')));
          else outcomes.then(resolve, reject);
        };
        if (faults.maxDelay === 0 && !refused) return finish();
        clock.after(random.below(faults.maxDelay + 1), finish);
      }),
  );

  const readable =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (random.chance(faults.unreadable)) throw new LogError('storage');
      return read(...args);
    };

  return {
    log: {
      ...memory,
      append: (row) => commits.append(row),
      head: readable(memory.head),
      read: readable(memory.read),
      find: readable(memory.find),
      tagAt: readable(memory.tagAt),
      state: readable(memory.state),
      statePart: readable(memory.statePart),
    },
    setFaults(next) {
      faults = next;
    },
    crash() {
      crashed = true;
    },
  };
}
