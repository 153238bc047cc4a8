import type { Connection } from './connection.ts';
import { createHttpConnection, type HttpConnectionOptions } from './http-connection.ts';
import { createMemoryRungMemory, createStoredRungMemory } from './rung-memory.ts';

type Shared = WeakMap<object, WeakMap<object, Map<string, Connection>>>;

/** By credentials, then by `fetch`, then by server; those that nobody can name any more go by themselves. */
const shared: Shared = new WeakMap();
const ANYBODY = {};

/** The connection that everybody in this tab shares who names the same server, credentials and `fetch`. */
export function connectionOf(options: HttpConnectionOptions): Connection {
  const { baseUrl = '', authorization = ANYBODY, fetch: own = ANYBODY } = options;
  const ofPerson = made(shared, authorization, () => new WeakMap());
  const ofFetch = made(ofPerson, own, () => new Map<string, Connection>());
  return made(ofFetch, baseUrl, () => connect(options));
}

function made<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}

function connect(options: HttpConnectionOptions): Connection {
  const hasStorage = typeof localStorage !== 'undefined';
  const rungMemory =
    options.rungMemory ??
    (hasStorage
      ? createStoredRungMemory(() => localStorage, options.baseUrl ?? '')
      : createMemoryRungMemory());
  const connection = createHttpConnection({ ...options, rungMemory });
  if (typeof window !== 'undefined') {
    window.addEventListener('online', connection.moved);
    networkOf(navigator)?.addEventListener('change', connection.moved);
  }
  return connection;
}

/** Only some browsers tell of another network. */
function networkOf(of: Navigator): EventTarget | undefined {
  const { connection } = of as Navigator & { readonly connection?: EventTarget };
  return connection;
}
