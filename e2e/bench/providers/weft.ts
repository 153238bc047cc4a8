/** Entry: one person at Weft's own provider, alone in a document. Typing where the third argument says so. */
import { createMemoryLocks, createMemoryOutbox, createWeftProvider } from '@weft/client/sync';
import { createDocumentsClient } from '@weft/client/sync';
import type { DocId } from '@weft/shared/protocol/ids';
import * as Y from 'yjs';
import { BROWSER_HEADERS } from '../wires/browser-headers.ts';
import { typeForEver } from './person.ts';

const [, , baseUrl = '', id = '', what = ''] = process.argv;
const doc = new Y.Doc();

// A browser says more about itself than Node does.
const bare = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  for (const line of BROWSER_HEADERS.split('\r\n').filter(Boolean)) {
    const colon = line.indexOf(':');
    if (!line.startsWith('Connection')) headers.set(line.slice(0, colon), line.slice(colon + 2));
  }
  return bare(input, { ...init, headers });
};

await createDocumentsClient({ baseUrl }).create(id as DocId, 'raw');
const provider = createWeftProvider({
  id: id as DocId,
  doc,
  baseUrl,
  format: 'raw',
  store: createMemoryOutbox(),
  locks: createMemoryLocks(),
});
provider.awareness.setLocalStateField('user', { name: 'Ann' });
provider.connect();
if (what === 'typing') typeForEver({ doc, awareness: provider.awareness });
