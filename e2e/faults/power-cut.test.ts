import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import { updatesPath } from '@weft/shared/protocol/routes';
import { seededRandom } from '@weft/shared/testing/random';
import { createDocumentsClient } from '@weft/client/sync';
import { openStoredDocuments } from '@weft/server/maintenance/stored-documents';
import { verify } from '@weft/server/maintenance/verify';
import * as Y from 'yjs';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';
import { canTrace } from './can-trace.ts';
import { CutDisk } from './cut-disk.ts';
import { until } from './peer.ts';
import { readWriteTrace, TRACE_ARGUMENTS, type Step } from './write-trace.ts';

/** Rows of 2 KB: a tail is folded every sixteen of them, and folded rows leave the journal meanwhile. */
const ROWS = 40;
const ROW_BYTES = 2_048;

/** Makes SQLite believe that it is asked for FULL, and be content with NORMAL. */
const NORMAL = `
import { createRequire } from 'node:module';
const Database = createRequire(SERVER)('better-sqlite3');
const { pragma } = Database.prototype;
Database.prototype.pragma = function (text, options) {
  if (text === 'synchronous = FULL') return pragma.call(this, 'synchronous = NORMAL', options);
  if (text === 'synchronous') return 2;
  return pragma.call(this, text, options);
};
`;

/** What a server does to its disk while one document is written, and the document. */
async function watchedServer(nodeArgs: readonly string[]): Promise<{ doc: DocId; steps: Step[] }> {
  const base = temporaryFolder();
  const [folder, trace] = [join(base, 'data'), join(base, 'trace')];
  const under = ['strace', '-o', trace, ...TRACE_ARGUMENTS];
  const server = await startServer({ folder, under, nodeArgs });
  const doc = mintDocId((length) => randomBytes(length));
  await createDocumentsClient({ baseUrl: server.url }).create(doc, 'raw');
  const writer = new Y.Doc();
  const updates: Uint8Array[] = [];
  writer.on('update', (update: Uint8Array) => updates.push(update));
  for (let row = 0; row < ROWS; row++) {
    writer.getText('t').insert(0, String.fromCharCode(97 + (row % 26)).repeat(ROW_BYTES));
    const response = await fetch(server.url + updatesPath(doc), {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: updates.at(-1) as Uint8Array<ArrayBuffer>,
    });
    expect(response.status).toBe(200);
  }
  await server.end('SIGTERM');
  const finished = new RegExp(`^${server.pid} +\\+\\+\\+ exited`, 'm');
  await until(() => finished.test(readFileSync(trace, 'latin1')));
  const isDatabase = /\/data(?:\/(?:journal|history|weft)\.db(?:-wal|-journal)?)?$/;
  const steps = readWriteTrace(trace, (file) => isDatabase.test(file));
  rmSync(base, { recursive: true });
  return { doc, steps };
}

/** Every so many steps, all that a folder holds is verified, and what chance leaves of the rest is tried. */
const VERIFIED = 5;

/** What a folder holds of the document after a power cut: its rows, and what is wrong with it. */
async function found(
  folder: string,
  doc: DocId,
  isVerified: boolean,
): Promise<{ rows: number; faults: string[] }> {
  const stored = openStoredDocuments(folder);
  let rows = 0;
  try {
    rows = [...stored.rows(doc)].length;
  } catch (error) {
    return { rows: 0, faults: [String(error)] };
  } finally {
    stored.close();
  }
  if (!isVerified) return { rows, faults: [] };
  const { findings } = await verify(folder, { repair: false, now: 0, onProgress: () => undefined });
  return { rows, faults: findings.map(({ sentence }) => sentence) };
}

/** Cuts the power after every step; tells what was lost and what was broken, or the first of it. */
async function cutEverywhere(
  { doc, steps }: { doc: DocId; steps: readonly Step[] },
  { untilFirst }: { untilFirst: boolean },
) {
  const disk = new CutDisk();
  const random = seededRandom(1);
  const base = temporaryFolder();
  const lost: string[] = [];
  const broken: string[] = [];
  for (const [i, step] of steps.entries()) {
    if (untilFirst && lost.length > 0) break;
    disk.take(step);
    const isVerified = i % VERIFIED === 0;
    const ways = isVerified ? (['nothing', random] as const) : (['nothing'] as const);
    for (const left of ways) {
      const folder = join(base, 'cut');
      disk.cut(folder, left);
      const { rows, faults } = await found(folder, doc, isVerified);
      if (rows < disk.answered) lost.push(`step ${i}: ${rows} of ${disk.answered}`);
      for (const fault of faults) broken.push(`step ${i}: ${fault}`);
      rmSync(folder, { recursive: true });
    }
  }
  return { lost, broken, answered: disk.answered };
}

test.runIf(canTrace())(
  'LOG-9 COMPACT-5 a power cut at any write loses nothing that was acknowledged, and breaks nothing',
  async () => {
    const watched = await watchedServer([]);
    const kinds = new Set(watched.steps.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['write', 'sync', 'answer']));
    expect(
      watched.steps.some((step) => 'file' in step && step.file.endsWith('history.db-wal')),
    ).toBe(true);
    expect(await cutEverywhere(watched, { untilFirst: false })).toEqual({
      lost: [],
      broken: [],
      answered: ROWS,
    });
  },
);

test.runIf(canTrace())(
  'LOG-9 LOG-5 the same cuts find what is lost where a commit is not synced',
  async () => {
    const preload = join(temporaryFolder(), 'normal.mjs');
    const server = new URL('../../server/package.json', import.meta.url).href;
    writeFileSync(preload, NORMAL.replace('SERVER', JSON.stringify(server)));
    const watched = await watchedServer(['--import', preload]);
    expect((await cutEverywhere(watched, { untilFirst: true })).lost.length).toBeGreaterThan(0);
  },
);
