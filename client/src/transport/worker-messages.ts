import type { Failure, Heard, Rung } from '../sync/ports.ts';
import type { Follow } from './carrier.ts';
import type { RememberedRung } from './rung-memory.ts';

/** What a tab tells the worker that has the connection. */
export type ToWorker =
  | {
      readonly type: 'join';
      /** A Web Lock that the tab holds for as long as it lives. */
      readonly lock: string;
      /** What the tabs remember of the network. */
      readonly kept: RememberedRung | undefined;
    }
  | ({ readonly type: 'follow'; readonly id: number } & Pick<Follow, 'doc' | 'session' | 'cursor'>)
  | { readonly type: 'stop'; readonly id: number }
  | { readonly type: 'edited' }
  | { readonly type: 'moved' };

/** What the worker tells a tab; `id` is one of its follows. */
export type FromWorker =
  /** Of joining, and of each change; `kept` is to be remembered. */
  | { readonly type: 'rung'; readonly rung: Rung; readonly kept: RememberedRung | undefined }
  /** The worker lives, and has taken the follow. */
  | { readonly type: 'taken'; readonly id: number }
  | { readonly type: 'alive'; readonly id: number }
  | { readonly type: 'event'; readonly id: number; readonly event: Heard }
  | { readonly type: 'lost'; readonly id: number; readonly failure: Failure };

/** One end of a channel, as both sides need it. */
export interface Channel<Out> {
  postMessage(message: Out): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start(): void;
  close(): void;
}
