/** The control of the kill test: the same server, but it answers before the commit. It must be caught. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from '@weft/server/app';
import { createMemoryBlobs } from '@weft/server/files/memory-blobs';
import { createMemorySearch } from '@weft/server/search/memory-search';
import { createNodeServer } from '@weft/server/http/node-server';
import type { Log } from '@weft/server/log/log';
import { openStore } from '@weft/server/store/store';

/** How long a row waits for its commit after it was acknowledged; a debounced save waits seconds. */
const DEBOUNCE_MS = 40;

const threads = process.env['WEFT_SERVER_DIST']!;
const store = await openStore(
  process.env['WEFT_DATA']!,
  fileURLToPath(new URL('store/store-thread.js', `file://${threads}/`)),
);

/** Appends in the background, in order, and answers at once. */
function answerEarly(log: Log): Log {
  let queue = Promise.resolve<unknown>(undefined);
  return {
    ...log,
    async append(row) {
      queue = queue.then(() => sleep(DEBOUNCE_MS)).then(() => log.append(row));
      queue.catch(() => undefined);
      return { epoch: 'AAAAAAAAAAA', offset: row.after + 1, tag: 'AAAAAAAAAAA' };
    },
  };
}

const app = createApp({
  ...store,
  log: answerEarly(store.log),
  blobs: createMemoryBlobs(),
  readTitle: async () => '',
  search: createMemorySearch(),
  compactor: {
    compact: () => Promise.reject(new Error('nothing is folded here')),
    close: async () => undefined,
  },
});
const { listener } = createNodeServer(app.fetch, '127.0.0.1');
listener.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  const { port } = listener.address() as AddressInfo;
  process.stdout.write(`Weft is ready: http://127.0.0.1:${port}
`);
});
process.on('SIGTERM', () => process.exit(0));
