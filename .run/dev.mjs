/**
 * `npm run dev`: one address with Vite's dev server in front (hot reload of the client) and the Weft
 * server behind it under `/api`, bundled and started anew whenever its sources change.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createTcpServer, connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { forgetBuild } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './repository.mjs';
import { giveUp } from './run-program.mjs';

/** Milliseconds a server has to end by itself; Weft promises five seconds. */
const GRACE_MS = 6_000;

endWithNpm();
await ensureInstalled();
const { build, createServer } = await import('vite');

const host = process.env.HOST ?? 'localhost';
const port = Number(process.env.PORT ?? 4400);
const innerPort = await freePort();

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
/** Restarts one after the other: the data folder belongs to one process at a time. */
let restarts = Promise.resolve();
let ending = false;

const front = await createServer({
  configFile: join(root, 'client/vite.config.ts'),
  root: join(root, 'client'),
  clearScreen: false,
  server: {
    host,
    port,
    strictPort: true,
    // Host and Origin go through as they came, so that the server judges what the browser sent.
    proxy: { '/api': { target: `http://127.0.0.1:${innerPort}`, changeOrigin: false } },
  },
});
await front.listen().catch((/** @type {Error} */ error) => giveUp(`${error.message}.`));

// The watcher writes where `npm start` expects a production bundle.
forgetBuild('server');
const bundler = await build({
  configFile: join(root, 'server/vite.config.ts'),
  mode: 'development',
  build: { watch: {} },
});
if (!('on' in bundler)) throw new Error('Vite did not start watching the server.');
bundler.on('event', (event) => {
  if (event.code === 'BUNDLE_END') void event.result.close();
  if (event.code === 'END') restarts = restarts.then(restart);
});

process.on('SIGINT', () => void end());
process.on('SIGTERM', () => void end());

async function restart() {
  const first = server === undefined;
  await stop();
  if (ending) return;
  server = spawn(process.execPath, ['--enable-source-maps', join(root, 'server/dist/main.js')], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(innerPort), NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // The server announces the address behind the proxy, which is nobody's to open.
  createInterface({ input: /** @type {import('node:stream').Readable} */ (server.stdout) }).on(
    'line',
    (line) => line.includes(`:${innerPort}`) || console.log(line),
  );
  const ready = await answers(server);
  if (ready) console.log(first ? `Weft (dev): http://${host}:${port}` : 'Server restarted.');
  else if (!ending) console.error('The server ended; it starts again when its sources change.');
}

async function stop() {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  const running = server;
  running.kill('SIGTERM');
  const timer = setTimeout(() => running.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
}

async function end() {
  if (ending) return;
  ending = true;
  await restarts;
  await stop();
  process.exit(0);
}

/**
 * Waits until the server listens.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<boolean>} false if it ended instead
 */
async function answers(child) {
  while (child.exitCode === null && child.signalCode === null) {
    const socket = connect(innerPort, '127.0.0.1');
    const listening = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (listening) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** @returns {Promise<number>} */
async function freePort() {
  const probe = createTcpServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
