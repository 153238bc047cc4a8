import { Worker } from 'node:worker_threads';
import type { Documents } from '../documents/documents.ts';
import type { FileRecords } from '../files/file-records.ts';
import { NO_LOAD, type Load } from '../load/load.ts';
import { createGroupCommit } from '../log/group-commit.ts';
import { LogError, type Log } from '../log/log.ts';
import type { Names } from '../history/names.ts';
import type { Journal } from '../log/journal.ts';
import type { Pages } from '../pages/pages.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import type { Call, Opening, Reply } from './call.ts';
import { DataFolderError } from './data-folder.ts';
import { packRows } from './packed-rows.ts';

/** The ports that a data folder backs, served by a thread of their own so that an fsync stalls nobody. */
export interface Store {
  readonly log: Log;
  readonly documents: Documents;
  readonly fileRecords: FileRecords;
  readonly pages: Pages;
  readonly names: Names;
  /** Settles what was accepted, closes the databases, ends the thread. */
  close(): Promise<void>;
  /** Resolves when the thread has ended without being asked to; from then on every call fails. */
  readonly ended: Promise<void>;
}

/** Where the thread's code is: the built bundle, or a test's. */
export type StoreThread = string | URL;

export interface StoreOptions {
  readonly metrics?: Metrics;
  readonly load?: Load;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: LogError) => void;
}

/**
 * Opens the databases under `folder`, which the caller holds the lock of.
 * Throws `DataFolderError` with a sentence for people when they cannot be used.
 */
export async function openStore(
  folder: string,
  thread: StoreThread,
  { metrics = NO_METRICS, load = NO_LOAD }: StoreOptions = {},
): Promise<Store> {
  const worker = new Worker(thread, { workerData: { folder } });
  await opened(worker, folder);

  const pending = new Map<number, Pending>();
  let calls = 0;
  let ended = false;
  let closing: Promise<void> | undefined;
  let tellEnded = (): void => undefined;
  const endedUnasked = new Promise<void>((resolve) => (tellEnded = resolve));
  worker.on('message', (reply: Reply) => {
    const waiting = pending.get(reply.id);
    pending.delete(reply.id);
    if ('fault' in reply) waiting?.reject(new LogError(reply.fault));
    else waiting?.resolve(reply.value);
  });
  // A dead thread answers nobody; better every caller hears "storage" than one waits for ever.
  const fail = (): void => {
    ended = true;
    for (const { reject } of pending.values()) reject(new LogError('storage'));
    pending.clear();
    if (!closing) tellEnded();
  };
  worker.on('error', fail);
  worker.on('exit', fail);

  function call<T>(service: Call['service'], method: string, ...args: unknown[]): Promise<T> {
    return handOver({ service, method, args }, []);
  }

  /** @param given buffers that are the thread's from now on */
  function handOver<T>(asked: Omit<Call, 'id'>, given: ArrayBuffer[]): Promise<T> {
    if (ended) return Promise.reject(new LogError('closed'));
    return new Promise<unknown>((resolve, reject) => {
      const id = calls++;
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, ...asked } satisfies Call, given);
    }) as Promise<T>;
  }
  const journal = <M extends keyof Journal>(
    method: M,
    ...args: Parameters<Journal[M]>
  ): Promise<ReturnType<Journal[M]>> => call('journal', method, ...args);
  const commits = createGroupCommit(
    (rows) => {
      const packed = packRows(rows);
      const asked = { service: 'journal', method: 'appendAll', args: [packed] } as const;
      return handOver(asked, [packed.bytes.buffer as ArrayBuffer]);
    },
    { metrics, load },
  );

  function close(): Promise<void> {
    closing ??= (async () => {
      await commits.close();
      await call('journal', 'close').catch(() => undefined);
      await worker.terminate();
    })();
    return closing;
  }

  return {
    log: {
      head: (doc) => journal('head', doc),
      append: (row) => commits.append(row),
      read: (doc, after, maxBytes) => journal('read', doc, after, maxBytes),
      entries: (doc, after, limit) => journal('entries', doc, after, limit),
      find: (doc, session, n) => journal('find', doc, session, n),
      tagAt: (doc, offset) => journal('tagAt', doc, offset),
      state: (doc) => journal('state', doc),
      statePart: (doc, offset, part) => journal('statePart', doc, offset, part),
      tails: () => journal('tails'),
      folded: (doc) => journal('folded', doc),
      close,
    },
    documents: {
      create: (fresh) => call('documents', 'create', fresh),
      get: (id) => call('documents', 'get', id),
      list: (page) => call('documents', 'list', page),
      remove: (id, time) => call('documents', 'remove', id, time),
      project: (found) => call('documents', 'project', found),
    },
    fileRecords: {
      add: (fresh) => call('files', 'add', fresh),
      get: (id) => call('files', 'get', id),
      named: (hashes) => call('files', 'named', hashes),
      removeOf: (doc) => call('files', 'removeOf', doc),
      prune: () => call('files', 'prune'),
    },
    pages: {
      spaces: () => call('pages', 'spaces'),
      get: (page) => call('pages', 'get', page),
      standing: (ids) => call('pages', 'standing', ids),
      list: (space) => call('pages', 'list', space),
      head: (space) => call('pages', 'head', space),
      knows: (space, cursor) => call('pages', 'knows', space, cursor),
      changes: (space, after, limit) => call('pages', 'changes', space, after, limit),
      act: (request, now) => call('pages', 'act', request, now),
      adopt: (page) => call('pages', 'adopt', page),
      retitle: (titles) => call('pages', 'retitle', titles),
    },
    names: {
      callAuthor: (author) => call('names', 'callAuthor', author),
      authors: (sessions) => call('names', 'authors', sessions),
      callVersion: (doc, version, limit) => call('names', 'callVersion', doc, version, limit),
      uncallVersion: (doc, offset) => call('names', 'uncallVersion', doc, offset),
      versions: (doc) => call('names', 'versions', doc),
      forgetVersions: (doc) => call('names', 'forgetVersions', doc),
    },
    close,
    ended: endedUnasked,
  };
}

function opened(worker: Worker, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the store thread ended before it was ready')));
    worker.once('message', (opening: Opening) => {
      worker.off('error', reject);
      if (opening.ready) return resolve();
      void worker.terminate();
      const sentence =
        opening.reason === 'newer'
          ? `The data folder ${folder} was written by a newer Weft: start that version, or set WEFT_DATA to another folder.`
          : `Weft cannot read the databases in ${folder}: restore them from a backup, or set WEFT_DATA to another folder.`;
      reject(new DataFolderError(sentence, { cause: opening.detail }));
    });
  });
}
