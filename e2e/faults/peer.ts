import type { DocId } from '@weft/shared/protocol/ids';
import {
  createMemoryLocks,
  createMemoryOutbox,
  createWeftProvider,
  type Provider,
} from '@weft/client/sync';
import * as Y from 'yjs';

/** A real client in this process, over real HTTP. */
export interface Peer {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly provider: Provider;
}

export function createPeer(id: DocId, baseUrl: string): Peer {
  const doc = new Y.Doc();
  const provider = createWeftProvider({
    id,
    doc,
    baseUrl,
    format: 'raw',
    store: createMemoryOutbox(),
    locks: createMemoryLocks(),
  });
  provider.connect();
  return { doc, text: doc.getText('t'), provider };
}

/** Waits until `holds`, asking again every few milliseconds; the test's own time limit ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
