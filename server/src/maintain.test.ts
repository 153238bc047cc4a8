import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { documentPath, ROUTES, updatesPath } from '@weft/shared/protocol/routes';
import { typist } from './room/testing/typist.ts';
import { docIdOf } from './testing/numbered-ids.ts';
import { startedServer } from './testing/started-server.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const MAINTAIN = fileURLToPath(new URL('../dist/maintain.js', import.meta.url));
const doc = docIdOf(1);

function run(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAINTAIN, ...words], {
    env: { ...process.env, WEFT_DATA: folder },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

async function serverWithDocument(folder: string) {
  const server = await startedServer({ WEFT_DATA: folder });
  const post = (
    path: string,
    type: string,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<Response> =>
    fetch(server.url + path, { method: 'POST', headers: { 'Content-Type': type }, body });
  await post(ROUTES.documents, 'application/json', JSON.stringify({ id: doc, format: 'raw' }));
  const update = typist(1).type('a') as Uint8Array<ArrayBuffer>;
  const appended = await post(updatesPath(doc), 'application/octet-stream', update);
  expect(appended.status).toBe(200);
  return server;
}

test('EPOCH-1 EPOCH-2 EPOCH-7 a server is backed up while it runs, and restored after it was stopped', async () => {
  const folder = temporaryFolder();
  const server = await serverWithDocument(folder);
  const file = join(temporaryFolder(), 'weft.tar');
  expect(run(folder, 'backup', file)).toMatchObject({
    status: 0,
    said: expect.stringMatching(/^Backed up .* to .*weft\.tar/),
  });
  expect(readFileSync(file).length).toBeGreaterThan(10_000);
  for (const words of [['restore', file], ['purge', doc], ['verify']])
    expect(run(folder, ...words)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^Another Weft is already using the data folder/),
    });
  expect((await fetch(server.url + documentPath(doc), { method: 'DELETE' })).status).toBe(204);
  await server.end('SIGTERM');

  expect(run(folder, 'restore', file)).toMatchObject({
    status: 0,
    said: expect.stringMatching(/^Restored/),
  });
  expect(run(folder, 'verify')).toMatchObject({
    status: 0,
    said: '1 documents, 1 rows, 0 files: all of it is as it was written.\n',
  });
  expect(run(folder, 'purge', doc).said).toMatch(/^Purged /);
  const again = await startedServer({ WEFT_DATA: folder });
  const list = (await (await fetch(again.url + ROUTES.documents)).json()) as { docs: unknown[] };
  expect(list.docs).toMatchObject([{ id: doc }]);
});

test('EPOCH-7 a command without what it needs says how it is called', () => {
  const folder = temporaryFolder();
  expect(run(folder, 'backup').said).toMatch(/npm run backup -- FILE/);
  expect(run(folder, 'restore').said).toMatch(/npm run restore -- FILE/);
  expect(run(folder, 'purge', 'page').said).toMatch(/npm run purge -- DOC/);
  expect(run(folder, 'backup', join(folder, 'x.tar'))).toMatchObject({
    status: 1,
    said: expect.stringMatching(/There are no Weft data/),
  });
});
