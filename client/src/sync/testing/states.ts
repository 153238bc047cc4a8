import { createOutbox, type Outbox } from '../outbox.ts';
import type { SyncState } from '../state.ts';
import { docId, sessionId } from './ids.ts';
import { createWriter } from './writer.ts';

/** Ways for an outbox to be filled. */
export const FILLED = [
  'empty',
  'fresh',
  'staged',
  'sealed',
  'sealed and fresh',
  'taken over',
] as const;
export type Filled = (typeof FILLED)[number];

/** An outbox that is filled so. */
export function outboxThatIs(filled: Filled): Outbox {
  const outbox = createOutbox(docId(1), sessionId(1));
  const writer = createWriter(7);
  const add = (): void => outbox.add(writer.type('a'));
  switch (filled) {
    case 'empty':
      break;
    case 'taken over':
      outbox.adopt([
        { doc: docId(1), session: sessionId(2), seq: 3, n: 2, bytes: writer.type('a') },
      ]);
      break;
    case 'fresh':
      add();
      break;
    default:
      add();
      outbox.stage();
      if (filled !== 'staged') outbox.seal();
      if (filled === 'sealed and fresh') add();
  }
  return outbox;
}

/** A provider that is live with nothing to do, but for `changes`. */
export function stateWith(changes: Partial<SyncState>): SyncState {
  return {
    link: { phase: 'live' },
    push: { phase: 'idle' },
    outbox: outboxThatIs('empty'),
    cursor: { epoch: 'epochAepoch', offset: 1, tag: 'tag-of-0001' },
    acknowledged: undefined,
    opened: true,
    synced: true,
    reconcile: false,
    stranded: 0,
    writing: false,
    storageBroken: false,
    ...changes,
  };
}
