import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId } from '@weft/shared/protocol/ids';

/** Why the text of a page is not on the server yet: nobody could be asked, or it was refused. */
export type Waiting = 'waiting' | ErrorCode | 'device-storage';

/** Port: pages whose text waits on this device. */
export interface WaitingTexts {
  /** Another map after each change. */
  get(): ReadonlyMap<DocId, Waiting>;
  subscribe(changed: () => void): () => void;
  /** Looks what waits. */
  look(): void;
  /** Looks what waits, and tries to send it. */
  send(): void;
}

const NONE: ReadonlyMap<DocId, Waiting> = new Map();

/** Texts that wait, by code that is loaded when they are first to be sent. */
export function lateWaitingTexts(load: () => Promise<WaitingTexts>): WaitingTexts {
  const listeners = new Set<() => void>();
  let loading: Promise<WaitingTexts> | undefined;
  let loaded: WaitingTexts | undefined;
  const tell = (): void => {
    for (const listener of Array.from(listeners)) listener();
  };
  function when(act: (texts: WaitingTexts) => void): void {
    loading ??= load().then((texts) => {
      loaded = texts;
      texts.subscribe(tell);
      return texts;
    });
    loading.then(
      act,
      // The next time it may come.
      () => (loading = undefined),
    );
  }
  return {
    get: () => loaded?.get() ?? NONE,
    subscribe(changed) {
      const own = (): void => changed();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    look: () => when((texts) => texts.look()),
    send: () => when((texts) => texts.send()),
  };
}
