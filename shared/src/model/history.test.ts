import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { operate, type PageOperation, uniqueLetters } from '../testing/page-operations.ts';
import { outline } from '../testing/page-outline.ts';
import { give, giveAll, type PagePeer, pageWith, peersOf, portrait } from '../testing/page-peer.ts';
import { seededRandom } from '../testing/random.ts';
import { History } from './history.ts';
import { insertBlocks } from './operations/insert.ts';
import { mergeBlocks } from './operations/merge.ts';
import { moveBlocks } from './operations/move.ts';
import { removeBlocks } from './operations/remove.ts';
import { splitBlock } from './operations/split.ts';
import { insertText } from './operations/text.ts';
import { turnBlocksInto } from './operations/turn-into.ts';

/** Yjs holds on to the clock it finds when it is loaded; this one can be put forward. */
const clock = vi.hoisted(() => {
  const now = Date.now;
  const ahead = { milliseconds: 0 };
  Date.now = () => now() + ahead.milliseconds;
  return ahead;
});

const COMMANDS = [
  ...(['format', 'turnInto', 'indent', 'move', 'split', 'merge', 'deleteBlock'] as const),
  ...(['replaceRange', 'duplicate', 'insert', 'table'] as const),
] satisfies PageOperation[];

const type = (peer: PagePeer, id: string, offset: number, text: string): void =>
  insertText(peer.writer, id, offset, [{ text, marks: {} }]);

test(
  'BLOCK-28 an operation is one transaction and one step, and undo and redo restore what was to be seen',
  { timeout: 60_000 },
  () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = seededRandom(seed);
      const peer = pageWith('one', 'two', { type: 'toggle' });
      const alphabet = uniqueLetters();
      for (let i = 0; i < 25; i++) {
        operate(
          peer,
          random.pick(['type', 'type', ...COMMANDS]),
          random,
          alphabet,
          () => {},
          () => {},
        );
        const command = random.pick(COMMANDS);
        let transactions = 0;
        const count = ({ changed }: Y.Transaction): unknown =>
          (transactions += Number(changed.size > 0));
        const where = `seed ${seed}, step ${i}, ${command}`;
        const before = JSON.stringify(portrait(peer.page));
        peer.doc.on('afterTransaction', count);
        operate(
          peer,
          command,
          random,
          alphabet,
          () => {},
          () => {},
        );
        peer.doc.off('afterTransaction', count);
        const after = JSON.stringify(portrait(peer.page));
        if (transactions === 0) continue;
        expect(transactions, `${where}`).toBe(1);
        peer.history.undo();
        expect(JSON.stringify(portrait(peer.page)), `undo of ${where}`).toBe(before);
        peer.history.redo();
        expect(JSON.stringify(portrait(peer.page)), `redo of ${where}`).toBe(after);
      }
    }
  },
);

test('BLOCK-28 what is typed without a pause is one step, and ends with the next command', () => {
  const peer = pageWith('');
  const [id = ''] = peer.ids;
  for (const [i, letter] of 'word'.split('').entries()) type(peer, id, i, letter);
  splitBlock(peer.writer, id, 2);
  type(peer, id, 2, '!');
  expect(outline(peer.page)).toEqual(['wo!', 'rd']);
  peer.history.undo();
  expect(outline(peer.page)).toEqual(['wo', 'rd']);
  peer.history.undo();
  expect(outline(peer.page)).toEqual(['word']);
  peer.history.undo();
  expect(outline(peer.page)).toEqual(['']);
  expect(peer.history.canUndo).toBe(false);
  expect(peer.history.undo()).toBeUndefined();
  while (peer.history.canRedo) peer.history.redo();
  expect(outline(peer.page)).toEqual(['wo!', 'rd']);
});

test('BLOCK-28 a group is one step however long it takes, and what is typed after it another', () => {
  const peer = pageWith('word');
  const [id = ''] = peer.ids;
  const pause = (): unknown => (clock.milliseconds += 600);
  type(peer, id, 4, '!');
  peer.writer.group(() => {
    for (const offset of [3, 2, 1]) {
      pause();
      splitBlock(peer.writer, id, offset);
    }
  });
  type(peer, id, 1, 'a');
  pause();
  type(peer, id, 2, 'b');
  const seen = [outline(peer.page)];
  while (peer.history.canUndo) {
    peer.history.undo();
    seen.push(outline(peer.page));
  }
  expect(seen).toEqual([
    ['wab', 'o', 'r', 'd!'],
    ['wa', 'o', 'r', 'd!'],
    ['w', 'o', 'r', 'd!'],
    ['word!'],
    ['word'],
  ]);
});

test('BLOCK-28 what is typed right after a group that goes on belongs to its step', () => {
  const peer = pageWith('word');
  const [id = ''] = peer.ids;
  type(peer, id, 4, '!');
  peer.writer.group(() => splitBlock(peer.writer, id, 2), true);
  type(peer, id, 2, 'a');
  clock.milliseconds += 600;
  type(peer, id, 3, 'b');
  const seen: unknown[] = [];
  while (peer.history.canUndo) {
    peer.history.undo();
    seen.push(outline(peer.page));
  }
  expect(seen).toEqual([['woa', 'rd!'], ['word!'], ['word']]);
});

