import type { Clock } from '../clock.ts';
import type { Random } from './random.ts';

/** What may happen to each message, as probabilities; delays in milliseconds. */
export interface Faults {
  readonly maxDelay: number;
  /** Of a request, or of its answer. */
  readonly loss: number;
  /** Of a request arriving twice, the second time later. */
  readonly duplication: number;
  /** Of a stream breaking before a message. */
  readonly cut: number;
}

export const NO_FAULTS: Faults = { maxDelay: 5, loss: 0, duplication: 0, cut: 0 };

/** One direction of a stream: ordered while it lasts. */
export interface Pipe<T> {
  send(message: T): void;
  /** The sender ends it; what was sent before still arrives. */
  end(): void;
}

/**
 * A network between two ends in one process. It moves only with its clock, so a seed replays exactly:
 * requests are delayed independently (hence reordered), lost, or doubled; streams are ordered and cut.
 */
export interface FaultyNetwork {
  /** Runs `serve` at the far end never, once or twice; resolves with an answer, or `undefined` if none came. */
  request<T>(serve: () => Promise<T>): Promise<T | undefined>;
  /** @param onEnd the receiver's end of it: broken, or over */
  pipe<T>(deliver: (message: T) => void, onEnd: () => void): Pipe<T>;
  setFaults(faults: Faults): void;
}

/** Time after which a request without an answer is given up. */
const GIVE_UP_MS = 2_000;

export function createFaultyNetwork(clock: Clock, random: Random, initial: Faults): FaultyNetwork {
  let faults = initial;
  const delay = (): number => random.below(faults.maxDelay + 1);

  return {
    setFaults(next) {
      faults = next;
    },
    request<T>(serve: () => Promise<T>) {
      return new Promise<T | undefined>((resolve) => {
        const stopWaiting = clock.after(GIVE_UP_MS, () => resolve(undefined));
        const arrive = (): void => {
          void serve().then((answer) => {
            if (random.chance(faults.loss)) return;
            clock.after(delay(), () => {
              stopWaiting();
              resolve(answer);
            });
          });
        };
        if (!random.chance(faults.loss)) clock.after(delay(), arrive);
        if (random.chance(faults.duplication)) clock.after(delay() * 3, arrive);
      });
    },
    pipe<T>(deliver: (message: T) => void, onEnd: () => void) {
      let lastArrival = 0;
      let broken = false;
      /** Arrivals keep their order: none may overtake the one before. */
      const later = (callback: () => void): void => {
        lastArrival = Math.max(lastArrival, clock.now() + delay());
        clock.after(lastArrival - clock.now(), callback);
      };
      const breakOff = (): void => {
        if (broken) return;
        broken = true;
        onEnd();
      };
      return {
        send(message: T) {
          if (broken) return;
          if (random.chance(faults.cut)) return later(breakOff);
          later(() => {
            if (!broken) deliver(message);
          });
        },
        end: () => later(breakOff),
      };
    },
  };
}
