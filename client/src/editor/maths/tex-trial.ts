/** Milliseconds after which TeX counts as one that never ends. */
const PATIENCE = 1_500;
/** Letters of markup that a page can take for one equation. */
const LARGEST = 2_000_000;
const REMEMBERED = 50;

/** What the worker tells: that it has loaded, or how much markup it made; -1 if it could not. */
export type TrialAnswer = 'ready' | number;

let worker: Worker | undefined;
let ready: Promise<void> | undefined;
let last: Promise<unknown> = Promise.resolve();
const known = new Map<string, boolean>();

/** Whether `tex` can be typeset in a moment: it is tried where it can be stopped, one after another. */
export function isTypesetSoon(tex: string): Promise<boolean> {
  const trial = last.then(async () => {
    const before = known.get(tex);
    if (before !== undefined) return before;
    const isSoon = await tried(tex);
    known.set(tex, isSoon);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return isSoon;
  });
  last = trial.catch(() => undefined);
  return trial;
}

async function tried(tex: string): Promise<boolean> {
  const started = start();
  await ready;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      started.terminate();
      worker = undefined;
      resolve(false);
    }, PATIENCE);
    started.addEventListener(
      'message',
      ({ data }: MessageEvent<TrialAnswer>) => {
        clearTimeout(timer);
        resolve(typeof data === 'number' && data >= 0 && data <= LARGEST);
      },
      { once: true },
    );
    started.postMessage(tex);
  });
}

function start(): Worker {
  if (worker) return worker;
  const made = new Worker(new URL('./tex-trial-worker.ts', import.meta.url), { type: 'module' });
  // Its clock begins when it has loaded: a slow line is no reason to refuse an equation.
  ready = new Promise((resolve, reject) => {
    made.addEventListener('message', () => resolve(), { once: true });
    made.addEventListener('error', () => {
      worker = undefined;
      reject(new Error('What typesets equations could not be loaded.'));
    });
  });
  worker = made;
  return made;
}
