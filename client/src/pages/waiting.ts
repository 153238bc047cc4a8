import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId } from '@weft/shared/protocol/ids';

/** Why the text of a page is not on the server yet: nobody could be asked, or it was refused. */
export type Waiting = 'waiting' | ErrorCode | 'device-storage';

/** Port: pages whose text waits on this device. */
export interface WaitingTexts {
  /** Another map after each change. */
  get(): ReadonlyMap<DocId, Waiting>;
  subscribe(changed: () => void): () => void;
  /** Looks what waits, and tries to send it. */
  send(): void;
}
