import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { operate, type PageOperation, uniqueLetters } from '../testing/page-operations.ts';
import {
  give,
  giveAll,
  letters,
  pagePeer,
  pageWith,
  peersOf,
  portrait,
} from '../testing/page-peer.ts';
import { seededRandom } from '../testing/random.ts';

const ALL: readonly PageOperation[] = [
  ...(['type', 'type', 'type', 'type', 'type', 'type', 'format', 'turnInto', 'indent'] as const),
  ...(['move', 'split', 'split', 'split', 'merge', 'merge', 'deleteBlock', 'deleteText'] as const),
  ...(['replaceRange', 'insert', 'table', 'table', 'undo', 'redo'] as const),
];

const MIXES: Readonly<Record<string, readonly PageOperation[]>> = {
  split: ['type', 'type', 'split'],
  merge: ['type', 'type', 'split', 'merge'],
  move: ['type', 'move', 'indent'],
  turn: ['type', 'turnInto', 'indent'],
  delete: ['type', 'split', 'deleteBlock'],
  range: ['type', 'split', 'replaceRange'],
  undo: ['type', 'type', 'split', 'merge', 'move', 'undo', 'redo'],
  table: ['type', 'table', 'undo'],
  layout: ['type', 'table', 'undo', 'redo', 'deleteBlock', 'move', 'split', 'merge'],
  all: ALL,
};

/** Three people, 60 things done, exchanged about every `lag` of them. */
function run(seed: number, mix: readonly PageOperation[], lag: number): Outcome {
  const random = seededRandom(seed);
  const peers = peersOf(pageWith('', '', '', '', '', ''), 3);
  const alphabet = uniqueLetters();
  const typed: string[] = [];
  const given = new Set<string>();
  for (let i = 0; i < 60; i++) {
    operate(
      random.pick(peers),
      random.pick(mix),
      random,
      alphabet,
      (text) => typed.push(...text),
      (text) => [...text].forEach((letter) => given.add(letter)),
    );
    if (random.chance(1 / lag)) {
      const from = random.pick(peers);
      give(from, random.pick(peers.filter((peer) => peer !== from)));
    }
  }
  giveAll(peers);
  const fresh = pagePeer(9, Y.encodeStateAsUpdate(peers[0]!.doc));
  const portraits = [...peers, fresh].map(({ page }) => JSON.stringify(portrait(page)));
  const counts = new Map<string, number>();
  for (const letter of letters(fresh.page)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return {
    lost: typed.filter((letter) => !counts.has(letter) && !given.has(letter)),
    doubled: typed.filter((letter) => (counts.get(letter) ?? 0) > 1),
    diverged: new Set(portraits).size > 1,
  };
}

interface Outcome {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly diverged: boolean;
}

const SOUND: Outcome = { lost: [], doubled: [], diverged: false };

for (const [name, mix] of Object.entries(MIXES)) {
  const seeds = ['merge', 'undo', 'all'].includes(name) ? 100 : 40;
  test(
    `BLOCK-41 BLOCK-18 no history of ${name} loses or doubles a letter, or is read in two ways`,
    { timeout: 120_000 },
    () => {
      for (let seed = 1; seed <= seeds; seed++) {
        expect(run(seed, mix, seed % 2 === 0 ? 2 : 10), `seed ${seed}`).toEqual(SOUND);
      }
    },
  );
}
