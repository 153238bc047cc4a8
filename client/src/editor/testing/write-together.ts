import { insertBlocks } from '@weft/shared/model/operations/insert';
import { operate, type PageOperation, uniqueLetters } from '@weft/shared/testing/page-operations';
import { letters, portrait } from '@weft/shared/testing/page-peer';
import { seededRandom } from '@weft/shared/testing/random';
import * as Y from 'yjs';
import { editorPeer, type EditorPeer, send, sendAll } from './editor-peer.ts';
import { typeRandomly } from './editor-steps.ts';
import { LetterLedger } from './letter-ledger.ts';
import { shown } from './shown.ts';

/** What is not done with the keyboard. */
const FROM_MENUS: readonly PageOperation[] = [
  'type',
  'format',
  'turnInto',
  'indent',
  'move',
  'split',
  'merge',
  'deleteBlock',
  'deleteText',
  'replaceRange',
  'insert',
  'table',
  'undo',
  'redo',
];

/** What became of a page that several people wrote. */
export interface Outcome {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Whether they see different pages once all have everything, or somebody does who opens it only then. */
  readonly diverged: boolean;
  /** How often an editor's structure changed by another way than a command. */
  readonly strayChanges: number;
  /** How many letters were typed. */
  readonly typed: number;
}

/**
 * Three people do random things to one page. Throws as soon as one of the editors shows something else than its page.
 *
 * @param lag - an update arrives at somebody's after every `lag`th thing that is done, on average
 * @param count - how many things are done
 * @param tick - lets time go by between them: what is typed without a pause is one step of undo
 */
export function writeTogether(seed: number, lag: number, count: number, tick: () => void): Outcome {
  const random = seededRandom(seed);
  const first = editorPeer(1000 + seed);
  insertBlocks(
    first.writer,
    Array.from({ length: 5 }, () => ({ type: 'text' })),
    '',
    0,
  );
  const state = Y.encodeStateAsUpdate(first.doc);
  const peers = [2000, 3000, 4000].map((client) => editorPeer(client + seed, state));
  const alphabet = uniqueLetters();
  const ledger = new LetterLedger();
  for (const peer of peers) ledger.follow(peer);
  const act = (peer: EditorPeer, operation: PageOperation | 'keyboard'): void => {
    if (operation === 'keyboard') typeRandomly(peer, random, alphabet, ledger);
    else {
      const [type, remove] = [ledger.type.bind(ledger), ledger.remove.bind(ledger)];
      operate(peer, operation, random, alphabet, type, remove);
    }
    shown(peer);
  };
  for (let step = 0; step < count; step++) {
    const operation = random.chance(0.6) ? 'keyboard' : random.pick(FROM_MENUS);
    tick();
    try {
      act(random.pick(peers), operation);
      if (!random.chance(1 / lag)) continue;
      const from = random.pick(peers);
      const to = random.pick(peers.filter((other) => other !== from));
      send(from, to);
      shown(to);
    } catch (cause) {
      throw new Error(`Seed ${seed}, lag ${lag}, step ${step}, ${operation}.`, { cause });
    }
  }
  sendAll(...peers);
  const reader = editorPeer(9, Y.encodeStateAsUpdate(peers[0]?.doc ?? new Y.Doc()));
  const everyone = [...peers, reader];
  for (const peer of everyone) shown(peer);
  const text = letters(reader.page);
  return {
    lost: ledger.lost(text),
    doubled: ledger.doubled(text),
    diverged: new Set(everyone.map(({ page }) => JSON.stringify(portrait(page)))).size > 1,
    strayChanges: peers.reduce((sum, { binding }) => sum + binding.strayChanges, 0),
    typed: ledger.typed,
  };
}
