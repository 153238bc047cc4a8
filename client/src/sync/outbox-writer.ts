import type { OutboxChange } from './outbox.ts';
import type { OutboxStore } from './ports.ts';

export interface OutboxWriter {
  /** Queues changes as one write, after all earlier ones. */
  write(...changes: (OutboxChange | undefined)[]): void;
  /** Resolves when nothing is queued or under way. */
  settled(): Promise<void>;
}

/**
 * Makes changes of an outbox durable, strictly one after the other: a later one may remove what an earlier
 * one put. A write that fails is reported and passed over; its rows live on in memory.
 */
export function createOutboxWriter(
  store: OutboxStore,
  onProgress: (progress: { writing: boolean; storageBroken?: true }) => void,
): OutboxWriter {
  let queue: OutboxChange[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const change = combine(queue);
      queue = [];
      let failed = false;
      await store.write(change).catch(() => (failed = true));
      onProgress({ writing: queue.length > 0, ...(failed ? { storageBroken: true } : {}) });
    }
    running = undefined;
  }

  return {
    write(...changes) {
      const change = combine(changes.filter((one) => one !== undefined));
      if (change.put.length + change.remove.length === 0) return;
      queue.push(change);
      running ??= Promise.resolve().then(run);
      onProgress({ writing: true });
    },
    async settled() {
      while (running) await running;
    },
  };
}

/** Several changes as one; what an earlier one put and a later one removed need not be written at all. */
function combine(changes: readonly OutboxChange[]): OutboxChange {
  const remove = changes.flatMap((change) => change.remove);
  const removed = new Set(remove.map(({ session, seq }) => `${session} ${seq}`));
  const put = changes
    .flatMap((change) => change.put)
    .filter(({ session, seq }) => !removed.has(`${session} ${seq}`));
  return { put, remove };
}
