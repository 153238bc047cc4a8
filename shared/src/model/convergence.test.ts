import { describe, expect, test } from 'vitest';
import { operate, type PageOperation, uniqueLetters } from '../testing/page-operations.ts';
import { give, giveAll, letters, pagePeer, portrait, textBlocks } from '../testing/page-peer.ts';
import * as Y from 'yjs';
import { seededRandom } from '../testing/random.ts';
import { insertBlocks } from './operations/insert.ts';

const ALL: PageOperation[] = [
  'type','type','type','type','type','type','format','turnInto','indent','move','split','split','split','merge','merge','deleteBlock','deleteText','replaceRange','insert','table','table','undo','redo',
];

function run(seed: number, operations: readonly PageOperation[], count: number, lag: number) {
  const random = seededRandom(seed);
  const first = pagePeer(1000 + seed);
  insertBlocks(first.writer, Array.from({ length: 6 }, () => ({ type: 'text' })), '', 0);
  const state = Y.encodeStateAsUpdate(first.doc);
  const peers = [pagePeer(2000 + seed, state), pagePeer(3000 + seed, state), pagePeer(4000 + seed, state)];
  const alphabet = uniqueLetters();
  let typed = '';
  const given = new Set<string>();
  for (let i = 0; i < count; i++) {
    const peer = random.pick(peers);
    operate(peer, random.pick(operations), random, alphabet, (t) => (typed += t), (g) => { for (const c of g) given.add(c); });
    if (random.chance(1 / lag)) { const a = random.pick(peers); const b = random.pick(peers.filter((p) => p !== a)); give(a, b); }
  }
  giveAll(peers);
  const fresh = pagePeer(9, Y.encodeStateAsUpdate(peers[0]!.doc));
  const portraits = [...peers, fresh].map((peer) => JSON.stringify(portrait(peer.page)));
  const all = letters(peers[0]!.page);
  const counts = new Map<string, number>();
  for (const c of all) counts.set(c, (counts.get(c) ?? 0) + 1);
  const lost = [...typed].filter((c) => !counts.has(c) && !given.has(c));
  const doubled = [...typed].filter((c) => (counts.get(c) ?? 0) > 1 && !operations.includes('duplicate'));
  return { diverged: portraits.some((p) => p !== portraits[0]), lost: lost.length, doubled: doubled.length, typed: typed.length, blocks: textBlocks(peers[0]!.page).length };
}

describe('scratch', () => {
  test('DOC-2 scratch', () => {
    const mixes: [string, PageOperation[]][] = [
      ['split', ['type', 'type', 'split']], ['merge', ['type', 'type', 'split', 'merge']], ['move', ['type', 'move','indent']], ['del', ['type', 'split', 'deleteBlock']], ['undo', ['type','type', 'split','merge','move', 'undo','redo']], ['table', ['type', 'table']], ['table2', ['type','table','undo','redo','deleteBlock','move','split','merge']], ['tableundo', ['type', 'table','undo']], ['range', ['type','split', 'replaceRange']], ['turn', ['type','turnInto','indent']], ['all', ALL]];
    for (const [name, mix] of mixes) for (const lag of [2, 10]) {
      const t0 = performance.now();
      const sum = { diverged: 0, lost: 0, doubled: 0, typed: 0, blocks: 0 };
      const bad: number[] = [];
      for (let seed = 1; seed <= Number(process.env['SEEDS'] ?? 20); seed++) {
        const r = run(seed, mix, 120, lag);
        if (r.diverged || r.lost || r.doubled) bad.push(seed);
        sum.diverged += Number(r.diverged); sum.lost += r.lost; sum.doubled += r.doubled; sum.typed += r.typed; sum.blocks += r.blocks;
      }
      console.log(name, lag, JSON.stringify(sum), bad.slice(0, 8).join(), (performance.now() - t0) | 0, 'ms');
    }
  }, 600000);
});
