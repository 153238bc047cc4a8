import { encodeBase64 } from '@weft/shared/codec/base64';
import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { manualClock, type ManualClock } from '@weft/shared/testing/clock';
import { seededRandom } from '@weft/shared/testing/random';
import * as Y from 'yjs';
import { createMemoryLocks } from '../../outbox/memory-locks.ts';
import { createMemoryOutbox } from '../../outbox/memory-outbox.ts';
import type {
  CopyStore,
  Failure,
  Neighbours,
  OutboxRow,
  OutboxStore,
  SessionLocks,
  Snapshot,
} from '../ports.ts';
import { createProvider, type Provider } from '../provider.ts';
import type { SaveState } from '../save-state.ts';
import { docId } from './ids.ts';
import { createScriptedTransport, type ScriptedTransport } from './scripted-transport.ts';

const DOC = docId(1);

/** A place in the one log of these tests. */
export function cursorAt(offset: number, epoch = 'epochAepoch'): Cursor {
  return { epoch, offset, tag: `tag-of-${String(offset).padStart(4, '0')}` };
}

/** The answer that refuses with `code`. */
export function refusal(code: ErrorCode, retryAfterMs?: number): Failure {
  return { ok: false, code, retry: ERRORS[code].retry, retryAfterMs };
}

/** A snapshot of everything: `updates` are the rows from 1 on. */
export function wholeOf(...updates: Uint8Array[]): Snapshot {
  return partOf(0, ...updates);
}

/** A snapshot of the rows after `since`. */
export function partOf(since: number, ...updates: Uint8Array[]): Snapshot {
  const frames = updates.map((bytes) => ({ kind: 'update' as const, bytes }));
  return { ok: true, frames, cursor: cursorAt(since + frames.length), since };
}

/** The event with the rows after `from`; `null` for one's own. */
export function rowsAfter(from: number, ...updates: (Uint8Array | null)[]): Down {
  const cursor = formatCursor(cursorAt(from + updates.length));
  const encoded = updates.map((bytes) => bytes && encodeBase64(bytes));
  return { name: 'updates', doc: DOC, cursor, updates: encoded };
}

export function liveAt(offset: number): Down {
  return { name: 'live', doc: DOC, cursor: formatCursor(cursorAt(offset)) };
}

/** Lets everything that needs no time happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface ScriptedProvider {
  readonly provider: Provider;
  readonly doc: Y.Doc;
  readonly transport: ScriptedTransport;
  readonly clock: ManualClock;
  readonly store: OutboxStore;
  readonly locks: SessionLocks;
  /** Every save state told, in order, `blocked` with its reason. */
  readonly saves: readonly string[];
  readonly faults: readonly unknown[];
  readonly text: string;
  /** Types at the end. */
  type(letters: string): void;
  rows(): Promise<OutboxRow[]>;
  /** The person looks at another page. */
  hide(): void;
  /** The network, or the person, comes back; `false` when nobody listens. */
  comeBack(): boolean;
  /** Connects and answers everything until the stream is live at the end of `updates`. */
  goLive(...updates: Uint8Array[]): Promise<void>;
  /** Answers the newest append as durable at `offset`. */
  acknowledge(offset: number): Promise<void>;
}

export interface ScriptedProviderOptions {
  readonly doc?: Y.Doc;
  readonly store?: OutboxStore;
  readonly locks?: SessionLocks;
  readonly neighbours?: Neighbours;
  readonly copies?: CopyStore;
  readonly beginning?: Uint8Array | 'empty';
  readonly isBusy?: () => boolean;
  /** Whether edits are gathered between requests; no where nothing is said, so that a test need not let time pass. */
  readonly gather?: boolean;
  /** Makes the session ids, and the client id of a new document. */
  readonly seed?: number;
}

/** A provider alone in the world: the test is its network and its clock. */
export function openProvider(options: ScriptedProviderOptions = {}): ScriptedProvider {
  const {
    store = createMemoryOutbox(),
    locks = createMemoryLocks(),
    seed = 1,
    gather = false,
  } = options;
  const random = seededRandom(seed);
  const clock = manualClock(1_800_000_000_000);
  const transport = createScriptedTransport();
  const doc = options.doc ?? new Y.Doc();
  if (!options.doc) doc.clientID = 1_000 + seed;
  const listeners = new Set<() => void>();
  const hiding = new Set<() => void>();
  const saves: string[] = [];
  const faults: unknown[] = [];
  const provider = createProvider(DOC, doc, {
    transport,
    store,
    locks,
    neighbours: options.neighbours,
    copies: options.copies,
    beginning: options.beginning,
    isBusy: options.isBusy,
    onHidden(callback) {
      hiding.add(callback);
      return () => hiding.delete(callback);
    },
    clock,
    random: () => random.next(),
    randomBytes: (length) => random.bytes(length),
    gather,
    onReturn(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    onFault: (error) => faults.push(error),
  });
  provider.on('save', (state) => saves.push(sentence(state)));

  return {
    provider,
    doc,
    transport,
    clock,
    store,
    locks,
    saves,
    faults,
    get text() {
      return doc.getText('t').toString();
    },
    type(letters) {
      const text = doc.getText('t');
      text.insert(text.length, letters);
    },
    rows: () => store.rows(DOC),
    hide() {
      for (const callback of hiding) callback();
    },
    comeBack() {
      for (const callback of listeners) callback();
      return listeners.size > 0;
    },
    async goLive(...updates) {
      provider.connect();
      await settled();
      transport.snapshots.at(-1)!.answer(wholeOf(...updates));
      await settled();
      transport.streams.at(-1)!.event(liveAt(updates.length));
      await settled();
    },
    async acknowledge(offset) {
      transport.appends.at(-1)!.answer({ ok: true, cursor: cursorAt(offset) });
      await settled();
    },
  };
}

/** What a person is told, in one word, or two where it is blocked. */
export function sentence(state: SaveState): string {
  return state.kind === 'blocked' ? `blocked: ${state.why}` : state.kind;
}
