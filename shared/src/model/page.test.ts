import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { operate, type PageOperation, uniqueLetters } from '../testing/page-operations.ts';
import { outline } from '../testing/page-outline.ts';
import { give, pagePeer, pageWith, peersOf, portrait, shownBlocks } from '../testing/page-peer.ts';
import { made, rawPage, writeRaw } from '../testing/page-raw.ts';
import { seededRandom } from '../testing/random.ts';
import { mergeBlocks } from './operations/merge.ts';
import { moveBlocks } from './operations/move.ts';
import { removeBlocks } from './operations/remove.ts';
import { setProps } from './operations/set-props.ts';
import { splitBlock } from './operations/split.ts';
import { deleteText, formatText, insertText } from './operations/text.ts';
import { Page, type PageChange } from './page.ts';

const ALL: readonly PageOperation[] =
  'type type type format turnInto indent move split split merge deleteBlock deleteText replaceRange duplicate insert table undo redo'.split(
    ' ',
  ) as PageOperation[];

function changesOf(page: Page, act: () => void): PageChange[] {
  const changes: PageChange[] = [];
  const stop = page.observe((change) => changes.push(change));
  act();
  stop();
  return changes;
}

function changeOf(
  page: Page,
  act: () => void,
): { texts: string[]; blocks: string[]; containers: string[] } {
  const [change] = changesOf(page, act);
  return {
    texts: [...change!.texts].toSorted(),
    blocks: [...change!.blocks].toSorted(),
    containers: [...change!.containers].toSorted(),
  };
}

test(
  'BLOCK-18 a page that followed every operation is the one that is read anew, after each of them',
  { timeout: 60_000 },
  () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = seededRandom(seed);
      const peers = peersOf(pageWith('', '', ''), 2);
      const alphabet = uniqueLetters();
      for (let i = 0; i < 60; i++) {
        const peer = random.pick(peers);
        const operation = random.pick(ALL);
        operate(
          peer,
          operation,
          random,
          alphabet,
          () => {},
          () => {},
        );
        if (random.chance(0.3)) give(peers[0]!, peers[1]!);
        if (random.chance(0.3)) give(peers[1]!, peers[0]!);
        for (const { doc, page } of peers) {
          const fresh = pagePeer(9, Y.encodeStateAsUpdate(doc)).page;
          expect(JSON.stringify(portrait(page)), `seed ${seed}, step ${i}, ${operation}`).toBe(
            JSON.stringify(portrait(fresh)),
          );
        }
      }
    }
  },
);

test('BLOCK-18 what was told of changes is enough to follow the page', { timeout: 60_000 }, () => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = seededRandom(seed);
    const peer = pageWith('', '', '');
    const { page } = peer;
    const copy = {
      blocks: new Map(shownBlocks(page).map((block) => [block.id, block])),
      children: new Map([['', page.children('')]]),
    };
    page.observe(({ texts, blocks, containers }) => {
      for (const container of containers) copy.children.set(container, page.children(container));
      for (const container of containers) {
        for (const id of [...page.children(container), ...page.columns(container)]) {
          if (!copy.blocks.has(id)) copy.blocks.set(id, page.block(id)!);
        }
      }
      for (const id of [...texts, ...blocks]) copy.blocks.set(id, page.block(id)!);
    });
    const alphabet = uniqueLetters();
    for (let i = 0; i < 60; i++) {
      operate(
        peer,
        random.pick(ALL),
        random,
        alphabet,
        () => {},
        () => {},
      );
      for (const block of shownBlocks(page)) {
        const known = copy.blocks.get(block.id)!;
        const facts = ({ type, props, edited, pieces }: typeof block): unknown => ({
          type,
          props,
          edited,
          runs: pieces.flatMap(({ runs }) => runs),
        });
        expect(facts(known), `seed ${seed}, step ${i}`).toEqual(facts(block));
        expect(copy.children.get(page.parent(block.id)!)).toEqual(
          page.children(page.parent(block.id)!),
        );
      }
    }
  }
});

test('BLOCK-26 a keystroke reads its strand alone: all other blocks stay the same objects', () => {
  const { page, writer, ids } = pageWith('one', 'two', 'three');
  const [a = '', b = '', c = ''] = ids;
  const [first, third] = [page.block(a), page.block(c)];
  const children = page.children('');
  insertText(writer, b, 3, [{ text: '!', marks: {} }]);
  expect(page.block(b)?.pieces[0]?.runs).toEqual([{ text: 'two!', marks: {} }]);
  expect(page.block(a)).toBe(first);
  expect(page.block(c)).toBe(third);
  expect(page.children('')).toBe(children);
});

test('BLOCK-27 a change says which texts, which facts and which containers are others', () => {
  const { page, writer, ids } = pageWith('one', 'two', 'three');
  const [a = '', b = '', c = ''] = ids;
  const none = { texts: [], blocks: [], containers: [] };
  const typing = changeOf(page, () => insertText(writer, a, 0, [{ text: 'x', marks: {} }]));
  expect(typing).toEqual({ ...none, texts: [a] });
  const bold = changeOf(page, () => formatText(writer, b, 0, 2, { bold: true }));
  expect(bold).toEqual({ ...none, texts: [b] });
  const color = changeOf(page, () => setProps(writer, [b], { color: 'red' }));
  expect(color).toEqual({ ...none, blocks: [b] });
  const moving = changeOf(page, () => moveBlocks(writer, [c], a, 0));
  expect(moving).toEqual({ ...none, containers: ['', a].toSorted() });
  let tail = '';
  const splitting = changeOf(page, () => (tail = splitBlock(writer, b, 1)!));
  expect(splitting).toEqual({ texts: [b, tail].toSorted(), blocks: [tail], containers: [''] });
  const merging = changeOf(page, () => mergeBlocks(writer, b, tail));
  expect(merging).toEqual({ ...none, texts: [b], containers: [''] });
  const removing = changeOf(page, () => removeBlocks(writer, [c]));
  expect(removing.containers).toEqual([a]);
});

test('BLOCK-27 a block that is shown again is named, whatever happened to it while it was hidden', () => {
  const { page, writer, history, ids } = pageWith('one', 'two');
  const [a = '', b = ''] = ids;
  expect(page.block(b)?.pieces).toHaveLength(1);
  mergeBlocks(writer, a, b);
  const merge = page.registers(b).into;
  deleteText(writer, a, 4, 6);
  const parting = changeOf(page, () => page.props.delete(`${b}.into`));
  expect(merge?.[0]).toBe(a);
  expect(outline(page)).toEqual(['one', 't']);
  expect(parting.texts).toContain(b);
  expect(parting.containers).toEqual(['']);
  history.dispose();
});

test('BLOCK-27 a change of the document that is none of the page is not told', () => {
  const { page, writer, doc, ids } = pageWith('one');
  expect(changesOf(page, () => doc.getText('title').insert(0, 'Title'))).toEqual([]);
  expect(changesOf(page, () => deleteText(writer, ids[0]!, 1, 1))).toEqual([]);
  const same = changesOf(page, () => doc.transact(() => {}));
  expect(same).toEqual([]);
});

test('BLOCK-18 a page that is disposed of follows no more', () => {
  const page = rawPage(made('a', '', 1), { a: 'x' });
  let told = 0;
  page.observe(() => (told += 1));
  page.dispose();
  writeRaw(page, made('b', '', 2), { b: 'y' });
  expect([told, outline(page)]).toEqual([0, ['x']]);
});

test('BLOCK-18 reading writes nothing', () => {
  const { doc } = pageWith('one', 'two');
  const before = Y.encodeStateAsUpdate(doc);
  portrait(new Page(doc));
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});
