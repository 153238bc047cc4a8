import { systemClock } from '@weft/shared/clock';
import { VERSION_HEADER } from '@weft/shared/protocol/routes';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { createConnection, type Connection } from './connection.ts';
import { createMemoryRungMemory, type RungMemory } from './rung-memory.ts';
import type { Timings } from './timings.ts';

export interface HttpConnectionOptions {
  /** Where the server is; empty for the origin of the page. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Asked anew for each request, for tokens expire: headers that say who we are. */
  readonly authorization?: (() => Readonly<Record<string, string>>) | undefined;
  /** Where it is kept which way of following gets through; by default for as long as the connection lasts. */
  readonly rungMemory?: RungMemory | undefined;
  readonly timings?: Timings | undefined;
}

/** A connection over `fetch`, with this machine's clock. */
export function createHttpConnection(options: HttpConnectionOptions): Connection {
  const { baseUrl = '', authorization = () => ({}), timings } = options;
  // Called as a plain function: browsers refuse `fetch` with another `this`.
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  return createConnection({
    send: async (path, init) =>
      send(baseUrl + path, {
        ...init,
        headers: {
          [VERSION_HEADER]: String(PROTOCOL_VERSION),
          ...authorization(),
          ...(init.headers as Record<string, string>),
        },
      }),
    clock: systemClock,
    random: Math.random,
    memory: options.rungMemory ?? createMemoryRungMemory(),
    timings,
  });
}
