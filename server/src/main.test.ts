import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROUTES } from '@weft/shared/protocol/routes';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { typist } from './room/testing/typist.ts';
import { followedStream } from './testing/followed-stream.ts';
import { docIdOf } from './testing/numbered-ids.ts';
import { endedServer, serverWith, startedServer, type Ended } from './testing/started-server.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** Refused to start, and said why in the one sentence that is given. */
const refusedWith = (sentence: string | RegExp): unknown => ({
  code: 1,
  signal: null,
  stdout: '',
  stderr: typeof sentence === 'string' ? `${sentence}\n` : expect.stringMatching(sentence),
});

const start = (folder: string, settings: Record<string, string> = {}): Promise<Ended> =>
  endedServer({ WEFT_DATA: folder, ...settings });

describe('refusing to start', () => {
  test('OPS-3 a taken port is refused in a sentence', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    expect(await start(temporaryFolder(), { PORT: String(port) })).toEqual(
      refusedWith(`Port ${port} is taken: stop what uses it, or set PORT to another one.`),
    );
  });

  test('OPS-3 an address that is not this machine’s is refused in a sentence', async () => {
    const settings = { HOST: '192.0.2.1', WEFT_TOKEN: 'x'.repeat(20) };
    expect(await start(temporaryFolder(), settings)).toEqual(
      refusedWith(
        /^Weft cannot listen on 192\.0\.2\.1:0 \([A-Z]+\): set HOST or PORT to another one\.\n$/,
      ),
    );
  });

  test('OPS-3 SEC-5 a host without a token is refused in a sentence, before anything is written', async () => {
    const folder = join(temporaryFolder(), 'data');
    expect(await start(folder, { HOST: '0.0.0.0' })).toEqual(
      refusedWith(/^HOST=0\.0\.0\.0 lets other machines in: set WEFT_TOKEN .*\n$/),
    );
    expect(await start(folder, { PORT: 'high' })).toEqual(
      refusedWith('PORT must be a number from 0 to 65535, not "high".'),
    );
  });

  test('OPS-1 a second process on the same folder is refused in a sentence, and the first goes on', async () => {
    const folder = temporaryFolder();
    const first = await startedServer({ WEFT_DATA: folder });
    expect(await start(folder)).toEqual(
      refusedWith(
        `Another Weft is already using the data folder ${folder}: stop it first, or set WEFT_DATA to another folder.`,
      ),
    );
    expect((await fetch(first.url + ROUTES.health)).status).toBe(200);
  });

  test('OPS-2 a folder of a newer Weft is refused in a sentence', async () => {
    const folder = temporaryFolder();
    const database = new Database(join(folder, 'weft.db'));
    database.pragma('user_version = 99');
    database.close();
    expect(await start(folder)).toEqual(
      refusedWith(
        `The data folder ${folder} was written by a newer Weft: start that version, or set WEFT_DATA to another folder.`,
      ),
    );
  });

  test('OPS-2 a folder that cannot be written is refused in a sentence', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'not a folder');
    expect(await start(file)).toEqual(
      refusedWith(
        `Weft cannot write to its data folder ${file}: check that it is a folder this user may write to, or set WEFT_DATA to another one.`,
      ),
    );
  });
});

test('OPS-2 FILE-6 a folder that cannot hold files is refused in a sentence', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'files'), 'not a folder');
  expect(await start(folder)).toEqual(
    refusedWith(
      `Weft cannot keep files in ${folder}: check that "files" and "tmp" in it are folders this user may write to.`,
    ),
  );
});

