import type { Clock } from '@weft/shared/clock';
import type { Present } from '@weft/shared/protocol/down';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { MAX_PRESENT, PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import type { PostPresence } from '@weft/shared/protocol/up';
import type { Principal } from '../access/principal.ts';
import type { Hub } from '../hub/hub.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { encodeDown, type RoomMessage } from './message.ts';
import { Refusal } from './refusal.ts';

/** Changes of one document within this time leave as one event, encoded once. */
const COALESCE_MS = 40;

interface Lease {
  /** Open streams and polls that name the session and document. */
  streams: number;
  /** When the longest of the leases ends that streams and polls left. */
  until: number;
  stopTimer: (() => void) | undefined;
  present: Present | undefined;
}

/**
 * Who is where: volatile, never on disk. A state belongs to a (session, document) lease, which any stream
 * or poll that names the pair holds, and which outlives the last of them by the time that one asks for.
 */
export interface PresenceLane {
  hold(doc: DocId, session: SessionId): void;
  /** @param leaseMs how long the state stays without anybody who holds it */
  release(doc: DocId, session: SessionId, leaseMs?: number): void;
  /** Throws `Refusal` when the client id is somebody else's here, or the document is full of people. */
  post(doc: DocId, session: SessionId, who: Principal, state: PostPresence): void;
  /** Everybody here. */
  present(doc: DocId): Present[];
  /** The same as one event. */
  everybody(doc: DocId): Buffer;
  close(): void;
}

export function createPresenceLane({
  clock,
  hub,
  metrics = NO_METRICS,
}: {
  clock: Clock;
  hub: Hub<RoomMessage>;
  metrics?: Metrics;
}): PresenceLane {
  const documents = new Map<DocId, Map<SessionId, Lease>>();
  const changed = new Map<DocId, Map<SessionId, Present>>();
  const flushes = new Map<DocId, () => void>();

  function leaseOf(doc: DocId, session: SessionId): Lease {
    let leases = documents.get(doc);
    if (!leases) documents.set(doc, (leases = new Map()));
    let lease = leases.get(session);
    if (!lease)
      leases.set(
        session,
        (lease = { streams: 0, until: 0, stopTimer: undefined, present: undefined }),
      );
    return lease;
  }

  /** A stream that ends after a poll does not shorten what the poll left. */
  function extend(doc: DocId, session: SessionId, lease: Lease, leaseMs: number): void {
    lease.until = Math.max(lease.until, clock.now() + leaseMs);
    if (lease.streams > 0) return;
    lease.stopTimer?.();
    lease.stopTimer = clock.after(lease.until - clock.now(), () => {
      const leases = documents.get(doc);
      leases?.delete(session);
      if (leases?.size === 0) documents.delete(doc);
      if (lease.present?.state) announce(doc, { ...lease.present, state: null });
    });
  }

  function announce(doc: DocId, present: Present): void {
    let batch = changed.get(doc);
    if (!batch) changed.set(doc, (batch = new Map()));
    batch.set(present.session as SessionId, present);
    if (flushes.has(doc)) return;
    flushes.set(
      doc,
      clock.after(COALESCE_MS, () => {
        flushes.delete(doc);
        const present = [...(changed.get(doc)?.values() ?? [])];
        changed.delete(doc);
        metrics.presence(hub.count(doc));
        hub.publish(doc, {
          kind: 'presence',
          encoded: encodeDown({ name: 'presence', doc, present }),
        });
      }),
    );
  }

  function present(doc: DocId): Present[] {
    return [...(documents.get(doc)?.values() ?? [])]
      .map((lease) => lease.present)
      .filter((one) => one !== undefined && one.state !== null) as Present[];
  }

  return {
    hold(doc, session) {
      const lease = leaseOf(doc, session);
      lease.streams += 1;
      lease.stopTimer?.();
      lease.stopTimer = undefined;
    },
    release(doc, session, leaseMs = PRESENCE_LEASE_MS) {
      const lease = documents.get(doc)?.get(session);
      if (!lease) return;
      lease.streams -= 1;
      extend(doc, session, lease, leaseMs);
    },
    post(doc, session, who, { client, clock: at, state }) {
      let others = 0;
      for (const [other, { present }] of documents.get(doc) ?? []) {
        if (other !== session && present?.state) others += 1;
        // A caret is drawn by client id: taking over another session's would rename or remove a person.
        if (other !== session && present?.client === client && present.state)
          throw new Refusal('forbidden');
      }
      if (others >= MAX_PRESENT) throw new Refusal('too-many');
      const lease = leaseOf(doc, session);
      extend(doc, session, lease, PRESENCE_LEASE_MS);
      if (lease.present && at <= lease.present.clock) return;
      lease.present = { session, client, clock: at, who: { kind: who.kind, id: who.id }, state };
      announce(doc, lease.present);
    },
    present,
    everybody: (doc) => encodeDown({ name: 'presence', doc, all: true, present: present(doc) }),
    close() {
      for (const stop of flushes.values()) stop();
      for (const leases of documents.values())
        for (const { stopTimer } of leases.values()) stopTimer?.();
      documents.clear();
    },
  };
}
