import type { Clock } from '@weft/shared/clock';
import type { Present } from '@weft/shared/protocol/down';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { MAX_PRESENT, PRESENCE_EVERY_MS, PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import type { PostPresence } from '@weft/shared/protocol/up';
import type { Principal } from '../access/principal.ts';
import type { Hub } from '../hub/hub.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { encodeDown, type RoomMessage } from './message.ts';
import { createPresenceNews, type PresenceNews } from './presence-news.ts';
import { Refusal } from './refusal.ts';

/** Sessions that are remembered per document, for what they posted or may still post. */
const MAX_LEASES = 4 * MAX_PRESENT;
/** With more people than this, newcomers share the list that was encoded after the last event. */
const SHARED_ABOVE = 50;

interface Lease {
  /** Open streams and polls that name the session and document. */
  streams: number;
  /** When the longest of the leases ends that streams and polls left. */
  until: number;
  stopTimer: (() => void) | undefined;
  present: Present | undefined;
}

/** The people of one document. */
interface Company {
  readonly leases: Map<SessionId, Lease>;
  /** Whose a client id is; of everybody who is here. */
  readonly owners: Map<number, SessionId>;
  readonly news: PresenceNews;
  /** Everybody, as a newcomer is told. */
  encoded: Buffer | undefined;
}

/**
 * Who is where: volatile, never on disk. A state belongs to a (session, document) lease, which any stream
 * or poll that names the pair holds, and which outlives the last of them by the time that one asks for.
 */
export interface PresenceLane {
  hold(doc: DocId, session: SessionId): void;
  /** @param leaseMs how long the state stays without anybody who holds it */
  release(doc: DocId, session: SessionId, leaseMs?: number): void;
  /**
   * Throws `Refusal` when the client id is somebody else's here, or the document is full of people.
   *
   * @param bytes of the state as JSON
   */
  post(doc: DocId, session: SessionId, who: Principal, state: PostPresence, bytes?: number): void;
  /** Everybody here. */
  present(doc: DocId): Present[];
  /** Whether no more than one session follows the document. */
  alone(doc: DocId): boolean;
  /** The same as one event; of a crowd it may be as old as the last event that told of it. */
  everybody(doc: DocId): Buffer;
  close(): void;
}

export interface PresencePorts {
  readonly clock: Clock;
  readonly hub: Hub<RoomMessage>;
  readonly metrics?: Metrics;
}

export function createPresenceLane({
  clock,
  hub,
  metrics = NO_METRICS,
}: PresencePorts): PresenceLane {
  const documents = new Map<DocId, Company>();
  metrics.watch('presenceStates', () => {
    let people = 0;
    for (const { owners } of documents.values()) people += owners.size;
    return people;
  });

  function companyOf(doc: DocId): Company {
    let company = documents.get(doc);
    if (company) return company;
    const news = createPresenceNews({
      clock,
      readers: () => hub.count(doc),
      tell(present, everyMs) {
        company!.encoded = undefined;
        metrics.presence(hub.count(doc));
        hub.publish(doc, {
          kind: 'presence',
          encoded: encode(doc, present, { everyMs, alone: isAlone(company!) }),
        });
        forgetIfEmpty(doc, company!);
      },
    });
    company = { leases: new Map(), owners: new Map(), news, encoded: undefined };
    documents.set(doc, company);
    return company;
  }

  function leaseOf({ leases }: Company, session: SessionId): Lease {
    let lease = leases.get(session);
    if (!lease)
      leases.set(
        session,
        (lease = { streams: 0, until: 0, stopTimer: undefined, present: undefined }),
      );
    return lease;
  }

  const isAlone = ({ leases }: Company): boolean => leases.size <= 1;

  /** Whoever was alone is told that it is over, and whoever is left that it is so: they gather edits for longer then. */
  function tellCompany(company: Company): void {
    company.encoded = undefined;
    company.news.poke();
  }

  function forgetIfEmpty(doc: DocId, company: Company): void {
    if (company.leases.size === 0 && company.news.isTold && documents.get(doc) === company)
      documents.delete(doc);
  }

  /** A stream that ends after a poll does not shorten what the poll left. */
  function extend(doc: DocId, session: SessionId, leaseMs: number): void {
    const company = companyOf(doc);
    const lease = leaseOf(company, session);
    lease.until = Math.max(lease.until, clock.now() + leaseMs);
    if (lease.streams > 0) return;
    lease.stopTimer?.();
    lease.stopTimer = clock.after(lease.until - clock.now(), () => {
      company.leases.delete(session);
      if (company.leases.size === 1) tellCompany(company);
      if (lease.present?.state) change(company, { ...lease.present, state: null });
      forgetIfEmpty(doc, company);
    });
  }

  /** What everybody is to hear: that somebody is here, moved, or left. */
  function change(company: Company, present: Present, bytes = 0): void {
    const { client, session, state } = present;
    if (state) company.owners.set(client, session as SessionId);
    else company.owners.delete(client);
    if (company.owners.size <= SHARED_ABOVE) company.encoded = undefined;
    company.news.add(present, bytes);
  }

  const present = (doc: DocId): Present[] =>
    [...(documents.get(doc)?.leases.values() ?? [])]
      .map((lease) => lease.present)
      .filter((one) => one !== undefined && one.state !== null) as Present[];

  return {
    hold(doc, session) {
      const company = companyOf(doc);
      const before = company.leases.size;
      const lease = leaseOf(company, session);
      if (before === 1 && company.leases.size === 2) tellCompany(company);
      lease.streams += 1;
      lease.stopTimer?.();
      lease.stopTimer = undefined;
    },
    release(doc, session, leaseMs = PRESENCE_LEASE_MS) {
      const lease = documents.get(doc)?.leases.get(session);
      if (!lease) return;
      lease.streams -= 1;
      extend(doc, session, leaseMs);
    },
    post(doc, session, who, { client, clock: at, state }, bytes = 0) {
      const company = companyOf(doc);
      const { leases, owners } = company;
      const owner = owners.get(client);
      // A caret is drawn by client id: taking over another session's would rename or remove a person.
      if (owner !== undefined && owner !== session) throw new Refusal('forbidden');
      const before = leases.get(session)?.present;
      const isHere = before !== undefined && before.state !== null;
      if (!isHere && state !== null && owners.size >= MAX_PRESENT) throw new Refusal('too-many');
      if (!leases.has(session) && leases.size >= MAX_LEASES) throw new Refusal('too-many');
      const lease = leaseOf(company, session);
      extend(doc, session, PRESENCE_LEASE_MS);
      if (before && at <= before.clock) return;
      // Who goes on under another client id is not here twice.
      if (isHere && before.client !== client) change(company, { ...before, state: null });
      const next = { session, client, clock: at, who: { kind: who.kind, id: who.id }, state };
      lease.present = next;
      if (isHere || state !== null) change(company, next, bytes);
    },
    present,
    alone: (doc) => (documents.get(doc)?.leases.size ?? 0) <= 1,
    everybody(doc) {
      const company = documents.get(doc);
      if (!company) return encode(doc, [], { everyMs: PRESENCE_EVERY_MS, alone: true, all: true });
      const everyMs = company.news.everyMs();
      company.encoded ??= encode(doc, present(doc), {
        everyMs,
        alone: isAlone(company),
        all: true,
      });
      return company.encoded;
    },
    close() {
      for (const { leases, news } of documents.values()) {
        news.close();
        for (const { stopTimer } of leases.values()) stopTimer?.();
      }
      documents.clear();
    },
  };
}

/** An event about people; how often they should tell where they are is said where it is not the usual. */
function encode(
  doc: DocId,
  present: readonly Present[],
  { everyMs, alone, all = false }: { everyMs: number; alone: boolean; all?: boolean },
): Buffer {
  return encodeDown({
    name: 'presence',
    doc,
    ...(all && { all }),
    ...(alone && { alone }),
    ...(everyMs > PRESENCE_EVERY_MS && { everyMs }),
    present: [...present],
  });
}
