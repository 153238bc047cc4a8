import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seedOf } from '@weft/shared/document/seed';
import { operate, type PageOperation, uniqueLetters } from '@weft/shared/testing/page-operations';
import { give, pagePeer } from '@weft/shared/testing/page-peer';
import { seededRandom } from '@weft/shared/testing/random';
import { admit } from './gate.ts';

const OPERATIONS: readonly PageOperation[] = [
  ...(['type', 'type', 'type', 'format', 'turnInto', 'indent', 'move', 'split', 'split'] as const),
  ...(['merge', 'deleteBlock', 'deleteText', 'replaceRange', 'duplicate', 'insert'] as const),
  ...(['table', 'undo', 'redo'] as const),
];

test(
  'BLOCK-56 the gate takes the seed and everything that is written in a page, and foresees its clocks',
  { timeout: 60_000 },
  () => {
    const seed = seedOf('blocks')!;
    let admitted = 0;
    for (let run = 1; run <= 10; run++) {
      const random = seededRandom(run);
      const alphabet = uniqueLetters();
      const server = new Y.Doc();
      const send = (update: Uint8Array): void => {
        const { ends } = admit(update, Y.decodeStateVector(Y.encodeStateVector(server)));
        Y.applyUpdate(server, update);
        expect(server.store.pendingStructs ?? server.store.pendingDs).toBeNull();
        for (const [client, clock] of ends) {
          expect(Y.decodeStateVector(Y.encodeStateVector(server)).get(client)).toBe(clock);
        }
        admitted += 1;
      };
      send(seed);
      const peers = [pagePeer(100 + run, seed), pagePeer(200 + run, seed)];
      for (const { doc } of peers) {
        // What came from a teammate is the teammate's to send.
        doc.on('update', (update: Uint8Array, origin: unknown) => {
          if (!peers.some((peer) => peer === origin)) send(update);
        });
      }
      for (let i = 0; i < 60; i++) {
        operate(random.pick(peers), random.pick(OPERATIONS), random, alphabet, ...NOBODY);
        if (random.chance(0.3)) give(peers[0]!, peers[1]!);
        if (random.chance(0.3)) give(peers[1]!, peers[0]!);
      }
    }
    expect(admitted).toBeGreaterThan(300);
  },
);

const NOBODY = [() => {}, () => {}] as const;
