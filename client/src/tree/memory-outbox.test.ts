import { mintSessionId } from '@weft/shared/protocol/ids';
import { createMemoryTreeOutbox } from './memory-outbox.ts';
import { treeOutboxContract } from './outbox.contract.ts';

treeOutboxContract(async () => createMemoryTreeOutbox(mintSessionId(() => new Uint8Array(16))));
