import { letters, portrait } from '@weft/shared/testing/page-peer';
import { type Alphabet, uniqueLetters } from '@weft/shared/testing/page-operations';
import { type Random, seededRandom } from '@weft/shared/testing/random';
import { REDO_COMMAND, UNDO_COMMAND } from 'lexical';
import { encodeStateAsUpdate } from 'yjs';
import {
  $caretCell,
  $clearPart,
  $insertParts,
  $movePart,
  $removePart,
  $setTableProps,
  partOf,
} from '../commands/table-parts.ts';
import { $setWidths } from '../commands/widths.ts';
import { editorPeer, type EditorPeer, editorWith, send, sendAll } from './editor-peer.ts';
import { LetterLedger } from './letter-ledger.ts';
import { pressKey } from './press-key.ts';
import { shown } from './shown.ts';
import type { Outcome } from './write-together.ts';

type Act = (peer: EditorPeer, random: Random) => void;

/** Does something to the row or the column of the caret. */
function onPart(
  act: (part: ReturnType<typeof partOf>, peer: EditorPeer, random: Random) => void,
): Act {
  return (peer, random) => {
    peer.edit(() => {
      const cell = $caretCell(peer.binding);
      if (cell) act(partOf(cell, random.pick(['row', 'column'] as const)), peer, random);
    });
  };
}

const ACTS: readonly Act[] = [
  onPart((part, { binding }) => $insertParts(binding, part, 'after')),
  onPart((part, { binding }) => $insertParts(binding, part, 'before')),
  onPart((part, { binding }, random) => $movePart(binding, part, random.pick([-1, 1] as const))),
  onPart((part, { binding }, random) => {
    if (random.chance(0.5)) $removePart(binding, part);
  }),
  onPart((part, { binding }) => $clearPart(binding, part)),
  onPart((part, { binding }) => $setTableProps(binding, part.id, { background: 'red' })),
  onPart(({ table }, { binding, page }, random) => {
    const width = random.chance(0.3) ? undefined : 60 + random.below(300);
    $setWidths(binding, new Map(page.columns(table).map((id) => [id, width])));
  }),
  (peer) => void pressKey(peer, 'Tab'),
  (peer, random) => peer.press(random.chance(0.7) ? UNDO_COMMAND : REDO_COMMAND, undefined),
];

/** Puts the caret into a random line and types there. */
function type(peer: EditorPeer, random: Random, alphabet: Alphabet, ledger: LetterLedger): void {
  const lines = peer.editor.read(() =>
    [...peer.binding.keys.keys()].filter((id) => peer.binding.$lineOf(id)),
  );
  if (lines.length === 0) return;
  peer.select(random.pick(lines), 0);
  const letter = alphabet.next();
  ledger.type(letter);
  peer.type(letter);
}

/** Two people change one table and write in its cells. Throws as soon as one of the editors shows anything else than its page. */
export function tableTogether(seed: number, lag: number, count: number, tick: () => void): Outcome {
  const random = seededRandom(seed);
  const first = editorWith('above', '[table]', '  | a | b | c', '  | d | e | f', 'below');
  const state = encodeStateAsUpdate(first.doc);
  const peers = [2000, 3000].map((client) => editorPeer(client + seed, state));
  const alphabet = uniqueLetters();
  const ledger = new LetterLedger();
  for (const peer of peers) ledger.follow(peer);
  for (let step = 0; step < count; step++) {
    tick();
    const peer = random.pick(peers);
    if (random.chance(0.6)) type(peer, random, alphabet, ledger);
    else ledger.watch(peer, () => random.pick(ACTS)(peer, random));
    shown(peer);
    if (!random.chance(1 / lag)) continue;
    const [from, to] = random.chance(0.5) ? [0, 1] : [1, 0];
    const [sender, taker] = [peers[from], peers[to]];
    if (!sender || !taker) continue;
    send(sender, taker);
    shown(taker);
  }
  sendAll(...peers);
  const written = letters((peers[0] ?? first).page);
  return {
    lost: ledger.lost(written),
    doubled: ledger.doubled(written),
    diverged: new Set(peers.map(({ page }) => JSON.stringify(portrait(page)))).size > 1,
    strayChanges: peers.reduce((sum, { binding }) => sum + binding.strayChanges, 0),
    typed: ledger.typed,
  };
}
