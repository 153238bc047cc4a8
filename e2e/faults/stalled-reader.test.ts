import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { mintDocId, mintSessionId, type DocId } from '@weft/shared/protocol/ids';
import {
  followPath,
  N_HEADER,
  SESSION_HEADER,
  UPDATE_TYPE,
  updatesPath,
} from '@weft/shared/protocol/routes';
import { createDocumentsClient } from '@weft/client/sync';
import * as Y from 'yjs';
import { temporaryFolder, type ServerProcess } from '../fixtures/server-process.ts';
import { heldBytes, startMeasured } from './held-bytes.ts';
import { createPeer, until, type Peer } from './peer.ts';

const MiB = 1024 * 1024;
const UPDATE_BYTES = MiB / 2;
const BROADCAST_BYTES = 100 * MiB;
const ALLOWED_GROWTH_BYTES = 16 * MiB;
const STALLED = 4;
/** Updates between two looks at the server's memory. */
const SAMPLE_EVERY = 20;

/** A reader that asks and then never takes a byte from its socket. */
function stall(port: number, doc: DocId): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${followPath([], [{ doc }])} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  socket.pause();
  // Being cut for taking nothing is part of the bargain.
  socket.on('error', () => undefined);
  return socket;
}

/**
 * Appends `total` bytes as updates that each replace one value, so that documents stay small.
 * Returns the most that the server held meanwhile.
 */
async function broadcast(server: ServerProcess, doc: DocId, total: number): Promise<number> {
  const session = mintSessionId((length) => randomBytes(length));
  const own = new Y.Doc();
  let update: Uint8Array | undefined;
  let most = 0;
  own.on('update', (bytes: Uint8Array) => (update = bytes));
  for (let n = 1; n * UPDATE_BYTES <= total; n++) {
    own.transact(() => {
      own.getMap('m').set('n', n);
      own.getMap('m').set('bulk', new Uint8Array(randomBytes(UPDATE_BYTES)));
    });
    const headers = {
      'Content-Type': UPDATE_TYPE,
      [SESSION_HEADER]: session,
      [N_HEADER]: String(n),
    };
    const body = update as Uint8Array<ArrayBuffer>;
    const response = await fetch(server.url + updatesPath(doc), { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    if (n % SAMPLE_EVERY === 0) most = Math.max(most, await heldBytes(server));
  }
  return most;
}

test('DOWN-9 a stalled reader costs next to nothing while 100 MB pass, and nobody waits for it', async () => {
  const server = await startMeasured(temporaryFolder());
  const { url, port } = server;
  const [plain, doc] = [mintDocId((n) => randomBytes(n)), mintDocId((n) => randomBytes(n))];
  const client = createDocumentsClient({ baseUrl: url });
  for (const id of [plain, doc]) await client.create(id, 'raw');
  const lastOf = ({ doc: of }: Peer): unknown => of.getMap('m').get('n');
  const count = BROADCAST_BYTES / UPDATE_BYTES;

  const first = createPeer(plain, url);
  await until(() => first.provider.link === 'live');
  const without = await broadcast(server, plain, BROADCAST_BYTES);
  await until(() => lastOf(first) === count);
  await first.provider.destroy();

  const stalled = Array.from({ length: STALLED }, () => stall(port, doc));
  const second = createPeer(doc, url);
  await until(() => second.provider.link === 'live');
  const withStalled = await broadcast(server, doc, BROADCAST_BYTES);
  // Nobody waited: the last row is with a reader that keeps up while the stalled ones still hold theirs.
  await until(() => lastOf(second) === count);
  expect(withStalled - without).toBeLessThan(ALLOWED_GROWTH_BYTES);

  // Awake again, it is told how to catch up; a client that does so has everything.
  let heard = '';
  stalled[0]!.on('data', (piece: Buffer) => (heard += piece.toString('latin1')));
  stalled[0]!.resume();
  await until(() => /event: resync\ndata: .*behind/.test(heard) || stalled[0]!.destroyed);
  const late = createPeer(doc, url);
  await until(() => lastOf(late) === count);
  expect(Y.encodeStateVector(late.doc)).toEqual(Y.encodeStateVector(second.doc));

  for (const socket of stalled) socket.destroy();
  for (const { provider } of [second, late]) await provider.destroy();
  await server.end('SIGTERM');
});
