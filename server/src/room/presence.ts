import type { Clock } from '@weft/shared/clock';
import type { Present } from '@weft/shared/protocol/down';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { MAX_PRESENT, PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import type { PostPresence } from '@weft/shared/protocol/up';
import type { Principal } from '../access/principal.ts';
import type { Hub } from '../hub/hub.ts';
import { encodeDown, type RoomMessage } from './message.ts';
import { Refusal } from './refusal.ts';

/** Changes of one document within this time leave as one event, encoded once. */
const COALESCE_MS = 40;

interface Lease {
  /** Open streams that name the session and document. */
  streams: number;
  stopTimer: (() => void) | undefined;
  present: Present | undefined;
}

/**
 * Who is where: volatile, never on disk. A state belongs to a (session, document) lease, which any stream
 * that names the pair holds, and which outlives the last such stream by `PRESENCE_LEASE_MS`.
 */
export interface PresenceLane {
  hold(doc: DocId, session: SessionId): void;
  release(doc: DocId, session: SessionId): void;
  /** Throws `Refusal` when the client id is somebody else's here, or the document is full of people. */
  post(doc: DocId, session: SessionId, who: Principal, state: PostPresence): void;
  /** Everybody here, as one event. */
  everybody(doc: DocId): Buffer;
  close(): void;
}

export function createPresenceLane({
  clock,
  hub,
}: {
  clock: Clock;
  hub: Hub<RoomMessage>;
}): PresenceLane {
  const documents = new Map<DocId, Map<SessionId, Lease>>();
  const changed = new Map<DocId, Map<SessionId, Present>>();
  const flushes = new Map<DocId, () => void>();

  function leaseOf(doc: DocId, session: SessionId): Lease {
    let leases = documents.get(doc);
    if (!leases) documents.set(doc, (leases = new Map()));
    let lease = leases.get(session);
    if (!lease)
      leases.set(session, (lease = { streams: 0, stopTimer: undefined, present: undefined }));
    return lease;
  }

  function expireLater(doc: DocId, session: SessionId, lease: Lease): void {
    lease.stopTimer?.();
    lease.stopTimer = clock.after(PRESENCE_LEASE_MS, () => {
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
        hub.publish(doc, {
          kind: 'presence',
          encoded: encodeDown({ name: 'presence', doc, present }),
        });
      }),
    );
  }

  return {
    hold(doc, session) {
      const lease = leaseOf(doc, session);
      lease.streams += 1;
      lease.stopTimer?.();
      lease.stopTimer = undefined;
    },
    release(doc, session) {
      const lease = documents.get(doc)?.get(session);
      if (!lease) return;
      lease.streams -= 1;
      if (lease.streams === 0) expireLater(doc, session, lease);
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
      if (lease.streams === 0) expireLater(doc, session, lease);
      if (lease.present && at <= lease.present.clock) return;
      lease.present = { session, client, clock: at, who: { kind: who.kind, id: who.id }, state };
      announce(doc, lease.present);
    },
    everybody(doc) {
      const present = [...(documents.get(doc)?.values() ?? [])]
        .map((lease) => lease.present)
        .filter((one) => one !== undefined && one.state !== null) as Present[];
      return encodeDown({ name: 'presence', doc, all: true, present });
    },
    close() {
      for (const stop of flushes.values()) stop();
      for (const leases of documents.values())
        for (const { stopTimer } of leases.values()) stopTimer?.();
      documents.clear();
    },
  };
}
