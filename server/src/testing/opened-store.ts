import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreThread } from '../store/store.ts';

/** The bundled thread, which global set-up has built: Node 20 cannot start one from TypeScript. */
export const STORE_THREAD = new URL('../../dist/store/store-thread.js', import.meta.url);

/** The store in `folder`, closed when the running test is over. */
export async function openedStore(
  folder: string,
  thread: StoreThread = STORE_THREAD,
): Promise<Store> {
  const store = await openStore(folder, thread);
  onTestFinished(() => store.close());
  return store;
}
