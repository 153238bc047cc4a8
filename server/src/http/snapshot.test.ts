import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeFrames, type Frame } from '@weft/shared/codec/frames';
import { manualClock } from '@weft/shared/testing/clock';
import { snapshotPath } from '@weft/shared/protocol/routes';
import { formatCursor } from '@weft/shared/protocol/cursor';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { createCompaction } from '../compaction/compaction.ts';
import { createMemoryCompactor } from '../compaction/memory-compactor.ts';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createMemoryLog, type MemoryLog } from '../log/memory-log.ts';
import { STATE_PART_BYTES } from '../log/log.ts';
import { typist } from '../room/testing/typist.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';

const doc = docIdOf(1);

/** An app with one document, whose rows the test writes and folds behind its back. */
async function served(log: MemoryLog = createMemoryLog()) {
  const documents = createMemoryDocuments();
  await documents.create({ id: doc, format: 'raw', time: 1 });
  const compactor = createMemoryCompactor(log);
  const ignore = (): void => undefined;
  const clock = manualClock(1_800_000_000_000);
  const compaction = createCompaction({
    log,
    compactor,
    clock,
    onCompacted: ignore,
    onFault: ignore,
  });
  const ben = typist(1);
  return {
    fold: () => compaction.compact(doc),
    async write(...texts: readonly string[]): Promise<string> {
      let { cursor } = await log.head(doc);
      for (const text of texts) {
        const bytes = ben.type(text);
        const row = { doc, after: cursor.offset, principal: LOCAL_PRINCIPAL, time: 1, bytes };
        cursor = await log.append(row);
      }
      return formatCursor(cursor);
    },
    app: () => servedApp({ log, documents }),
  };
}

async function snapshot(url: string, since = '') {
  const query = since && `?since=${since}`;
  const response = await fetch(`${url}${snapshotPath(doc)}${query}`);
  const frames = decodeFrames(new Uint8Array(await response.arrayBuffer()));
  return {
    kinds: frames.map(({ kind }) => kind).join(' '),
    text: textOf(frames),
    state: response.headers.get('weft-state'),
    since: response.headers.get('weft-since'),
    etag: response.headers.get('etag'),
  };
}

function textOf(frames: readonly Frame[]): string {
  const read = new Y.Doc();
  for (const { kind, bytes } of frames)
    Y.applyUpdate(read, kind === 'packed-state' ? gunzipSync(bytes) : bytes);
  return read.getText('title').toString();
}

test('SNAP-1 what is folded comes as one packed state, and the rows after it as they are', async () => {
  const { write, fold, app } = await served();
  await write('a', 'b', 'c');
  await fold();
  await write('d', 'e');
  const { url } = await app();
  expect(await snapshot(url)).toMatchObject({
    kinds: 'packed-state update update',
    text: 'abcde',
    state: '3',
    since: '0',
  });
});

test('SNAP-1 a state of many parts comes whole, and is compressed', async () => {
  const { write, fold, app } = await served();
  const noise = Array.from({ length: 3 }, () =>
    Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)))
      .toString('latin1')
      .repeat(3),
  ).join('');
  await write(noise, 'x'.repeat(STATE_PART_BYTES * 3));
  await fold();
  const { url } = await app();
  const { text, kinds } = await snapshot(url);
  expect(kinds).toBe('packed-state');
  expect(text.length).toBe(noise.length + STATE_PART_BYTES * 3);
});

test('SNAP-5 a reader behind a folding gets the few rows it lacks', async () => {
  const { write, fold, app } = await served();
  const cursor = await write('a', 'b');
  await write('c', 'd');
  await fold();
  await write('e');
  const { url } = await app();
  expect(await snapshot(url, cursor)).toMatchObject({
    kinds: 'update update update',
    state: null,
    since: '2',
  });
});

test('SNAP-5 a reader far behind gets a state that holds everything, at its own cursor', async () => {
  const { write, fold, app } = await served();
  const cursor = await write('a');
  await write('x'.repeat(80_000));
  await write('y'.repeat(80_000));
  await fold();
  await write('z');
  const { url } = await app();
  const { kinds, state, since, text } = await snapshot(url, cursor);
  expect([kinds, state, since]).toEqual(['packed-state update', '3', '1']);
  expect(text.length).toBe(160_002);
});

test('SNAP-4 a folding makes another ETag of the same cursor, for other bytes are sent', async () => {
  const { write, fold, app } = await served();
  await write('a', 'b');
  const { url } = await app();
  const before = await snapshot(url);
  await fold();
  const after = await snapshot(url);
  expect([before.text, after.text]).toEqual(['ab', 'ab']);
  expect(after.etag).not.toBe(before.etag);
  const headers = { 'If-None-Match': after.etag! };
  expect((await fetch(url + snapshotPath(doc), { headers })).status).toBe(304);
});

test('SNAP-5 a state that is folded twice while it is read is read to its end, or broken off', async () => {
  const log = createMemoryLog();
  const { write, fold, app } = await served(log);
  await write('x'.repeat(10), ...Array.from({ length: 4 }, () => noiseText()));
  await fold();
  const part = log.statePart.bind(log);
  let folds = 1;
  log.statePart = async (id, offset, number) => {
    // Between the first part and the second one.
    const wanted = number === 1 ? folds : 0;
    // Folding reads states, too.
    if (wanted > 0) folds = 0;
    for (let i = 0; i < wanted; i++) {
      await write('y');
      await fold();
    }
    return part(id, offset, number);
  };
  // An app of its own each time: what is written behind a room's back is not there for it.
  const read = async () => snapshot((await app()).url);
  const { kinds, state } = await read();
  expect([kinds, state]).toEqual(['packed-state', '5']);
  folds = 2;
  await expect(read()).rejects.toThrow();
  expect((await read()).text.endsWith('yyy')).toBe(true);
});

/** What gzip cannot make smaller than a part. */
function noiseText(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)))
    .toString('base64')
    .repeat(2);
}
