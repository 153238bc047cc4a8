import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureNginx } from '../../.run/nginx.mjs';

/** Something between a client and the server. */
export interface Middlebox {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Debian's nginx before a server, as somebody sets it up who knows nothing of streams.
 *
 * @param directives what stands beside `proxy_pass`
 */
export async function startNginx(target: string, directives = ''): Promise<Middlebox> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
    .join('\n');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
master_process off;
pid ${join(folder, 'pid')};
error_log ${join(folder, 'error.log')};
events {}
http {
  access_log off;
  ${temporary}
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${target};
      ${directives}
    }
  }
}
`,
  );
  const config = join(folder, 'nginx.conf');
  const child = spawn(
    ensureNginx(),
    ['-p', folder, '-c', config, '-e', join(folder, 'error.log')],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let problems = '';
  child.stderr.on('data', (text: Buffer) => (problems += text.toString()));
  const exited = once(child, 'exit');
  let isOver = false;
  void exited.then(() => (isOver = true));
  while (!(await answers(port))) {
    if (isOver) throw new Error(`nginx ended: ${problems}`);
    await sleep(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (isThere: boolean) => (): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.on('connect', done(true)).on('error', done(false));
  });
}