describe('running', () => {
  test('OPS-3 says where it is ready, and is healthy there', async () => {
    const { url } = await startedServer({ WEFT_DATA: temporaryFolder() });
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    const response = await fetch(url + ROUTES.health);
    expect(await response.json()).toEqual({
      status: 'ok',
      version: PROTOCOL_VERSION,
      streams: 0,
      rooms: 0,
    });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'OPS-5 on %s every stream is told, and the exit code is 0',
    async (signal) => {
      const server = await startedServer({ WEFT_DATA: temporaryFolder() });
      const doc = docIdOf(1);
      await createDocument(server.url, doc);
      const stream = await followedStream(`${server.url}${ROUTES.follow}?doc=${doc}`);
      await stream.told('live');
      const ended = server.end(signal);
      expect(await stream.told('bye')).toMatchObject({ retryMs: expect.any(Number) });
      expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    },
  );

  test('OPS-5 LOG-4 what was acknowledged before SIGTERM is there after a start', async () => {
    const folder = temporaryFolder();
    const first = await startedServer({ WEFT_DATA: folder });
    const doc = docIdOf(1);
    await createDocument(first.url, doc);
    const one = typist(1);
    const answers = await Promise.all(
      ['a', 'b', 'c']
        .map((letter) => append(first.url, doc, one.type(letter)))
        .concat(first.end('SIGTERM').then(() => 0)),
    );
    const acknowledged = answers.filter((status) => status === 200).length;
    const second = await startedServer({ WEFT_DATA: folder });
    const snapshot = await fetch(second.url + ROUTES.snapshot.replace(':doc', doc));
    expect(Number(snapshot.headers.get('weft-cursor')!.split('.')[1])).toBeGreaterThanOrEqual(
      acknowledged,
    );
  });

  test('OPS-5 a second signal while leaving changes nothing', async () => {
    const server = await startedServer({ WEFT_DATA: temporaryFolder() });
    void server.end('SIGTERM');
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('when a thread is in trouble', () => {
  const store = (onMessage: string): string =>
    serverWith(
      'store/store-thread.js',
      `import { parentPort } from 'node:worker_threads';
       parentPort.postMessage({ ready: true });
       parentPort.on('message', () => { ${onMessage} });`,
    );

  test('OPS-5 a title that is never read to the end keeps nobody from leaving', async () => {
    const folder = temporaryFolder();
    const began = join(folder, 'began');
    const main = serverWith(
      'projection/title-thread.js',
      `import { writeFileSync } from 'node:fs';
       import { parentPort } from 'node:worker_threads';
       parentPort.on('message', () => { writeFileSync(${JSON.stringify(began)}, ''); for (;;); });`,
    );
    const server = await startedServer({ WEFT_DATA: folder }, main);
    await createDocument(server.url, docIdOf(1));
    expect(await append(server.url, docIdOf(1), typist(1).type('title'))).toBe(200);
    await expect.poll(() => existsSync(began), { timeout: 10_000 }).toBe(true);
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0, signal: null, stderr: '' });
  }, 20_000);

  test('OPS-5 a store that does not close is left behind', async () => {
    const server = await startedServer({ WEFT_DATA: temporaryFolder() }, store(''));
    expect(await server.end('SIGTERM')).toMatchObject({
      code: 1,
      stderr: 'Weft could not stop in good order; everything it had acknowledged is saved.\n',
    });
  }, 20_000);

  test('OPS-5 who asks again later does not wait for it', async () => {
    const server = await startedServer({ WEFT_DATA: temporaryFolder() }, store(''));
    const asking = setInterval(() => void server.end('SIGINT'), 200);
    onTestFinished(() => clearInterval(asking));
    expect(await server.ended).toMatchObject({
      code: 1,
      stderr: 'Weft was told twice to stop.\n',
    });
  }, 20_000);

  test('LOG-7 a store that ended takes the server with it, with a sentence', async () => {
    const server = await startedServer(
      { WEFT_DATA: temporaryFolder() },
      store('setTimeout(() => process.exit(1), 500);'),
    );
    expect(await server.ended).toMatchObject({
      code: 1,
      stderr:
        'Weft has stopped because the part of it that writes to the disk ended: start it again.\n',
    });
  }, 20_000);
});

async function createDocument(url: string, id: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ id, format: 'raw' });
  const response = await fetch(url + ROUTES.documents, { method: 'POST', headers, body });
  expect(response.status).toBe(201);
}

/** The answer's status, or 0 when there was none. */
function append(url: string, doc: string, update: Uint8Array): Promise<number> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const body = update as Uint8Array<ArrayBuffer>;
  return fetch(url + ROUTES.updates.replace(':doc', doc), { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => 0,
  );
}
