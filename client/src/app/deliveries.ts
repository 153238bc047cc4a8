import type { Clock } from '@weft/shared/clock';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Waiting, WaitingTexts } from '../pages/waiting.ts';

/** What waits is looked for this often as long as anything does, milliseconds. */
const LOOK_EVERY_MS = 15_000;

interface DeliveryPorts {
  /** Pages that have unsent text on this device. */
  readonly documents: () => Promise<readonly DocId[]>;
  /** Sends one page's text; resolves with why it still waits, or with nothing. */
  readonly deliver: (page: DocId) => Promise<Waiting | undefined>;
  /** Whether the page can be sent by itself here: the server knows of it, and it is not open in this window. */
  readonly isDue: (page: DocId) => boolean;
  /** Runs `task` unless another window of this browser is at it. */
  readonly exclusively: (task: () => Promise<void>) => Promise<void>;
  readonly clock: Clock;
}

/**
 * Sends what was written on pages that are not open: those that were closed without a network, and those of windows that
 * are gone. One page after the other, and none twice in a round.
 */
export function createDeliveries(ports: DeliveryPorts): WaitingTexts & { close(): void } {
  const { documents, deliver, isDue, exclusively, clock } = ports;
  const listeners = new Set<() => void>();
  let waiting: ReadonlyMap<DocId, Waiting> = new Map();
  let stopTimer: (() => void) | undefined;
  let running: Promise<void> | undefined;
  /** Asked for again while a round was under way. */
  let isAsked = false;
  let isOver = false;

  function show(next: ReadonlyMap<DocId, Waiting>): void {
    const isSame =
      next.size === waiting.size && [...next].every(([id, why]) => waiting.get(id) === why);
    if (isSame || isOver) return;
    waiting = next;
    for (const listener of Array.from(listeners)) listener();
  }

  async function look(refused: ReadonlyMap<DocId, Waiting>): Promise<readonly DocId[]> {
    const ids = await documents();
    show(new Map(ids.map((id) => [id, refused.get(id) ?? 'waiting'])));
    return ids;
  }

  async function round(): Promise<void> {
    const why = new Map<DocId, Waiting>();
    for (const id of await look(waiting)) {
      if (isOver) return;
      if (!isDue(id)) continue;
      const left = await deliver(id);
      // Nobody can be asked: the others would wait as long.
      if (left === 'waiting') break;
      if (left) why.set(id, left);
    }
    await look(why);
  }

  function send(): void {
    stopTimer?.();
    stopTimer = undefined;
    isAsked = true;
    running ??= run().finally(() => (running = undefined));
  }

  async function run(): Promise<void> {
    while (isAsked && !isOver) {
      isAsked = false;
      // Where this device cannot be read, nothing can be said of it either.
      await exclusively(round).catch(() => undefined);
      await look(waiting).catch(() => undefined);
    }
    if (isOver || waiting.size === 0) return;
    stopTimer?.();
    stopTimer = clock.after(LOOK_EVERY_MS, send);
  }

  return {
    get: () => waiting,
    subscribe(changed) {
      const own = (): void => changed();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    look: () => void look(waiting).catch(() => undefined),
    send,
    close() {
      isOver = true;
      stopTimer?.();
    },
  };
}
