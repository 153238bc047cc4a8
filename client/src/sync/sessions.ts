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
  let released = false;

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
      const release = await locks.hold(session);
      if (released) release();
      else held.set(session, release);
    },
    async orphans() {
      const taken = new Map<SessionId, () => void>();
      try {
        for (const session of (await sessionsWithRows()).keys()) {
          if (held.has(session)) continue;
          const release = await locks.tryHold(session);
          if (release) taken.set(session, release);
        }
        if (taken.size === 0) return [];
        // Read again under the locks: whoever held one before may have sent and removed its rows.
        const rows = await sessionsWithRows();
        if (released) return [];
        const orphans = [...taken.keys()].map((session) => rows.get(session) ?? []);
        for (const [session, release] of taken) held.set(session, release);
        taken.clear();
        return orphans.filter(({ length }) => length > 0);
      } finally {
        // Held but not handed out, rows would wait until this tab dies.
        for (const release of taken.values()) release();
      }
    },
    release() {
      released = true;
      for (const release of held.values()) release();
      held.clear();
    },
  };
}