test('BLOCK-28 a step may be ended by hand', () => {
  const peer = pageWith('');
  type(peer, peer.ids[0]!, 0, 'a');
  peer.history.endStep();
  type(peer, peer.ids[0]!, 1, 'b');
  peer.history.undo();
  expect(outline(peer.page)).toEqual(['a']);
});

test('BLOCK-50 a step knows where the caret was before it', () => {
  const peer = pageWith('word');
  peer.history.dispose();
  let caret = 'at the start';
  let told = 0;
  const history = new History({
    writer: peer.writer,
    caret: () => caret,
    onChange: () => (told += 1),
  });
  splitBlock(peer.writer, peer.ids[0]!, 2);
  caret = 'in the second half';
  moveBlocks(peer.writer, peer.ids, '', 2);
  caret = 'elsewhere';
  expect(history.undo()).toBe('in the second half');
  expect(history.undo()).toBe('at the start');
  expect(history.redo()).toBe('elsewhere');
  expect(told).toBeGreaterThanOrEqual(5);
});

describe('with a teammate', () => {
  function two(...blocks: string[]): {
    ann: PagePeer;
    bob: PagePeer;
    ids: string[];
    talk: () => void;
  } {
    const start = pageWith(...blocks);
    const [ann, bob] = peersOf(start, 2) as [PagePeer, PagePeer];
    return { ann, bob, ids: start.ids, talk: () => giveAll([ann, bob]) };
  }

  test('BLOCK-47 undo takes back what one wrote, and leaves what the teammate wrote', () => {
    const { ann, bob, ids, talk } = two('');
    type(ann, ids[0]!, 0, 'ann ');
    talk();
    type(bob, ids[0]!, 4, 'bob');
    talk();
    ann.history.undo();
    expect(outline(ann.page)).toEqual(['bob']);
    expect(ann.history.canUndo).toBe(false);
  });

  test('BLOCK-49 undo of a move or a turn into does nothing once a teammate has set that register', () => {
    const { ann, bob, ids, talk } = two('one', 'two', 'three');
    type(ann, ids[0]!, 3, '!');
    turnBlocksInto(ann.writer, ids.slice(0, 1), 'quote');
    moveBlocks(ann.writer, ids.slice(0, 1), '', 3);
    talk();
    moveBlocks(bob.writer, ids.slice(0, 1), '', 1);
    turnBlocksInto(bob.writer, ids.slice(0, 1), 'heading1');
    talk();
    const lines = outline(ann.page);
    ann.history.undo();
    expect(outline(ann.page), 'the move').toEqual(lines);
    ann.history.undo();
    expect(outline(ann.page), 'the type').toEqual(lines);
    ann.history.undo();
    expect(outline(ann.page).join(), 'the letter').not.toContain('!');
  });

  test('BLOCK-48 undo of a creation hides the block, unless a teammate has typed in it', () => {
    const { ann, bob, talk } = two('one');
    const [id = ''] = insertBlocks(ann.writer, [{ type: 'quote' }], '', 1);
    talk();
    ann.history.undo();
    talk();
    expect(outline(bob.page)).toEqual(['one']);
    ann.history.redo();
    talk();
    type(bob, id, 0, 'bob');
    ann.history.undo();
    talk();
    expect(outline(ann.page), 'what it was, where it was').toEqual(['one', '[quote] bob']);
  });

  test('BLOCK-48 undo of a split joins the halves, with what a teammate typed in both', () => {
    const { ann, bob, ids, talk } = two('onetwo');
    const tail = splitBlock(ann.writer, ids[0]!, 3)!;
    talk();
    type(bob, ids[0]!, 3, '<');
    type(bob, tail, 0, '>');
    ann.history.undo();
    talk();
    expect(outline(bob.page)).toEqual(['one<>two']);
  });

  test('BLOCK-48 undo of a merge parts the texts again, with what a teammate typed in both', () => {
    const { ann, bob, ids, talk } = two('one', 'two');
    mergeBlocks(ann.writer, ids[0]!, ids[1]!);
    talk();
    type(bob, ids[0]!, 1, 'A');
    type(bob, ids[0]!, 6, 'B');
    talk();
    ann.history.undo();
    expect(outline(ann.page)).toEqual(['oAne', 'twBo']);
  });

  test('BLOCK-47 undo of a deletion brings the block back as it is now', () => {
    const { ann, bob, ids, talk } = two('one', 'two');
    removeBlocks(ann.writer, [ids[0]!]);
    moveBlocks(bob.writer, [ids[0]!], '', 2);
    talk();
    expect(outline(bob.page)).toEqual(['two']);
    ann.history.undo();
    expect(outline(ann.page)).toEqual(['two', 'one']);
  });

  test('BLOCK-47 a history that is disposed of collects no more', () => {
    const { ann, bob } = two('one');
    ann.history.dispose();
    splitBlock(ann.writer, ann.page.children('')[0]!, 1);
    give(ann, bob);
    expect([ann.history.canUndo, bob.history.canUndo]).toEqual([false, false]);
  });
});
