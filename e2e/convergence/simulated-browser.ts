import type { Clock } from '@weft/shared/clock';
import { mintSessionId, type DocId, type SessionId } from '@weft/shared/protocol/ids';
import type { FaultyNetwork } from '@weft/shared/testing/network';
import type { Random } from '@weft/shared/testing/random';
import { createMemoryCopies } from '@weft/client/copies/memory-copies';
import { createMemoryLocks } from '@weft/client/outbox/memory-locks';
import { createMemoryOutbox } from '@weft/client/outbox/memory-outbox';
import type { CopyStore, CopyWriter, OutboxStore, SessionLocks } from '@weft/client/sync/ports';
import { createProvider, type Provider } from '@weft/client/sync/provider';
import * as Y from 'yjs';
import type { SimulatedServer } from './simulated-server.ts';

export interface Tab {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly provider: Provider;
  readonly network: FaultyNetwork;
  /** Dies as a killed tab does: nothing of it acts any more, and its locks are let go. */
  kill(): void;
}

/** One browser: tabs come and go, what they stored stays. */
export interface Browser {
  readonly store: OutboxStore;
  open(network: FaultyNetwork): Tab;
}

const NEVER = new Promise<never>(() => undefined);

export function createBrowser(
  server: SimulatedServer,
  id: DocId,
  clock: Clock,
  random: Random,
): Browser {
  const store = createMemoryOutbox();
  const locks = createMemoryLocks();
  // Half of all browsers keep documents; by the document, so that what a seed draws afterwards stays as it was.
  const copies = id.charCodeAt(0) % 2 === 0 ? createMemoryCopies() : undefined;

  function open(network: FaultyNetwork): Tab {
    let alive = true;
    const releases = new Set<() => void>();
    const whileAlive = <T>(result: Promise<T>): Promise<T> =>
      result.then((value) => (alive ? value : NEVER));
    const ownStore: OutboxStore = {
      rows: (doc) => (alive ? whileAlive(store.rows(doc)) : NEVER),
      write: (change) => (alive ? whileAlive(store.write(change)) : NEVER),
    };
    const track = (release: () => void): (() => void) => {
      releases.add(release);
      return () => {
        releases.delete(release);
        release();
      };
    };
    const ownLocks: SessionLocks = {
      hold: async (session: SessionId) => track(await whileAlive(locks.hold(session))),
      tryHold: async (session: SessionId) => {
        const release = await whileAlive(locks.tryHold(session));
        return release && track(release);
      },
    };
    const ownWriter = (writer: CopyWriter): CopyWriter => ({
      replace: (...args) => (alive ? whileAlive(writer.replace(...args)) : NEVER),
      append: (...args) => (alive ? whileAlive(writer.append(...args)) : NEVER),
      release: track(writer.release),
    });
    const ownCopies: CopyStore | undefined = copies && {
      load: (of) => whileAlive(copies.load(of)),
      keep: async (of, signal) => {
        const writer = await copies.keep(of, signal);
        if (!alive) writer.release();
        return whileAlive(Promise.resolve(ownWriter(writer)));
      },
      remove: (of) => copies.remove(of),
    };
    const whenAlive =
      <A extends unknown[]>(callback: (...args: A) => void) =>
      (...args: A): void => {
        if (alive) callback(...args);
      };
    const ownClock: Clock = {
      now: () => clock.now(),
      after: (ms, callback) => clock.after(ms, whenAlive(callback)),
    };
    const wire = server.transport(network);
    const doc = new Y.Doc();
    // Client ids decide Yjs's order among concurrent edits; a seed must replay it.
    doc.clientID = random.below(0xffff_fffe) + 1;
    const stops = new Set<() => void>();
    const provider = createProvider(id, doc, {
      transport: {
        append: (update, signal) => whileAlive(wire.append(update, signal)),
        snapshot: (of, since, signal) => whileAlive(wire.snapshot(of, since, signal)),
        follow(from, sink) {
          const stop = wire.follow(from, {
            event: whenAlive(sink.event),
            lost: whenAlive(sink.lost),
          });
          stops.add(stop);
          return stop;
        },
        presence: (...args) => wire.presence(...args),
      },
      store: ownStore,
      locks: ownLocks,
      copies: ownCopies,
      clock: ownClock,
      random: () => random.next(),
      randomBytes: (length) => random.bytes(length),
    });
    return {
      doc,
      text: doc.getText('t'),
      provider,
      network,
      kill() {
        alive = false;
        for (const stop of stops) stop();
        for (const release of Array.from(releases)) release();
      },
    };
  }
  return { store, open };
}

/** A document id of the seed's. */
export function seededDoc(random: Random): DocId {
  return mintSessionId((length) => random.bytes(length)) as string as DocId;
}

/** Lets everything that needs no time happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
