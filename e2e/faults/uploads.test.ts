import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mintDocId, mintFileId, type DocId, type FileId } from '@weft/shared/protocol/ids';
import { filePath, uploadPath } from '@weft/shared/protocol/routes';
import { createDocumentsClient } from '@weft/client/sync';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';
import { heldBytes, startMeasured } from './held-bytes.ts';
import { until } from './peer.ts';

const MiB = 1024 * 1024;
const ALLOWED_GROWTH_BYTES = 32 * MiB;

async function documentAt(url: string): Promise<DocId> {
  const doc = mintDocId(randomBytes);
  await createDocumentsClient({ baseUrl: url }).create(doc, 'raw');
  return doc;
}

const pathOf = (id: FileId, doc: DocId): string => uploadPath({ id, doc, name: 'file.bin' });

/** Sends a file until the server takes it. */
async function upload(url: string, path: string, bytes: Uint8Array): Promise<void> {
  for (;;) {
    const asking = request(url + path, { method: 'POST', agent: false });
    // One that is refused early is cut while it is still being sent.
    asking.on('error', () => undefined);
    asking.end(bytes);
    const status = await once(asking, 'response').then(
      ([response]) => (response as IncomingMessage).resume().statusCode,
      () => 0,
    );
    if (status === 201 || status === 200) return;
    expect([0, 429]).toContain(status);
    await sleep(300);
  }
}

/** Names of all files under a part of the data folder. */
function filesIn(folder: string, part: string): string[] {
  const path = join(folder, part);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

test('FILE-1 FILE-6 a server that is killed under uploads keeps what it answered, and cleans up when it starts', async () => {
  const folder = temporaryFolder();
  const first = await startServer({ folder });
  const doc = await documentAt(first.url);
  const [kept, half] = [mintFileId(randomBytes), mintFileId(randomBytes)];
  const bytes = randomBytes(3 * MiB);
  await upload(first.url, pathOf(kept, doc), bytes);
  const asking = request(first.url + pathOf(half, doc), { method: 'POST', agent: false });
  asking.on('error', () => undefined);
  asking.write(randomBytes(2 * MiB));
  await until(() => filesIn(folder, 'tmp').length === 1);
  await first.end('SIGKILL');
  expect(filesIn(folder, 'tmp')).toHaveLength(1);

  const second = await startServer({ folder });
  expect(filesIn(folder, 'tmp')).toEqual([]);
  const answer = await fetch(second.url + filePath(kept));
  const hash = createHash('sha256').update(bytes).digest('hex');
  expect(
    createHash('sha256')
      .update(new Uint8Array(await answer.arrayBuffer()))
      .digest('hex'),
  ).toBe(hash);
  expect((await fetch(second.url + filePath(half))).status).toBe(404);
  await until(() => filesIn(folder, 'files').length === 1);
  expect(filesIn(folder, 'files')).toEqual([hash.slice(2)]);
  await second.end('SIGTERM');
});

test('FILE-5 FILE-12 fifty uploads at once cost their pieces, not their bytes', async () => {
  const folder = temporaryFolder();
  const server = await startMeasured(folder);
  const doc = await documentAt(server.url);
  await upload(server.url, pathOf(mintFileId(randomBytes), doc), randomBytes(MiB));
  const before = await heldBytes(server);
  const bytes = randomBytes(6 * MiB);
  let most = 0;
  let left = 50;
  const uploads = Array.from({ length: left }, async () => {
    await upload(server.url, pathOf(mintFileId(randomBytes), doc), bytes);
    left -= 1;
  });
  while (left > 0) {
    most = Math.max(most, await heldBytes(server));
    await sleep(20);
  }
  await Promise.all(uploads);
  expect(most - before).toBeLessThan(ALLOWED_GROWTH_BYTES);
  expect([filesIn(folder, 'tmp'), filesIn(folder, 'files')].map(({ length }) => length)).toEqual([
    0, 2,
  ]);
  await server.end('SIGTERM');
});
