import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mintDocId } from '@weft/shared/protocol/ids';
import { createDocumentsClient } from '@weft/client/sync';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';
import { createPeer, until } from './peer.ts';

test('SYNC-7 DOWN-5 a data folder rolled back to an older copy is noticed and healed by its clients', async () => {
  const base = temporaryFolder();
  const folder = join(base, 'data');
  const copy = join(base, 'copy');
  const first = await startServer({ folder });
  const { url, port } = first;
  const doc = mintDocId((length) => randomBytes(length));
  await createDocumentsClient({ baseUrl: url }).create(doc, 'raw');
  const [ann, bob] = [createPeer(doc, url), createPeer(doc, url)];
  const saved = () => ann.provider.save.kind === 'saved' && bob.provider.save.kind === 'saved';
  const same = () => ann.text.toString() === bob.text.toString();

  ann.text.insert(0, 'one ');
  await until(() => saved() && same() && bob.text.length === 4);
  await first.end('SIGTERM');
  cpSync(folder, copy, { recursive: true });

  const second = await startServer({ folder, port });
  for (const word of ['two ', 'three ', 'four ']) {
    ann.text.insert(ann.text.length, word);
    await until(() => saved() && same() && ann.text.toString().endsWith(word));
  }
  bob.text.delete(0, 4);
  await until(() => saved() && same());
  await second.end('SIGKILL');

  rmSync(folder, { recursive: true });
  cpSync(copy, folder, { recursive: true });
  const third = await startServer({ folder, port });
  bob.text.insert(bob.text.length, 'five');
  await until(() => saved() && same() && ann.text.toString().endsWith('five'));
  expect(ann.text.toString()).toBe('two three four five');

  const late = createPeer(doc, url);
  await until(() => late.provider.link === 'live' && late.text.length >= ann.text.length);
  expect(late.text.toString()).toBe('two three four five');
  for (const { provider } of [ann, bob, late]) await provider.destroy();
  expect(await third.end('SIGTERM')).toBe(0);
});
