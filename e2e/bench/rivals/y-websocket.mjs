/** y-websocket's server: in memory, or with y-leveldb through its hook where BENCH_PERSIST is set. */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setPersistence, setupWSConnection } from '@y/websocket-server/utils';

// Its `ws` and its Yjs are others than those that the rest of this folder uses.
const theirs = createRequire(import.meta.resolve('@y/websocket-server/utils'));
const { Server } = theirs('ws');

if (process.env.BENCH_PERSIST) {
  const folder = dirname(theirs.resolve('yjs/package.json'));
  const { applyUpdate } = await import(pathToFileURL(join(folder, 'src/index.js')).href);
  const { encodeStateAsUpdate } = await import('yjs');
  const { LeveldbPersistence } = await import('y-leveldb');
  const level = new LeveldbPersistence(join(process.env.BENCH_DATA ?? '.', 'level'));
  setPersistence({
    provider: level,
    async bindState(name, doc) {
      doc.on('update', (update, origin) => {
        if (origin !== level) void level.storeUpdate(name, update);
      });
      applyUpdate(doc, encodeStateAsUpdate(await level.getYDoc(name)), level);
    },
    writeState: async () => undefined,
  });
}

const sockets = new Server({ noServer: true });
sockets.on('connection', setupWSConnection);
const server = createServer((_, response) => response.end('okay'));
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) =>
    sockets.emit('connection', opened, request),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  process.stdout.write(`ready: http://127.0.0.1:${server.address().port}\n`);
});
