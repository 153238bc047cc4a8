import { createHeadlessEditor } from '@lexical/headless';
import { shownRuns } from '@weft/shared/model/block';
import { operate, type PageOperation, uniqueLetters } from '@weft/shared/testing/page-operations';
import { letters, portrait } from '@weft/shared/testing/page-peer';
import { type Random, seededRandom } from '@weft/shared/testing/random';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { Page } from '@weft/shared/model/page';
import { $getRoot, $getSelection, $isElementNode, $isRangeSelection, type LexicalNode } from 'lexical';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { $delete } from '../keys/delete.ts';
import { $enter } from '../keys/enter.ts';
import { $tab } from '../keys/tab.ts';
import { $pasteText } from '../keys/clipboard.ts';
import { $isBlockNode } from '../nodes/block-node.ts';
import { PAGE_NODES } from '../nodes.ts';
import { BlockBinding } from './binding.ts';
import { $runsOf, tidyRuns } from './line.ts';
import { type OutlineItem, outlineOf } from './outline.ts';
import { $lineLength, $select } from './points.ts';
import { $isItemNode } from './surface-rendering.ts';

function peer(seed: number, state?: Uint8Array) {
  const random = seededRandom(seed);
  const doc = new Y.Doc();
  doc.clientID = seed;
  if (state) Y.applyUpdate(doc, state);
  const editor = createHeadlessEditor({ nodes: PAGE_NODES, onError: (e) => { throw e; } });
  const binding = new BlockBinding({ editor, doc, random: () => random.next(), now: () => 0 });
  return { doc, editor, binding, page: binding.page, writer: binding.writer, history: binding.history };
}
type Peer = ReturnType<typeof peer>;

function give(from: Peer, to: Peer) {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), from);
}

function $shown(node: LexicalNode): unknown {
  if ($isBlockNode(node)) return ['line', node.facts, $runsOf(node)];
  if (!$isItemNode(node)) return ['?', node.getType()];
  return [$isElementNode(node) ? 'layout' : 'void', node.facts, $isElementNode(node) ? node.getChildren().map($shown) : []];
}
function wanted(page: Page, item: OutlineItem): unknown {
  if (item.kind === 'line') return ['line', item.facts, tidyRuns(shownRuns(page.block(item.facts.id)!))];
  if (item.kind === 'void') return ['void', item.facts, []];
  const items = 'items' in item ? item.items.map((i) => wanted(page, i)) : [];
  return ['layout', item.facts, items.length === 0 && (item.kind === 'cell' || item.kind === 'column') ? 'empty' : items];
}
function normal(value: unknown): unknown {
  // An empty surface shows a line that the page does not know.
  return JSON.parse(JSON.stringify(value));
}
function editorOf(p: Peer): unknown {
  return p.editor.read(() => normal($getRoot().getChildren().map($shown)));
}
function replaceGhosts(p: Peer, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [kind, facts, items] = value as [string, { id: string }, unknown[]];
  if (kind === 'layout' && items.length === 1 && Array.isArray(items[0]) && p.binding.isEmptyLine((items[0] as [string, { id: string }])[1]?.id)) return [kind, facts, 'empty'];
  if (kind === 'layout') return [kind, facts, (items as unknown[]).map((i) => replaceGhosts(p, i))];
  return value;
}

function lexicalEdit(p: Peer, random: Random, next: () => string, typed: (t: string) => void, given: (t: string) => void) {
  const before = letters(p.page);
  p.editor.update(() => {
    const lines = [...p.binding.keys.keys()].flatMap((id) => p.binding.$lineOf(id) ?? []);
    if (lines.length === 0) return;
    const a = random.pick(lines);
    const b = random.chance(0.7) ? a : random.pick(lines);
    const from = random.below($lineLength(a) + 1);
    const x = random.below(12);
    const collapsed = x < 6;
    $select(a, from, collapsed ? a : b, collapsed ? from : random.below($lineLength(b) + 1));
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    if (x < 4) { const t = next() + next(); typed(t); selection.insertText(t); }
    else if (x === 4) $enter(p.binding);
    else if (x === 5) { const line = a; $select(line, 0, line, 0); $delete(p.binding, true); }
    else if (x === 6) { if (a === b) selection.removeText(); else $delete(p.binding, true); }
    else if (x === 7) { if (a === b) { const t = next(); typed(t); selection.insertText(t); } else $enter(p.binding); }
    else if (x === 8) selection.formatText('bold');
    else if (x === 9) $tab(p.binding, random.chance(0.4));
    else if (x === 10) { const t = `${next()}\n${next()}`; typed(t.replace('\n', '')); $pasteText(p.binding, t); }
    else p.binding.$travel(random.chance(0.7) ? 'undo' : 'redo');
  }, { discrete: true });
  const after = new Set(letters(p.page));
  given([...before].filter((c) => !after.has(c)).join(''));
}

