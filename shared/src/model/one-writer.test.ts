import { expect, test } from 'vitest';
import { pageWith, textOf } from '../testing/page-peer.ts';
import { seededRandom } from '../testing/random.ts';
import { duplicateBlocks } from './operations/copy.ts';
import { insertBlocks } from './operations/insert.ts';
import { mergeBlocks } from './operations/merge.ts';
import { moveBlocks } from './operations/move.ts';
import { formatRange, replaceRange } from './operations/range.ts';
import { removeBlocks } from './operations/remove.ts';
import { splitBlock } from './operations/split.ts';
import { deleteText, insertText } from './operations/text.ts';
import { turnBlocksInto } from './operations/turn-into.ts';

test(
  'BLOCK-55 for one person alone the operations are those of a list of texts',
  { timeout: 60_000 },
  () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed);
      const { page, writer, history } = pageWith('one', 'two');
      let list = ['one', 'two'];
      for (let i = 0; i < 70; i++) {
        const ids = page.children('');
        const before = [...list];
        const [from, to] = [random.below(list.length), random.below(list.length)].toSorted(
          (a, b) => a - b,
        ) as [number, number];
        const [id, last, text] = [ids[from]!, ids[to]!, list[from]!];
        const at = random.below(text.length + 1);
        const end = random.below(list[to]!.length + 1);
        const word = String.fromCharCode(97 + random.below(26)).repeat(1 + random.below(3));
        const runs = [{ text: word, marks: {} }];
        const name = random.pick([
          'type',
          'type',
          'delete',
          'split',
          'merge',
          'move',
          'remove',
          'copy',
          'replace',
          'insert',
          'turn',
          'undo',
        ] as const);
        switch (name) {
          case 'type':
            insertText(writer, id, at, runs);
            list[from] = text.slice(0, at) + word + text.slice(at);
            break;
          case 'delete':
            deleteText(writer, id, at, at + 2);
            list[from] = text.slice(0, at) + text.slice(at + 2);
            break;
          case 'split':
            splitBlock(writer, id, at);
            list.splice(from, 1, text.slice(0, at), text.slice(at));
            break;
          case 'merge':
            if (from !== to && mergeBlocks(writer, id, last)) {
              list[from] = text + list[to]!;
              list.splice(to, 1);
            }
            break;
          case 'move': {
            const chosen = ids.filter(() => random.chance(0.3));
            moveBlocks(writer, chosen, '', to);
            const moved = list.filter((_, k) => chosen.includes(ids[k]!));
            const rest = (part: string[], start: number): string[] =>
              part.filter((_, k) => !chosen.includes(ids[k + start]!));
            list = [...rest(list.slice(0, to), 0), ...moved, ...rest(list.slice(to), to)];
            break;
          }
          case 'remove':
            if (list.length > 1) {
              removeBlocks(writer, [id]);
              list.splice(from, 1);
            }
            break;
          case 'copy':
            if (list.length < 30) {
              duplicateBlocks(writer, ids.slice(from, to + 1));
              list.splice(to + 1, 0, ...list.slice(from, to + 1));
            }
            break;
          case 'replace':
            if (from !== to || at <= end) {
              replaceRange(
                writer,
                { from: { block: id, offset: at }, to: { block: last, offset: end } },
                runs,
              );
              list.splice(from, to - from + 1, text.slice(0, at) + word + before[to]!.slice(end));
            }
            break;
          case 'insert':
            insertBlocks(writer, [{ type: 'text', runs }, { type: 'quote' }], '', to);
            list.splice(to, 0, word, '');
            break;
          case 'turn':
            turnBlocksInto(writer, [id, last], random.pick(['quote', 'code', 'heading1', 'text']));
            formatRange(
              writer,
              { from: { block: id, offset: at }, to: { block: last, offset: end } },
              { bold: true },
            );
            break;
          case 'undo':
            removeBlocks(writer, [id]);
            history.undo();
        }
        expect(
          page.children('').map((one) => textOf(page, one)),
          `seed ${seed}, step ${i}, ${name}`,
        ).toEqual(list);
      }
    }
  },
);
