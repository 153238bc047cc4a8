import type { SessionId } from '@weft/shared/protocol/ids';
import type { TreeOutbox, TreeRow } from './ports.ts';

/** The fake of `TreeOutbox`: several tabs over the same rows, gone with the page. */
export function createMemoryTreeOutbox(mintSession: () => SessionId): () => TreeOutbox {
  let session = mintSession();
  let rows: readonly TreeRow[] = [];
  let last = 0;
  const tabs = new Set<() => void>();
  let running: Promise<unknown> = Promise.resolve();

  return () => {
    let own: (() => void) | undefined;
    const tell = (): void => {
      for (const tab of tabs) if (tab !== own) tab();
    };
    return {
      rows: async () => rows,
      async add(command, at) {
        const row = { n: (last += 1), command, at };
        rows = [...rows, row];
        tell();
        return row;
      },
      async remove(n) {
        rows = rows.filter((row) => row.n !== n);
        tell();
      },
      session: async () => session,
      async renewSession() {
        session = mintSession();
      },
      subscribe(changed) {
        own = () => changed();
        const mine = own;
        tabs.add(mine);
        return () => void tabs.delete(mine);
      },
      exclusively(task) {
        const done = running.then(task);
        running = done.catch(() => undefined);
        return done;
      },
    };
  };
}
