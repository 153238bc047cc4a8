import { gunzip as gunzipWithCallback } from 'node:zlib';
import { promisify } from 'node:util';
import type { Clock } from '@weft/shared/clock';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Documents, Projection } from '../documents/documents.ts';
import type { Log } from '../log/log.ts';
import { gatherState } from '../log/state-parts.ts';

/** What was read of a document, and how far. */
export type ReadMark = Pick<Projection, 'id' | 'updatedAt' | 'offset'>;

/**
 * The title that a document's rows add up to. Rows come in pieces: a large document is never held whole. Its words and links
 * are found with it, and kept where they are looked for.
 *
 * @param mark asked once all rows have been taken
 */
export type ReadTitle = (
  rows: AsyncIterable<readonly Uint8Array[]>,
  mark: () => ReadMark,
) => Promise<string>;

/** The document itself kept its title from being read: trying the same again would end the same. */
export class TitleUnreadable extends Error {
  override name = 'TitleUnreadable';
}

/** On Node's own threads: a state may be large. */
const gunzip = promisify<Uint8Array, Buffer>(gunzipWithCallback);

/** A document's title is read at most this often; longer for one that takes long to read … */
const REST_MS = 500;
/** … and while it is written in all the time, after twice as long each time, up to this: a hundred may be at once. */
const MAX_REST_MS = 4_000;
/** Once nobody has written in it for so long, it is read without further rest: what was written last is to be found soon. */
const QUIET_MS = 700;
/** A reading that failed is tried again after this long. */
const RETRY_MS = 10_000;
/** Share of time that reading one document's title may take, and that recording all titles may. */
const MAX_SHARE = 1 / 20;
const READ_BYTES = 1024 * 1024;
const PAGE = 200;

/** Keeps `Documents` told of titles. Always behind the log, never wrong for long. */
export interface Titles {
  changed(doc: DocId, cursor: Cursor): void;
  /** Reads what a crash kept from being read. */
  catchUp(): Promise<void>;
  /** Begins no further reading and waits for none: what one would have found is read at the next start. */
  close(): void;
}

export function createTitles(ports: {
  log: Log;
  documents: Documents;
  clock: Clock;
  readTitle: ReadTitle;
  /** Hears of them before they are recorded: what a crash keeps from being heard is found anew at the next start. */
  onTitles?: (found: readonly Pick<Projection, 'id' | 'title'>[]) => Promise<void>;
  /** Up to where the words of documents are kept; without it they are kept as far as titles are. */
  offsets?: (docs: readonly DocId[]) => Promise<readonly number[]>;
}): Titles {
  const { log, documents, clock, readTitle, onTitles = async () => undefined } = ports;
  const { offsets = async () => [] } = ports;
  /** Documents with a timer set or a reading under way, and whether they changed since. */
  const active = new Map<DocId, { isStale: boolean; changedAt: number; stop: () => void }>();
  let running = Promise.resolve();
  /** What was read and is not recorded yet. */
  let found: Projection[] = [];
  let recording = false;
  let stopResting = (): void => undefined;
  let closed = false;

  /**
   * After `delay` the document is read if it has changed by then, and forgotten if it has not; after `least` already, once
   * nobody writes in it any more.
   */
  function arm(doc: DocId, delay: number, isStale: boolean, least = delay): void {
    if (closed) return;
    const began = clock.now();
    const entry = { isStale, changedAt: began, stop: (): void => undefined };
    const look = (): void => {
      const now = clock.now();
      const isQuiet = entry.isStale && now - entry.changedAt >= QUIET_MS && now - began >= least;
      const left = isQuiet ? 0 : began + delay - now;
      if (left > 0) return wait(left);
      if (!entry.isStale) return void active.delete(doc);
      entry.isStale = false;
      running = running.then(() => run(doc, delay));
    };
    const wait = (left: number): void => {
      entry.stop = clock.after(Math.min(left, QUIET_MS), look);
    };
    active.set(doc, entry);
    wait(delay);
  }

  async function run(doc: DocId, rested: number): Promise<void> {
    if (closed) return;
    const began = clock.now();
    let rest = 0;
    try {
      await read(doc, began);
      rest = Math.min(Math.max(REST_MS, rested * 2), MAX_REST_MS);
    } catch (error) {
      if (!(error instanceof TitleUnreadable)) return arm(doc, RETRY_MS, true);
    }
    // One that cannot be read is left alone for as long, too: it would keep the others from being read.
    const share = (clock.now() - began) / MAX_SHARE;
    arm(doc, Math.max(rest, share), active.get(doc)?.isStale ?? false, Math.max(REST_MS, share));
  }

  async function read(doc: DocId, began: number): Promise<void> {
    let offset = 0;
    let updatedAt = began;
    async function* pieces(): AsyncGenerator<Uint8Array[]> {
      const state = await log.state(doc);
      if (state) {
        const packed = await gatherState((part) => log.statePart(doc, state.offset, part));
        yield [await gunzip(packed)];
        ({ offset } = state);
        const [last] = await log.read(doc, offset - 1, 0);
        updatedAt = last?.time ?? updatedAt;
      }
      for (;;) {
        const rows = await log.read(doc, offset, READ_BYTES);
        if (rows.length === 0) return;
        ({ offset, time: updatedAt } = rows.at(-1)!);
        yield rows.map(({ bytes }) => bytes);
      }
    }
    const mark = (): ReadMark => ({ id: doc, updatedAt, offset });
    const title = await readTitle(pieces(), mark);
    found.push({ title, ...mark() });
    if (!recording) void recordFound();
  }

  /**
   * Records what was found so far as one commit, and then as much as was found meanwhile. A commit costs an fsync that
   * typists wait behind, so commits too get their share of time only, and carry the more the slower the disk is.
   */
  async function recordFound(): Promise<void> {
    recording = true;
    while (found.length > 0 && !closed) {
      const batch = found;
      found = [];
      const began = clock.now();
      const record = async (): Promise<void> => {
        await onTitles(batch);
        await documents.project(batch);
      };
      await record().catch(() => {
        for (const { id } of batch) {
          const known = active.get(id);
          if (known) known.isStale = true;
          else arm(id, RETRY_MS, true);
        }
      });
      const delay = (clock.now() - began) / MAX_SHARE;
      if (delay > 0 && !closed)
        await new Promise<void>((resolve) => (stopResting = clock.after(delay, resolve)));
    }
    recording = false;
  }

  return {
    changed(doc) {
      const known = active.get(doc);
      if (!known) return arm(doc, REST_MS, true);
      known.isStale = true;
      known.changedAt = clock.now();
    },
    async catchUp() {
      let after: DocId | undefined;
      do {
        const page = await documents.list({ limit: PAGE, after }).catch(() => []);
        const indexed = await offsets(page.map(({ id }) => id)).catch(() =>
          // What nobody can tell of is read again.
          page.map(() => 0),
        );
        for (const [i, { id, projected }] of page.entries()) {
          if (closed) return;
          const head = await log.head(id).catch(() => undefined);
          const known = Math.min(projected, indexed[i] ?? projected);
          if (!head || head.cursor.offset <= known || active.has(id)) continue;
          // One after the other: what is written in now goes in between.
          active.set(id, { isStale: false, changedAt: 0, stop: () => undefined });
          await (running = running.then(() => run(id, 0)));
        }
        after = page.length === PAGE ? page.at(-1)!.id : undefined;
      } while (after !== undefined);
    },
    close() {
      closed = true;
      for (const { stop } of active.values()) stop();
      stopResting();
    },
  };
}
