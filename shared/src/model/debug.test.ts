import { test } from 'vitest';
import { operate, type PageOperation, uniqueLetters } from '../testing/page-operations.ts';
import { give, giveAll, letters, pagePeer, portrait } from '../testing/page-peer.ts';
import * as Y from 'yjs';
import { seededRandom } from '../testing/random.ts';
import { insertBlocks } from './operations/insert.ts';
const ALL: PageOperation[] = [
  'type','type','type','type','type','type','format','turnInto','indent','move','split','split','split','merge','merge','deleteBlock','deleteText','replaceRange','insert','table','table','undo','redo',
];
test('DOC-2 scratch', () => {
  run(34, ['type', 'table','undo'], 120, 2);
  run(39, ['type', 'table','undo'], 120, 10);
  run(50, ALL, 120, 2);
}, 600000);
function run(seed: number, operations: readonly PageOperation[], count: number, lag: number) {
  const random = seededRandom(seed);
  const first = pagePeer(1000 + seed);
  insertBlocks(first.writer, Array.from({ length: 6 }, () => ({ type: 'text' })), '', 0);
  const state = Y.encodeStateAsUpdate(first.doc);
  const peers = [pagePeer(2000 + seed, state), pagePeer(3000 + seed, state), pagePeer(4000 + seed, state)];
  const alphabet = uniqueLetters();
  let typed = '';
  const given = new Set<string>();
  let reported = false;
  for (let i = 0; i < count; i++) {
    const peer = random.pick(peers);
    const op = random.pick(operations);
    const before = letters(peer.page);
    operate(peer, op, random, alphabet, (t) => (typed += t), (g) => { for (const c of g) given.add(c); });
    const after = letters(peer.page);
    const vanished = [...before].filter((c) => !after.includes(c) && !given.has(c) && c !== '\ufffc' && c !== '\n');
    if (vanished.length) console.log(seed, i, op, 'vanished on own op', vanished.join(''));
    const check = (what: string) => { for (const [k, p] of peers.entries()) {
      const fresh = pagePeer(9, Y.encodeStateAsUpdate(p.doc));
      const [a, b] = [JSON.stringify(portrait(p.page)), JSON.stringify(portrait(fresh.page))];
      if (a !== b && !reported) { reported = true; const x = p.doc.getMap('props').toJSON(), y = fresh.doc.getMap('props').toJSON();
 for (const k of new Set([...Object.keys(x), ...Object.keys(y)])) if (JSON.stringify(x[k]) !== JSON.stringify(y[k])) console.log(seed, i, op, what, 'prop', k, JSON.stringify(x[k]), JSON.stringify(y[k]));
 for (const id of Object.keys(x).map((k)=>k.split('.')[0]!)) if (JSON.stringify(p.page.place(id)) !== JSON.stringify(fresh.page.place(id)) ) console.log('place', id, p.page.place(id), fresh.page.place(id), p.page.registers(id), fresh.page.registers(id));
console.log(p.page.standing('').map((id)=>id+' '+p.page.place(id)[1]), fresh.page.standing('').map((id)=>id+' '+p.page.place(id)[1]));
 console.log(seed, i, op, what, 'differs', k); }
    } };
    check('op');
    if (random.chance(1 / lag)) { const a = random.pick(peers); const b = random.pick(peers.filter((p) => p !== a));
      const la = letters(a.page), lb = letters(b.page);
      give(a, b); check('sync'); const l2 = letters(b.page);
      const v = [...lb].filter((c) => !l2.includes(c) && !given.has(c) && c !== '\ufffc' && c !== '\n'); if (v.length && !reported) console.log(seed, i, 'sync vanished', v.join(''), 'in a', [...v].filter((c)=>la.includes(c)).length, JSON.stringify(portrait(b.page)).slice(0,3000), JSON.stringify(b.doc.getMap('props').toJSON())); 
    }
  }
  giveAll(peers);
  const all = letters(peers[0]!.page);
  console.log(seed, [...typed].filter((c) => !all.includes(c) && !given.has(c)).join(''));
}
