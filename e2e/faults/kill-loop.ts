import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintDocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { createDocumentsClient } from '@weft/client/sync';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';
import { auditFolder, type Audit } from './journal-audit.ts';
import { createWriter, type Writer } from './writer.ts';

const WRITERS = 8;
const DOCUMENTS = 4;

export interface Aftermath {
  readonly audit: Audit;
  readonly writers: readonly Writer[];
  /** Words that were answered with 200 and are not, or not exactly once, in their document. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly kills: number;
}

/**
 * Kills a server with SIGKILL at `kills` moments of the seed's choosing while eight writers type, starts it
 * again each time on the same port and folder, then reads the disk.
 */
export async function killLoop(kills: number, seed: number, entry?: string): Promise<Aftermath> {
  const random = seededRandom(seed);
  const folder = temporaryFolder();
  const start = (port?: number) =>
    startServer({ folder, ...(port ? { port } : {}), ...(entry ? { entry } : {}) });

  let server = await start();
  const { url, port } = server;
  const docs = Array.from({ length: DOCUMENTS }, () => mintDocId((length) => randomBytes(length)));
  const client = createDocumentsClient({ baseUrl: url });
  for (const doc of docs) await client.create(doc, 'raw');
  const writers = Array.from({ length: WRITERS }, (_, i) =>
    createWriter(docs[i % DOCUMENTS]!, `w${i}`),
  );
  const running = Promise.all(writers.map((writer) => writer.run(() => url)));

  for (let kill = 0; kill < kills; kill++) {
    await sleep(random.below(120));
    await server.end('SIGKILL');
    server = await start(port);
  }
  for (const writer of writers) writer.stop();
  await running;
  await server.end('SIGTERM');

  const audit = auditFolder(folder);
  const times = (doc: string, word: string): number =>
    (audit.texts.get(doc) ?? '').split(word).length - 1;
  const all = writers.flatMap(({ doc, acknowledged }) =>
    acknowledged.map((word) => ({ doc, word })),
  );
  return {
    audit,
    writers,
    lost: all.filter(({ doc, word }) => times(doc, word) === 0).map(({ word }) => word),
    doubled: all.filter(({ doc, word }) => times(doc, word) > 1).map(({ word }) => word),
    kills,
  };
}
