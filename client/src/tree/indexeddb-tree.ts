import type { DBSchema } from 'idb';
import { createDeviceDatabase } from '../device/device-database.ts';
import { mintSessionId, type SessionId } from '@weft/shared/protocol/ids';
import type { KnownSpace, TreeCommand, TreeMemory, TreeOutbox } from './ports.ts';

interface Schema extends DBSchema {
  commands: {
    key: number;
    value: { readonly n?: number; readonly command: TreeCommand; readonly at: number };
  };
  known: { key: 'space'; value: KnownSpace };
  session: { key: 'session'; value: SessionId };
}

const VERSION = 1;
const NAME = 'weft-tree';

/** What this browser keeps of the tree, in IndexedDB. */
export interface DeviceTree {
  readonly outbox: TreeOutbox;
  readonly memory: TreeMemory;
}

/**
 * Commands and what is known of a space, shared by the tabs of this browser.
 *
 * @param name of the database; another one keeps another tree
 */
export function createIndexedDbTree(name = NAME): DeviceTree {
  const channel = new BroadcastChannel(name);
  const open = createDeviceDatabase<Schema>(name, VERSION, (database) => {
    // The numbers that it gives are never given again, also after their rows are gone.
    database.createObjectStore('commands', { keyPath: 'n', autoIncrement: true });
    database.createObjectStore('known');
    database.createObjectStore('session');
  });

  return {
    outbox: {
      async rows() {
        const rows = await (await open()).getAll('commands');
        return rows.map(({ n = 0, command, at }) => ({ n, command, at }));
      },
      async add(command, at) {
        const database = await open();
        const transaction = database.transaction('commands', 'readwrite', { durability: 'strict' });
        const [n] = await Promise.all([transaction.store.add({ command, at }), transaction.done]);
        channel.postMessage('');
        return { n, command, at };
      },
      async remove(n) {
        await (await open()).delete('commands', n);
        channel.postMessage('');
      },
      async session() {
        const database = await open();
        const transaction = database.transaction('session', 'readwrite');
        const known = await transaction.store.get('session');
        const session = known ?? mintSession();
        if (!known) await transaction.store.put(session, 'session');
        await transaction.done;
        return session;
      },
      async renewSession() {
        await (await open()).put('session', mintSession(), 'session');
      },
      subscribe(changed) {
        const hear = (): void => changed();
        channel.addEventListener('message', hear);
        return () => channel.removeEventListener('message', hear);
      },
      // Without locks (a plain address that is not this machine) two tabs may send the same, of which one counts.
      exclusively: (task) => ('locks' in navigator ? navigator.locks.request(name, task) : task()),
    },
    memory: {
      load: async () => (await open()).get('known', 'space'),
      async save(known) {
        await (await open()).put('known', known, 'space');
      },
    },
  };
}

function mintSession(): SessionId {
  return mintSessionId((length) => crypto.getRandomValues(new Uint8Array(length)));
}