const MODEL: PageOperation[] = ['type', 'format', 'turnInto', 'indent', 'move', 'split', 'merge', 'deleteBlock', 'deleteText', 'replaceRange', 'insert', 'table', 'undo'];

function run(seed: number, count: number, lag: number) {
  const random = seededRandom(seed);
  const first = peer(1000 + seed);
  insertBlocks(first.writer, Array.from({ length: 5 }, () => ({ type: 'text' })), '', 0);
  const state = Y.encodeStateAsUpdate(first.doc);
  const peers = [2000, 3000, 4000].map((id) => peer(id + seed, state));
  const alphabet = uniqueLetters();
  let all = '';
  const given = new Set<string>();
  const typed = (t: string) => { all += t; };
  const give1 = (g: string) => { for (const c of g) given.add(c); };
  const check = (p: Peer, what: string) => {
    const top = (editorOf(p) as unknown[]).map((i) => replaceGhosts(p, i));
    const items = outlineOf(p.page, '');
    if (items.length > 0) expect(top, what).toEqual(normal(items.map((i) => wanted(p.page, i))));
  };
  for (let i = 0; i < count; i++) {
    const p = random.pick(peers);
    const op = random.chance(0.6) ? 'lexical' : random.pick(MODEL);
    if (op === 'lexical') lexicalEdit(p, random, () => alphabet.next(), typed, give1);
    else operate(p, op, random, alphabet, typed, give1);
    check(p, `seed ${seed} step ${i} ${op}`);
    if (random.chance(1 / lag)) { const a = random.pick(peers); const b = random.pick(peers.filter((q) => q !== a)); give(a, b); check(b, `seed ${seed} step ${i} sync`); }
  }
  for (let r = 0; r < 2; r++) for (const a of peers) for (const b of peers) if (a !== b) give(a, b);
  const fresh = peer(9, Y.encodeStateAsUpdate(peers[0]!.doc));
  const portraits = [...peers, fresh].map((p) => JSON.stringify(portrait(p.page)));
  for (const p of [...peers, fresh]) check(p, `seed ${seed} end`);
  const text = letters(peers[0]!.page);
  const lost = [...all].filter((c) => !text.includes(c) && !given.has(c)).length;
  const doubled = [...all].filter((c) => text.split(c).length > 2).length;
  return { diverged: portraits.some((x) => x !== portraits[0]), lost, doubled, stray: peers.reduce((s, p) => s + p.binding.strayChanges, 0), typed: all.length };
}

test('EDIT-1 scratch fuzz', () => {
  const sum = { diverged: 0, lost: 0, doubled: 0, stray: 0, typed: 0 };
  const [from, to] = (process.env['SEEDS'] ?? '1-30').split('-').map(Number) as [number, number];
  for (let seed = from; seed <= to; seed++) for (const lag of [2, 10]) {
    let r;
    try { r = run(seed, 120, lag); } catch (error) { console.log('seed', seed, 'lag', lag, String((error as Error).message).slice(0, 300), String((error as Error).stack).split('\n').slice(0,12).join('\n')); throw error; }
    if (r.diverged || r.lost || r.doubled || r.stray) console.log(seed, lag, JSON.stringify(r));
    sum.diverged += Number(r.diverged); sum.lost += r.lost; sum.doubled += r.doubled; sum.stray += r.stray; sum.typed += r.typed;
  }
  console.log(JSON.stringify(sum));
}, 600000);
