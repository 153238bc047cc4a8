import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { mintDocId } from '@weft/shared/protocol/ids';
import { followPath } from '@weft/shared/protocol/routes';
import { createDocumentsClient } from '@weft/client/sync';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';
import { auditFolder } from './journal-audit.ts';
import { createPeer, until } from './peer.ts';
import { createWriter } from './writer.ts';

const STREAMS = 200;
/** A supervisor that waits this long before SIGKILL is common; ours must not need all of it. */
const PATIENCE_MS = 5_000;

test(`OPS-5 DOWN-8 SIGTERM with ${STREAMS} open streams: settled, told, gone in time, and everybody returns`, async () => {
  const folder = temporaryFolder();
  const server = await startServer({ folder });
  const { url, port } = server;
  const doc = mintDocId((length) => randomBytes(length));
  await createDocumentsClient({ baseUrl: url }).create(doc, 'raw');
  const peers = Array.from({ length: 5 }, () => createPeer(doc, url));
  const endings = Array.from({ length: STREAMS }, async () => {
    const response = await fetch(url + followPath([], [{ doc }]));
    return response.text();
  });
  const writer = createWriter(doc, 'w');
  const running = writer.run(() => url);
  await until(async () => {
    const health = (await (await fetch(`${url}/api/v1/health`)).json()) as { streams: number };
    // The peers are of one program, and share a stream.
    return health.streams === STREAMS + 1 && writer.acknowledged.length > 20;
  });

  const ended = server.end('SIGTERM');
  const tooLate = new Promise((resolve) => setTimeout(() => resolve('too late'), PATIENCE_MS));
  expect(await Promise.race([ended, tooLate])).toBe(0);
  const acknowledged = [...writer.acknowledged];
  const { texts, integrity, broken } = auditFolder(folder);
  expect(integrity).toEqual(['ok', 'ok']);
  expect(broken).toEqual([]);
  for (const word of acknowledged) expect(texts.get(doc)).toContain(word);
  for (const text of await Promise.all(endings))
    expect(text).toMatch(/event: bye\ndata: \{"retryMs":\d+\}\n\n$/);

  const next = await startServer({ folder, port });
  await until(() => peers.every(({ provider }) => provider.link === 'live'));
  writer.stop();
  await running;
  await until(() =>
    peers.every(({ text }) => text.toString().endsWith(writer.acknowledged.at(-1)!)),
  );
  for (const { provider } of peers) await provider.destroy();
  await next.end('SIGTERM');
});
