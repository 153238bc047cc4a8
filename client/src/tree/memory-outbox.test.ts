import { mintSessionId } from '@weft/shared/protocol/ids';
import { createMemoryTreeOutbox } from './memory-outbox.ts';
import { treeOutboxContract } from './outbox.contract.ts';

let minted = 0;

treeOutboxContract(async () =>
  createMemoryTreeOutbox(() => mintSessionId(() => new Uint8Array(16).fill((minted += 1)))),
);
