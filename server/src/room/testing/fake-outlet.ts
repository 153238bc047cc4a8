import type { Down } from '@weft/shared/protocol/down';
import type { Outlet } from '../../hub/outlet.ts';
import { toldEvents } from './told-events.ts';

/** A reader's connection that takes events when the test says so. */
export interface FakeOutlet extends Outlet {
  /** Takes up to `count` events out of the queue, or all. */
  take(count?: number): Down[];
  /** The reader goes away. */
  close(): void;
  /** Bytes that wait now, and the most that ever did. */
  readonly waiting: number;
  readonly mostWaiting: number;
}

/** @param highWater bytes from which on the reader counts as slow */
export function createFakeOutlet(highWater = 64 * 1024): FakeOutlet {
  const queue: Buffer[] = [];
  const drainCallbacks: (() => void)[] = [];
  const closeCallbacks: (() => void)[] = [];
  let closed = false;
  let mostWaiting = 0;
  const waiting = (): number => queue.reduce((sum, { length }) => sum + length, 0);

  const outlet: FakeOutlet = {
    get ready() {
      return !closed && waiting() < highWater;
    },
    get closed() {
      return closed;
    },
    write(event) {
      if (closed) return;
      queue.push(event);
      mostWaiting = Math.max(mostWaiting, waiting());
    },
    onClose(callback) {
      if (closed) callback();
      else closeCallbacks.push(callback);
    },
    drained() {
      if (closed || waiting() < highWater) return Promise.resolve();
      return new Promise((resolve) => drainCallbacks.push(resolve));
    },
    take(count = queue.length) {
      const events = toldEvents(...queue.splice(0, count));
      if (queue.length === 0) for (const callback of drainCallbacks.splice(0)) callback();
      return events;
    },
    close() {
      closed = true;
      for (const callback of [...drainCallbacks.splice(0), ...closeCallbacks.splice(0)]) callback();
    },
    get waiting() {
      return waiting();
    },
    get mostWaiting() {
      return mostWaiting;
    },
  };
  return outlet;
}
