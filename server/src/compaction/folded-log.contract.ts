import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { manualClock } from '@weft/shared/testing/clock';
import { seededRandom } from '@weft/shared/testing/random';
import type { Log } from '../log/log.ts';
import { SEGMENT_BYTES } from '../log/segment.ts';
import { gatherState } from '../log/state-parts.ts';
import { writtenRow } from '../log/testing/written-row.ts';
import { editedDocuments } from '../room/testing/edited-documents.ts';
import { typist } from '../room/testing/typist.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { createCompaction, type Compaction } from './compaction.ts';
import type { Compacted, Compactor } from './compactor.ts';

const doc = docIdOf(1);
const other = docIdOf(2);
const ann = sessionIdOf(1);

/** A log, and what folds it. */
export interface FoldedLog {
  readonly log: Log;
  readonly compactor: Compactor;
  /** The same files, opened anew; the log itself where it has none. */
  reopen(): Promise<FoldedLog>;
}

/** What every log and its compactor do together. */
export function foldedLogContract(open: () => Promise<FoldedLog>): void {
  const compactionOf = ({ log, compactor }: FoldedLog): Compaction =>
    createCompaction({
      log,
      compactor,
      clock: manualClock(1_800_000_000_000),
      onCompacted: () => undefined,
      onFault: () => undefined,
    });
  const fold = (opened: FoldedLog, id = doc): Promise<Compacted | undefined> =>
    compactionOf(opened).compact(id);

  async function append(log: Log, updates: readonly Uint8Array[], id = doc): Promise<void> {
    let { offset } = (await log.head(id)).cursor;
    for (const bytes of updates) {
      const author = { session: ann, n: offset + 1 };
      await log.append(
        writtenRow(offset, { doc: id, author, bytes, time: 1_800_000_000_000 + offset }),
      );
      offset += 1;
    }
  }

  /** Everything that can be asked of the document, but for where it is kept. */
  async function told(log: Log): Promise<unknown> {
    const { cursor, size, origin } = await log.head(doc);
    const offsets = Array.from({ length: cursor.offset + 2 }, (_, offset) => offset);
    const rows = await log.read(doc, 0, Number.MAX_SAFE_INTEGER);
    return {
      head: { cursor, size, origin },
      rows: rows.map((row) => ({ ...row, bytes: [...row.bytes] })),
      pieces: (await Promise.all(offsets.map((offset) => log.read(doc, offset, 100)))).map((some) =>
        some.map(({ offset }) => offset),
      ),
      entries: await log.entries(doc, 0, cursor.offset),
      stretches: await Promise.all(offsets.map((offset) => log.entries(doc, offset, 3))),
      tags: await Promise.all(offsets.map((offset) => log.tagAt(doc, offset))),
      found: await Promise.all(offsets.map(async (n) => (await log.find(doc, ann, n))?.offset)),
    };
  }

  async function stateOf(log: Log): Promise<{ offset: number; bytes: Uint8Array }> {
    const { offset, size } = (await log.state(doc))!;
    const packed = await gatherState((part) => log.statePart(doc, offset, part));
    expect(packed.length).toBe(size);
    return { offset, bytes: gunzipSync(packed) };
  }

  /** The document that a new reader gets: the state, and the rows after it. */
  async function readerOf(log: Log): Promise<Y.Doc> {
    const reader = new Y.Doc();
    const { offset, bytes } = await stateOf(log);
    Y.applyUpdate(reader, bytes);
    for (const row of await log.read(doc, offset, Number.MAX_SAFE_INTEGER))
      Y.applyUpdate(reader, row.bytes);
    return reader;
  }

  function replayOf(updates: readonly Uint8Array[]): Y.Doc {
    const full = new Y.Doc();
    for (const update of updates) Y.applyUpdate(full, update);
    return full;
  }

  test('COMPACT-1 rows, tags, cursors and what a session’s n was stored as can be read as before', async () => {
    const opened = await open();
    const { updates } = editedDocuments(seededRandom(1), 60);
    const half = updates.length >> 1;
    await append(opened.log, updates.slice(0, half));
    const before = await told(opened.log);
    expect(await fold(opened)).toMatchObject({ offset: half, quarantined: [] });
    expect(await told(opened.log)).toEqual(before);

    await append(opened.log, updates.slice(half));
    const all = await told(opened.log);
    expect((await opened.log.head(doc)).base.offset).toBe(half);
    await fold(opened);
    expect(await told(opened.log)).toEqual(all);
    const again = await opened.reopen();
    expect(await told(again.log)).toEqual(all);
    expect((await again.log.head(doc)).base.offset).toBe(updates.length);
  });

  test('COMPACT-1 rows that are written after a folding go on with offsets and tags', async () => {
    const opened = await open();
    const ben = typist(1);
    await append(opened.log, [ben.type('a')]);
    await fold(opened);
    const again = await opened.reopen();
    await append(again.log, [ben.type('b'), ben.type('c')]);
    expect((await again.log.head(doc)).cursor.offset).toBe(3);
    expect((await again.log.read(doc, 0, 1000)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
    await expect(again.log.append(writtenRow(1))).rejects.toMatchObject({ fault: 'head-moved' });
  });

  test('COMPACT-1 a history of several segments is read from anywhere', async () => {
    const opened = await open();
    const ben = typist(1);
    const large = Array.from({ length: 5 }, () => ben.type('x'.repeat(SEGMENT_BYTES / 2 - 100)));
    await append(opened.log, [ben.type('a'), ...large, ben.type('z')]);
    const before = await told(opened.log);
    await fold(opened);
    await append(opened.log, [ben.type('!')]);
    await fold(opened);
    const after = await opened.reopen();
    await append(after.log, []);
    expect((await after.log.read(doc, 0, Number.MAX_SAFE_INTEGER)).length).toBe(8);
    expect(JSON.stringify(((await told(after.log)) as { rows: unknown[] }).rows.slice(0, 7))).toBe(
      JSON.stringify((before as { rows: unknown[] }).rows),
    );
  });

  test('COMPACT-2 a state and the rows after it come to the document that all rows come to', async () => {
    for (const seed of [1, 2, 3]) {
      const opened = await open();
      const random = seededRandom(seed);
      const { updates } = editedDocuments(random, 120);
      for (let at = 0; at < updates.length;) {
        const piece = updates.slice(at, (at += 1 + random.below(50)));
        await append(opened.log, piece);
        if (random.chance(0.7)) await fold(opened);
      }
      await fold(opened);
      const [reader, full] = [await readerOf(opened.log), replayOf(updates)];
      expect(Y.equalSnapshots(Y.snapshot(reader), Y.snapshot(full))).toBe(true);
      expect(reader.getText('text').toDelta()).toEqual(full.getText('text').toDelta());
      expect(reader.getMap('map').toJSON()).toEqual(full.getMap('map').toJSON());
      expect(reader.getXmlFragment('body').toJSON()).toBe(full.getXmlFragment('body').toJSON());
    }
  });

  test('COMPACT-2 a state holds nothing of what was deleted', async () => {
    const opened = await open();
    const ben = new Y.Doc();
    const updates: Uint8Array[] = [];
    ben.on('update', (update: Uint8Array) => updates.push(update));
    ben.getText('title').insert(0, 'secret '.repeat(1000));
    ben.getText('title').delete(0, 7000);
    ben.getText('title').insert(0, 'public');
    await append(opened.log, updates);
    await fold(opened);
    const { bytes } = await stateOf(opened.log);
    expect(Buffer.from(bytes).includes('secret')).toBe(false);
    expect(bytes.length).toBeLessThan(200);
  });

  test('COMPACT-3 a row that cannot be applied is kept and reported, and the document opens without it', async () => {
    const opened = await open();
    const [ben, cleo] = [typist(1), typist(2)];
    const [first, lost, built] = [ben.type('a'), ben.type('b'), ben.type('c')];
    const cut = lost.slice(0, -3);
    await append(opened.log, [first, cleo.type('x'), cut, built, cleo.type('y')]);
    const compacted = await fold(opened);
    expect(compacted!.quarantined.map(({ offset }) => offset)).toEqual([3, 4]);
    expect((await opened.log.read(doc, 2, 1))[0]!.bytes).toEqual(cut);
    expect((await readerOf(opened.log)).getText('title').toString()).toMatch(/^(axy|xya)$/);
  });

  test('COMPACT-6 what is folded is in no tail any more, and one document’s folding is no other’s', async () => {
    const opened = await open();
    const [ben, cleo] = [typist(1), typist(2)];
    await append(opened.log, [ben.type('a'), ben.type('b')]);
    await append(opened.log, [cleo.type('x')], other);
    await fold(opened);
    expect((await opened.log.tails()).map(({ doc: id, rows }) => [id, rows])).toEqual([[other, 1]]);
    const again = await opened.reopen();
    expect((await again.log.tails()).map(({ doc: id, rows }) => [id, rows])).toEqual([[other, 1]]);
    expect(await again.log.state(other)).toBeUndefined();
    expect(await fold(again)).toBeUndefined();
  });

  test('SNAP-5 the state before the last one can still be read, and older ones are gone', async () => {
    const opened = await open();
    const ben = typist(1);
    const offsets: number[] = [];
    for (const letter of 'abc') {
      await append(opened.log, [ben.type(letter)]);
      await fold(opened);
      offsets.push((await opened.log.state(doc))!.offset);
    }
    expect(offsets).toEqual([1, 2, 3]);
    const parts = await Promise.all(offsets.map((offset) => opened.log.statePart(doc, offset, 0)));
    expect(parts.map((part) => part !== undefined)).toEqual([false, true, true]);
  });
}
