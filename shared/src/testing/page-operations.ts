import { blockLength, typeOf } from '../model/block.ts';
import { duplicateBlocks } from '../model/operations/copy.ts';
import { indentBlocks, outdentBlocks } from '../model/operations/indent.ts';
import { insertBlocks } from '../model/operations/insert.ts';
import { mergeBlocks } from '../model/operations/merge.ts';
import { moveBlocks } from '../model/operations/move.ts';
import { formatRange, replaceRange } from '../model/operations/range.ts';
import { removeBlocks } from '../model/operations/remove.ts';
import { setProps } from '../model/operations/set-props.ts';
import { splitBlock } from '../model/operations/split.ts';
import {
  emptyTable,
  insertTablePart,
  moveTablePart,
  removeTablePart,
} from '../model/operations/table.ts';
import { deleteText, insertText } from '../model/operations/text.ts';
import { turnBlocksInto } from '../model/operations/turn-into.ts';
import { runsText } from '../model/content.ts';
import { blockRuns } from '../model/block.ts';
import { letters, type PagePeer, shownBlocks, somePoint, textBlocks } from './page-peer.ts';
import type { Random } from './random.ts';

/** Things a person does. */
export type PageOperation =
  | 'type'
  | 'format'
  | 'turnInto'
  | 'indent'
  | 'move'
  | 'split'
  | 'merge'
  | 'deleteBlock'
  | 'deleteText'
  | 'replaceRange'
  | 'duplicate'
  | 'insert'
  | 'table'
  | 'undo'
  | 'redo';

/** Letters that no one else types: each is used once in a run, so one that is lost or doubled is seen. */
export interface Alphabet {
  next(): string;
}

/** Code points from U+4E00 on, then those of the next planes that are single units. */
export function uniqueLetters(): Alphabet {
  let code = 0x4e00;
  return {
    next() {
      const letter = String.fromCharCode(code);
      code = code === 0xd7ff ? 0xe000 : code + 1;
      return letter;
    },
  };
}

const TYPES = ['text', 'heading1', 'bulleted', 'todo', 'toggle', 'quote', 'callout', 'code'];

/**
 * Does something random of one kind, if there is anything to do it to.
 *
 * @param typed - told of letters as they are typed
 * @param given - told of letters that this person deletes, undoes or copies, and so may be gone, or there twice
 */
export function operate(
  { page, writer, history }: PagePeer,
  operation: PageOperation,
  random: Random,
  alphabet: Alphabet,
  typed: (letters: string) => void,
  given: (letters: string) => void,
): void {
  const point = somePoint(page, random);
  const blocks = shownBlocks(page);
  if (!point) {
    insertBlocks(writer, [{ type: 'text' }], '', 0);
    return;
  }
  const { block, offset } = point;
  const content = blocks.filter((one) => typeOf(one).role === 'content');
  const some = random.pick(content).id;
  const other = random.pick(content).id;
  const next = textBlocks(page)[textBlocks(page).indexOf(block) + 1];
  switch (operation) {
    case 'type': {
      const text = alphabet.next() + alphabet.next() + alphabet.next();
      typed(text);
      insertText(writer, block.id, offset, [
        { text, marks: random.chance(0.2) ? { bold: true } : {} },
      ]);
      return;
    }
    case 'format': {
      const end = offset + random.below(blockLength(block) + 1 - offset);
      const marks = random.pick([
        { bold: true },
        { italic: true },
        { bold: null },
        { link: 'https://weft.test' },
      ]);
      formatRange(writer, { from: point2(block.id, offset), to: point2(block.id, end) }, marks);
      return;
    }
    case 'turnInto':
      if (random.chance(0.3))
        setProps(writer, [block.id], { color: random.pick(['red', 'default']) });
      else
        turnBlocksInto(
          writer,
          [block.id, other],
          random.pick(TYPES),
          random.chance(0.3) ? { toggle: true } : {},
        );
      return;
    case 'indent':
      if (random.chance(0.6)) indentBlocks(writer, [some, other]);
      else outdentBlocks(writer, [some]);
      return;
    case 'move': {
      const into = random.chance(0.5) ? (page.parent(other) ?? '') : random.pick(['', other]);
      moveBlocks(writer, [some], into, random.below(page.children(into).length + 1));
      return;
    }
    case 'split':
      splitBlock(writer, block.id, offset);
      return;
    case 'merge':
      if (next) mergeBlocks(writer, block.id, next.id);
      return;
    case 'deleteBlock':
      given(goneWith(() => removeBlocks(writer, [some])));
      return;
    case 'deleteText': {
      const end = Math.min(offset + 3, blockLength(block));
      given(runsText(blockRuns(block)).slice(offset, end));
      deleteText(writer, block.id, offset, end);
      return;
    }
    case 'replaceRange':
      if (next) {
        const to = point2(next.id, random.below(blockLength(next) + 1));
        given(goneWith(() => replaceRange(writer, { from: point2(block.id, offset), to })));
      }
      return;
    case 'duplicate':
      given(letters(page));
      if (blocks.length < 60) duplicateBlocks(writer, [block.id]);
      return;
    case 'insert': {
      const container = page.parent(some) ?? '';
      const index = page.children(container).indexOf(some) + 1;
      const type = random.pick(['text', 'divider', 'image', 'newer-type']);
      if (typeOf(random.pick(content)).role === 'content' && page.columns(container).length === 0) {
        insertBlocks(writer, [{ type }], container, index);
      }
      return;
    }
    case 'table': {
      const tables = blocks.filter((one) => one.type === 'table');
      if (tables.length === 0 || random.chance(0.05)) {
        insertBlocks(writer, [emptyTable(2, 2)], '', random.below(page.children('').length + 1));
        return;
      }
      const table = random.pick(tables).id;
      const axis = random.pick(['row', 'column'] as const);
      const parts = axis === 'row' ? page.children(table) : page.columns(table);
      const index = random.below(parts.length + 1);
      const part = random.pick(parts);
      const chance = random.next();
      if (chance < 0.5) insertTablePart(writer, table, axis, index);
      else if (chance < 0.75) moveTablePart(writer, table, axis, part, index);
      else given(goneWith(() => removeTablePart(writer, table, axis, part)));
      return;
    }
    case 'undo':
      given(goneWith(() => history.undo()));
      return;
    case 'redo':
      given(goneWith(() => history.redo()));
  }

  /** The letters that are not there any more after `action`. */
  function goneWith(action: () => unknown): string {
    const before = letters(page);
    action();
    const after = new Set(letters(page));
    return [...before].filter((letter) => !after.has(letter)).join('');
  }
}

function point2(block: string, offset: number): { block: string; offset: number } {
  return { block, offset };
}
