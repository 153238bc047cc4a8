import type { Clock } from '@weft/shared/clock';
import type { FileInfo } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { FileId } from '@weft/shared/protocol/ids';
import { MAX_KEPT_FILE_BYTES } from '@weft/shared/protocol/limits';
import { createKeptFiles } from './kept-files.ts';
import { createLocalUrls } from './local-urls.ts';
import type {
  FileUploader,
  NewFile,
  ObjectUrls,
  UploadLocks,
  UploadRow,
  UploadStore,
} from './ports.ts';
import { afterFailure, afterRefusal, nextStep, type Phase } from './upload-plan.ts';

/** How far a file is. */
export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly fraction: number }
  /** `info` is known to the tab that sent it. */
  | { readonly kind: 'done'; readonly info: FileInfo | undefined }
  | { readonly kind: 'refused'; readonly code: ErrorCode };

/** Where a file that was added is: on this device, in this tab alone because the device keeps nothing, or nowhere. */
export type Kept = 'on-device' | 'in-tab' | 'no-room';

export interface UploadQueuePorts {
  readonly store: UploadStore;
  readonly uploader: FileUploader;
  readonly locks: UploadLocks;
  readonly objectUrls: ObjectUrls;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly maxKeptBytes?: number | undefined;
  readonly maxSending?: number | undefined;
  /** Hears of what the device refused to do. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** Files on their way to the server, those of earlier tabs included. */
export interface UploadQueue {
  /** Keeps a file and sends it, now or when there is a network. */
  add(file: NewFile): Promise<Kept>;
  /** `undefined` for a file that this tab knows nothing of. */
  stateOf(id: FileId): UploadState | undefined;
  /** An address that shows the file in this tab: of its bytes here until the server has them. */
  urlOf(id: FileId): string;
  /** Calls back with every change of any file, `undefined` once it is taken back; the returned function ends that. */
  subscribe(listener: (id: FileId, state: UploadState | undefined) => void): () => void;
  /** Sends a refused or waiting file at once. */
  retry(id: FileId): void;
  /** Takes a file back: it is not sent any further, and leaves this device. */
  remove(id: FileId): Promise<void>;
  /** The network is back, it seems: nobody waits any longer. */
  returned(): void;
  /** Stops sending; what is on this device stays there. */
  close(): void;
}

interface Entry {
  phase: Phase;
  /** Until the server has it. */
  row: UploadRow | undefined;
  isOnDevice: boolean;
  /** Ends what is going on for this file. */
  abort: AbortController;
  release: () => void;
}

export function createUploadQueue(ports: UploadQueuePorts): UploadQueue {
  const { store, uploader, locks, clock, random } = ports;
  const { maxKeptBytes = MAX_KEPT_FILE_BYTES, maxSending, onFault = () => undefined } = ports;
  const entries = new Map<FileId, Entry>();
  /** Files that the device has not taken yet, shown already. */
  const arriving = new Map<FileId, Blob>();
  const listeners = new Set<(id: FileId, state: UploadState | undefined) => void>();
  const urls = createLocalUrls(ports.objectUrls, clock);
  const keep = createKeptFiles({
    store,
    maxBytes: maxKeptBytes,
    inTab: () => [...entries.values()].flatMap(({ row }) => row ?? []),
    onFault,
  });
  let stopWaking = (): void => undefined;
  let closed = false;

  const isOver = (id: FileId, entry: Entry): boolean => closed || entries.get(id) !== entry;

  function tell(id: FileId): void {
    for (const listener of listeners) listener(id, stateOf(id));
  }

  function stateOf(id: FileId): UploadState | undefined {
    if (arriving.has(id)) return { kind: 'waiting' };
    const phase = entries.get(id)?.phase;
    if (phase?.kind === 'elsewhere' || phase?.kind === 'waiting') return { kind: 'waiting' };
    if (phase?.kind === 'sending') return { kind: 'sending', fraction: phase.fraction };
    return phase;
  }

  function set(id: FileId, entry: Entry, phase: Phase): void {
    entry.phase = phase;
    tell(id);
  }

  function step(): void {
    stopWaking();
    if (closed) return;
    const phases = [...entries].map(([id, { phase }]) => [id, phase] as const);
    const { send, wakeAt } = nextStep(phases, clock.now(), maxSending);
    for (const id of send) void sendOne(id, entries.get(id)!);
    if (wakeAt !== undefined) stopWaking = clock.after(wakeAt - clock.now(), step);
  }

  /** Takes a file in: it is this tab's turn once no other tab sends it. */
  function admit(row: UploadRow, isOnDevice: boolean): void {
    const phase: Phase = row.refused
      ? { kind: 'refused', code: row.refused }
      : { kind: 'elsewhere' };
    const entry = {
      phase,
      row,
      isOnDevice,
      abort: new AbortController(),
      release: () => undefined,
    };
    entries.set(row.id, entry);
    tell(row.id);
    if (!row.refused) void takeTurn(row.id, entry);
  }

  async function takeTurn(id: FileId, entry: Entry): Promise<void> {
    try {
      const release = await locks.hold(id, entry.abort.signal);
      if (isOver(id, entry)) return release();
      entry.release = release;
      // Whoever had the lock before may have sent it, or learned that it is refused.
      const row = entry.isOnDevice ? await store.get(id) : entry.row;
      if (isOver(id, entry)) return;
      if (!row) return finish(id, entry, undefined);
      if (row.refused) return refuse(id, entry, row.refused);
    } catch (error) {
      if (isOver(id, entry)) return;
      // Sent twice is better than never: the server takes the same file twice.
      onFault(error);
    }
    set(id, entry, { kind: 'waiting', tries: 0, notBefore: clock.now() });
    step();
  }

  async function sendOne(id: FileId, entry: Entry): Promise<void> {
    if (entry.phase.kind !== 'waiting' || !entry.row) return;
    const tries = entry.phase.tries + 1;
    set(id, entry, { kind: 'sending', tries, fraction: 0 });
    const answer = await uploader.upload({
      ...entry.row,
      signal: entry.abort.signal,
      onProgress(fraction) {
        if (!isOver(id, entry) && entry.phase.kind === 'sending')
          set(id, entry, { kind: 'sending', tries, fraction });
      },
    });
    if (isOver(id, entry)) return;
    if (answer.ok) {
      await store.remove(id).catch(onFault);
      if (isOver(id, entry)) return;
      finish(id, entry, answer.info);
    } else {
      const phase = afterFailure(answer, tries, { now: clock.now(), random });
      if (phase.kind === 'refused') await remember(entry, phase.code).catch(onFault);
      if (isOver(id, entry)) return;
      if (phase.kind === 'refused') refuse(id, entry, phase.code);
      else set(id, entry, phase);
    }
    step();
  }

  async function remember(entry: Entry, code: ErrorCode): Promise<void> {
    const meaning = afterRefusal(code);
    if (!entry.isOnDevice || !entry.row || meaning === 'forget') return;
    if (meaning === 'drop') await store.remove(entry.row.id);
    else await store.put({ ...entry.row, refused: code });
  }

  function finish(id: FileId, entry: Entry, info: FileInfo | undefined): void {
    entry.row = undefined;
    urls.giveUp(id);
    entry.release();
    set(id, entry, { kind: 'done', info });
  }

  /** The next tab may try, or learns the same. */
  function refuse(id: FileId, entry: Entry, code: ErrorCode): void {
    entry.release();
    set(id, entry, { kind: 'refused', code });
  }

  void store.rows().then((rows) => {
    if (closed) return;
    for (const row of rows) if (!entries.has(row.id)) admit(row, true);
  }, onFault);

  return {
    async add(file) {
      const { id, blob } = file;
      const known = entries.get(id);
      if (known) return known.isOnDevice ? 'on-device' : 'in-tab';
      arriving.set(id, blob);
      tell(id);
      const kept = await keep(file, clock.now());
      arriving.delete(id);
      if (!kept) {
        urls.giveUp(id);
        tell(id);
        return 'no-room';
      }
      // It may have been found on the device meanwhile.
      if (!closed && !entries.has(id)) admit(kept.row, kept.isOnDevice);
      return kept.isOnDevice ? 'on-device' : 'in-tab';
    },
    stateOf,
    urlOf(id) {
      const blob = arriving.get(id) ?? entries.get(id)?.row?.blob;
      return blob ? urls.of(id, blob) : uploader.urlOf(id);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry(id) {
      const entry = entries.get(id);
      if (entry?.phase.kind === 'waiting') {
        set(id, entry, { ...entry.phase, notBefore: clock.now() });
        step();
      } else if (entry?.phase.kind === 'refused' && entry.row) {
        const row = { ...entry.row, refused: undefined };
        const forgotten = entry.isOnDevice ? store.put(row) : Promise.resolve();
        void forgotten.catch(onFault).then(() => {
          if (!isOver(id, entry)) admit(row, entry.isOnDevice);
        });
      }
    },
    async remove(id) {
      const entry = entries.get(id);
      if (!entry) return;
      entries.delete(id);
      entry.abort.abort();
      urls.giveUp(id);
      try {
        if (entry.isOnDevice) await store.remove(id);
      } catch (error) {
        onFault(error);
      }
      entry.release();
      tell(id);
      step();
    },
    returned() {
      for (const [id, entry] of entries) {
        if (entry.phase.kind === 'waiting')
          set(id, entry, { kind: 'waiting', tries: 0, notBefore: clock.now() });
      }
      step();
    },
    close() {
      closed = true;
      stopWaking();
      for (const entry of entries.values()) {
        entry.abort.abort();
        entry.release();
      }
      urls.close();
      entries.clear();
      listeners.clear();
    },
  };
}
