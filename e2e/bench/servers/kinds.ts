import { join } from 'node:path';
import type { ServerKind, ServerName } from './server.ts';

/** Weft's own server, as `npm start` runs it. */
export function weftKind(script: string): ServerKind {
  return {
    name: 'weft',
    title: 'Weft',
    wire: 'weft',
    acknowledgement: 'on disk, synced',
    script,
  };
}

/** Those that Weft is compared with, as they are installed in `folder`. */
export function rivalKinds(folder: string): ServerKind[] {
  const rival = (
    kind: Pick<ServerKind, 'title' | 'wire' | 'acknowledgement' | 'keepsNothing'>,
    name: ServerName,
    script: string,
  ): ServerKind => ({ ...kind, name, script: join(folder, script), cwd: folder });
  const yWebSocket = rival(
    {
      title: 'y-websocket',
      wire: 'y-websocket',
      acknowledgement: 'in memory, the echo',
      keepsNothing: true,
    },
    'y-websocket',
    'y-websocket.mjs',
  );
  return [
    rival(
      {
        title: 'Hocuspocus',
        wire: 'hocuspocus',
        acknowledgement: 'in memory, stored 2 to 10 s later',
      },
      'hocuspocus',
      'hocuspocus.mjs',
    ),
    {
      ...yWebSocket,
      keeping: { ...yWebSocket, keepsNothing: false, env: { BENCH_PERSIST: 'y-leveldb' } },
    },
    rival(
      {
        title: 'y-durable-streams',
        wire: 'durable-streams',
        acknowledgement: 'on disk, synced',
      },
      'y-durable-streams',
      'durable-streams.mjs',
    ),
  ];
}
