import type { Alphabet } from '@weft/shared/testing/page-operations';
import type { Random } from '@weft/shared/testing/random';
import {
  $getSelection,
  $isRangeSelection,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  FORMAT_TEXT_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  REDO_COMMAND,
  REMOVE_TEXT_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { $lineLength } from '../binding/points.ts';
import { $pasteText } from '../keys/clipboard.ts';
import { $tab } from '../keys/tab.ts';
import type { EditorPeer } from './editor-peer.ts';
import type { LetterLedger } from './letter-ledger.ts';

/** Lines of the editor, those of empty surfaces too, with the length of their text. */
function lines({
  editor,
  binding,
}: EditorPeer): { readonly id: string; readonly length: number }[] {
  return editor.read(() =>
    [...binding.keys.keys()].flatMap((id) => {
      const line = binding.$lineOf(id);
      return line ? [{ id, length: $lineLength(line) }] : [];
    }),
  );
}

/** Puts the caret somewhere. Answers false if there is nowhere. */
function placeSomewhere(peer: EditorPeer, random: Random): boolean {
  const all = lines(peer);
  if (all.length === 0) return false;
  const { id, length } = random.pick(all);
  peer.select(id, random.below(length + 1));
  return true;
}

function selectSomewhere(peer: EditorPeer, random: Random): void {
  const all = lines(peer);
  if (all.length === 0) return;
  const anchor = random.pick(all);
  const focus = random.chance(0.6) ? anchor : random.pick(all);
  peer.select(anchor.id, random.below(anchor.length + 1), focus.id, random.below(focus.length + 1));
}

type Act = (peer: EditorPeer, random: Random, type: () => string) => void;

/** What people do with a keyboard, as often as it stands here. */
const ACTS: readonly Act[] = [
  typeSome,
  typeSome,
  typeSome,
  typeSome,
  (peer, random) => {
    placeSomewhere(peer, random);
    peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
  },
  (peer, random) => {
    const all = lines(peer);
    if (all.length > 0) peer.select(random.pick(all).id, 0);
    peer.press(DELETE_CHARACTER_COMMAND, true);
  },
  (peer, random) => {
    const all = lines(peer);
    if (all.length === 0) return;
    const { id, length } = random.pick(all);
    peer.select(id, length);
    peer.press(DELETE_CHARACTER_COMMAND, false);
  },
  (peer, random) => {
    selectSomewhere(peer, random);
    peer.press(REMOVE_TEXT_COMMAND, null);
  },
  (peer, random, type) => {
    selectSomewhere(peer, random);
    peer.press(CONTROLLED_TEXT_INSERTION_COMMAND, type());
  },
  (peer, random) => {
    selectSomewhere(peer, random);
    if (random.chance(0.6)) peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
    else peer.press(INSERT_LINE_BREAK_COMMAND, false);
  },
  (peer, random) => {
    selectSomewhere(peer, random);
    peer.press(FORMAT_TEXT_COMMAND, random.pick(['bold', 'italic', 'code'] as const));
  },
  (peer, random) => {
    selectSomewhere(peer, random);
    peer.edit(() => void $tab(peer.binding, random.chance(0.4)));
  },
  (peer, random, type) => {
    selectSomewhere(peer, random);
    const pasted = `${type()}\n${type()}`;
    peer.edit(() => $pasteText(peer.binding, pasted));
  },
  (peer, random) => peer.press(random.chance(0.7) ? UNDO_COMMAND : REDO_COMMAND, undefined),
];

function typeSome(peer: EditorPeer, random: Random, type: () => string): void {
  if (!placeSomewhere(peer, random)) return;
  const typed = type() + type();
  if (random.chance(0.5)) peer.type(typed);
  else peer.edit(() => $insert(typed));
}

function $insert(text: string): void {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) selection.insertText(text);
}

/** Does something random with the keyboard, every letter of which is new. */
export function typeRandomly(
  peer: EditorPeer,
  random: Random,
  alphabet: Alphabet,
  ledger: LetterLedger,
): void {
  const type = (): string => {
    const letter = alphabet.next();
    ledger.type(letter);
    return letter;
  };
  ledger.watch(peer, () => random.pick(ACTS)(peer, random, type));
}
