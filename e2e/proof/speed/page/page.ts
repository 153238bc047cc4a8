/** The page in which editors are measured. It is driven from outside, through `window.proof`. */
import { decodeBase64 } from '@weft/shared/codec/base64';
import type { ModelName } from '../../models/model.ts';
import type { Mount, Mounted } from './mount.ts';
import { mountStockV1, mountStockV2 } from './stock-mount.ts';
import { mountWeft } from './weft-mount.ts';

export interface ProofPage {
  /**
   * Fetches a document and shows it. Answers how long that took from the bytes to the first frame,
   * milliseconds.
   */
  open(model: ModelName, url: string): Promise<number>;
  /** Puts the caret at the end of a block and waits until nothing moves. */
  place(block: number): Promise<void>;
  /** Waits until the last key is measured and the page has come to rest. */
  rest(): Promise<void>;
  /** How long each key pressed so far took until its frame was painted, milliseconds. */
  keys(): readonly number[];
  /** Applies a teammate's update, base64. Answers how long it took until its frame. */
  receive(update: string): Promise<number>;
}

declare global {
  interface Window {
    proof: ProofPage;
  }
}

const MOUNTS: Readonly<Record<ModelName, Mount>> = {
  'stock-v1': mountStockV1,
  'stock-v2': mountStockV2,
  weft: mountWeft,
};

/** Between two measurements, so that one does not end within the other's frame; milliseconds. */
const PAUSE = 50;

const root = document.querySelector<HTMLElement>('main')!;
const keys: number[] = [];
let lastKey: Promise<void> = Promise.resolve();
let mounted: Mounted | undefined;

root.addEventListener(
  'keydown',
  () => {
    const start = performance.now();
    lastKey = painted().then(() => void keys.push(performance.now() - start));
  },
  // Before the editor's own.
  { capture: true },
);

window.proof = {
  async open(model, url) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    await pause(PAUSE);
    const start = performance.now();
    mounted = MOUNTS[model](root, bytes);
    await painted();
    return performance.now() - start;
  },
  async place(block) {
    mounted?.place(block);
    await painted();
    await pause(PAUSE);
  },
  async rest() {
    await lastKey;
    await pause(PAUSE);
  },
  keys: () => keys,
  async receive(update) {
    await pause(PAUSE);
    const start = performance.now();
    mounted?.receive(decodeBase64(update));
    await painted();
    return performance.now() - start;
  },
};

/** The end of the next frame: what comes after its callbacks is layout and paint, and then messages. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(undefined);
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
