import type { Random } from '@weft/shared/testing/random';
import { LogError, type Log } from '../log.ts';
import { createMemoryLog } from '../memory-log.ts';

/** A log that answers when and in the order that a seed says. */
export interface ScheduledLog extends Log {
  /** Calls that wait for their answer. */
  readonly waiting: number;
  /** Answers one of them: appends in the order they came, everything else in any. */
  answerOne(): void;
  /** From now on each answer is a fault with this probability; appends of a batch fail together. */
  setFaults(probability: number): void;
}

export function createScheduledLog(random: Random): ScheduledLog {
  const log = createMemoryLog();
  const appends: ((isFault: boolean) => void)[] = [];
  const others: ((isFault: boolean) => void)[] = [];
  let faults = 0;

  const later =
    (queue: typeof others) =>
    <T>(call: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        queue.push((isFault) => {
          if (isFault) reject(new LogError('storage'));
          else call().then(resolve, reject);
        });
      });
  const [append, other] = [later(appends), later(others)];

  return {
    head: (doc) => other(() => log.head(doc)),
    append: (row) => append(() => log.append(row)),
    read: (...asked) => other(() => log.read(...asked)),
    entries: (...asked) => other(() => log.entries(...asked)),
    find: (...asked) => other(() => log.find(...asked)),
    tagAt: (...asked) => other(() => log.tagAt(...asked)),
    state: (doc) => other(() => log.state(doc)),
    statePart: (...asked) => other(() => log.statePart(...asked)),
    tails: () => other(() => log.tails()),
    folded: (doc) => other(() => log.folded(doc)),
    close: () => log.close(),
    get waiting() {
      return appends.length + others.length;
    },
    answerOne() {
      const fromAppends = others.length === 0 || (appends.length > 0 && random.chance(0.5));
      const isFault = random.chance(faults);
      if (fromAppends) appends.shift()?.(isFault);
      else others.splice(random.below(others.length), 1)[0]!(isFault);
    },
    setFaults(probability) {
      faults = probability;
    },
  };
}
