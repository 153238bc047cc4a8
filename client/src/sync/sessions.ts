import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { OutboxRow, OutboxStore, SessionLocks } from './ports.ts';

/** The sessions that this provider answers for: its own, and dead ones it took over. */
export interface Sessions {
  /** Declares a session alive, so that no other tab takes its rows. */
  hold(session: SessionId): Promise<void>;
  /** Rows of sessions that nobody answers for any more, by session; from now on we do. */
  orphans(): Promise<OutboxRow[][]>;
  release(): void;
}

export function createSessions(doc: DocId, store: OutboxStore, locks: SessionLocks): Sessions {
  const held = new Map<SessionId, () => void>();

  async function sessionsWithRows(): Promise<Map<SessionId, OutboxRow[]>> {
    const bySession = new Map<SessionId, OutboxRow[]>();
    for (const row of await store.rows(doc)) {
      const rows = bySession.get(row.session);
      if (rows) rows.push(row);
      else bySession.set(row.session, [row]);
    }
    return bySession;
  }

  return {
    async hold(session) {
      held.set(session, await locks.hold(session));
    },
    async orphans() {
      const taken: SessionId[] = [];
      for (const session of (await sessionsWithRows()).keys()) {
        if (held.has(session)) continue;
        const release = await locks.tryHold(session);
        if (!release) continue;
        held.set(session, release);
        taken.push(session);
      }
      if (taken.length === 0) return [];
      // Read again under the locks: whoever held one before may have sent and removed its rows.
      const rows = await sessionsWithRows();
      return taken.map((session) => rows.get(session) ?? []).filter(({ length }) => length > 0);
    },
    release() {
      for (const release of held.values()) release();
      held.clear();
    },
  };
}
