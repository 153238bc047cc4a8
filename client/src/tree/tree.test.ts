import { describe, expect, test } from 'vitest';
import { mintSpaceId } from '@weft/shared/protocol/ids';
import type { TreeCommand } from './ports.ts';
import type { Tree } from './tree.ts';
import { letterOf, nodeNamed, pageOf, SPACE } from './testing/forest.ts';
import { answerOf, cursorAt, listOf, openTree, UNREACHABLE } from './testing/scripted-tree.ts';

const shown = (tree: Tree): string =>
  Array.from(tree.get().pages?.all() ?? [], ({ id, icon }) => letterOf(id) + icon)
    .toSorted()
    .join(' ');
const named = (letter: string, icon: string): TreeCommand => ({
  kind: 'patch',
  page: pageOf(letter),
  icon,
});
const live = { name: 'live', doc: `space:${SPACE}`, cursor: cursorAt(5) } as const;

describe('what is shown', () => {
  test('TREE-8 the pages are read once, and then followed from where they were', async () => {
    const opened = openTree();
    const { tree, start, follows, change, say } = opened;
    expect(tree.get().pages).toBeUndefined();
    await start([nodeNamed('a')]);
    expect([shown(tree), follows.map(({ from }) => from), tree.get().isLive]).toEqual([
      'a',
      [5],
      false,
    ]);
    await say(live);
    expect(tree.get().isLive).toBe(true);
    await change([nodeNamed('b'), nodeNamed('a', { icon: '1' })], 7);
    expect([shown(tree), tree.get().seen]).toEqual(['a1 b', cursorAt(7)]);
    await change([{ id: pageOf('b'), space: SPACE, gone: true }], 8);
    expect(shown(tree)).toBe('a1');
  });

  test('TREE-13 what this device remembers is there at once, and kept up to date', async () => {
    const known = { space: SPACE, list: { cursor: cursorAt(3), pages: [nodeNamed('a')] } };
    const opened = openTree({ known });
    const { tree, follows, lists, change, pass, settled } = opened;
    await settled();
    expect([shown(tree), follows.map(({ from }) => from), lists.length]).toEqual(['a', [3], 0]);
    await change([nodeNamed('b')], 4);
    await pass(1_000);
    expect(opened.kept!.list.cursor).toBe(cursorAt(4));
    expect(opened.kept!.list.pages.map(({ id }) => letterOf(id as never))).toEqual(['a', 'b']);
  });

  test('TREE-8 told to read anew, it does, and shows what it had until then', async () => {
    const { tree, start, lists, follows, say } = openTree();
    await start([nodeNamed('a')]);
    await say({ name: 'resync', doc: `space:${SPACE}`, reason: 'cursor-unknown' });
    expect([shown(tree), follows.at(-1)!.isOver]).toEqual(['a', true]);
    await lists.at(-1)!.answer(listOf([nodeNamed('b')], 1));
    expect([shown(tree), follows.at(-1)!.from]).toEqual(['b', 1]);
  });

  test('TREE-13 without a server it asks ever more rarely, and at once when the network is back', async () => {
    const { tree, lists, pass, settled } = openTree();
    await settled();
    await lists[0]!.answer(UNREACHABLE);
    expect(tree.get().failure).toEqual(UNREACHABLE);
    expect(lists).toHaveLength(1);
    await pass(30_000);
    expect(lists).toHaveLength(2);
    await lists[1]!.answer(UNREACHABLE);
    tree.wake();
    await settled();
    expect(lists).toHaveLength(3);
  });

  test('TREE-8 a lost stream is opened again, from what came last', async () => {
    const { tree, start, follows, change, pass } = openTree();
    await start([]);
    await change([nodeNamed('a')], 6);
    follows[0]!.sink.lost({ ...UNREACHABLE, comeBackMs: 500 });
    expect(tree.get().isLive).toBe(false);
    await pass(499);
    expect(follows).toHaveLength(1);
    await pass(1);
    expect(follows.map(({ from }) => from)).toEqual([5, 6]);
  });
});

describe('what is wanted', () => {
  test('TREE-12 a command is shown at once and sent in order, one at a time', async () => {
    const { tree, start, sent, settled } = openTree();
    await start([nodeNamed('a')]);
    await tree.want(named('a', '1'));
    await tree.want(named('a', '2'));
    await settled();
    expect([shown(tree), tree.get().waiting.length, sent.length]).toEqual(['a2', 2, 1]);
    await sent[0]!.answer(answerOf([nodeNamed('a', { icon: '1' })], 6));
    expect([shown(tree), tree.get().waiting.length]).toEqual(['a2', 1]);
    expect(sent.map(({ question }) => question.n)).toEqual([1, 2]);
    await sent[1]!.answer(answerOf([nodeNamed('a', { icon: '2' })], 7));
    expect([shown(tree), tree.get().waiting.length]).toEqual(['a2', 0]);
  });

  test('TREE-12 without an answer the same request is made again', async () => {
    const { tree, start, sent, pass, settled } = openTree();
    await start([nodeNamed('a')]);
    await tree.want(named('a', '1'));
    await settled();
    await sent[0]!.answer(UNREACHABLE);
    await pass(60_000);
    expect(sent.map(({ question }) => question)).toEqual([sent[0]!.question, sent[0]!.question]);
    await sent[1]!.answer(answerOf([nodeNamed('a', { icon: '1' })], 6));
    expect(tree.get().waiting.length).toBe(0);
  });

  test('TREE-14 what the server refuses is taken back, told of, and holds up nothing', async () => {
    const { tree, start, sent, settled } = openTree();
    const refused: string[] = [];
    tree.onRefused((command, code) => refused.push(`${letterOf(command.page)} ${code}`));
    await start([nodeNamed('a'), nodeNamed('b')]);
    await tree.want({ kind: 'patch', page: pageOf('a'), parent: pageOf('b') });
    await tree.want(named('b', '1'));
    await settled();
    expect(tree.get().pages!.get(pageOf('a'))!.parent).toBe(pageOf('b'));
    await sent[0]!.answer({ ok: false, code: 'page-cycle', retry: 'never' });
    expect(tree.get().pages!.get(pageOf('a'))!.parent).toBe(null);
    expect([refused, sent.length]).toEqual([['a page-cycle'], 2]);
  });

  test('TREE-14 a refusal of who asks, or with which program, takes nothing back', async () => {
    const { tree, start, sent, settled, pass } = openTree();
    const refused: string[] = [];
    tree.onRefused((_, code) => refused.push(code));
    await start([nodeNamed('a')]);
    await tree.want(named('a', '1'));
    await settled();
    for (const [code, retry] of [
      ['unauthenticated', 'never'],
      ['client-too-old', 'reload'],
    ] as const) {
      await sent.at(-1)!.answer({ ok: false, code, retry });
      expect([shown(tree), tree.get().waiting.length, tree.get().failure?.code]).toEqual([
        'a1',
        1,
        code,
      ]);
      await pass(60_000);
    }
    await sent.at(-1)!.answer(answerOf([nodeNamed('a', { icon: '1' })], 6));
    expect([sent.length, tree.get().waiting.length, refused]).toEqual([3, 0, []]);
  });

  test('TREE-6 a session that the server knows for other commands is left for another one', async () => {
    const { tree, start, sent, settled, pass } = openTree();
    await start([nodeNamed('a')]);
    await tree.want(named('a', '1'));
    await settled();
    await sent[0]!.answer({ ok: false, code: 'session-reused', retry: 'session' });
    await pass(60_000);
    expect(sent).toHaveLength(2);
    expect(sent[1]!.question.session).not.toBe(sent[0]!.question.session);
    expect(sent[1]!.question.n).toBe(1);
  });

  test('TREE-13 a space that is no more is left for the one there is, with what was wanted in it', async () => {
    const gone = mintSpaceId(() => new Uint8Array(16).fill(9));
    const known = {
      space: gone,
      list: { cursor: cursorAt(3), pages: [nodeNamed('a', { space: gone })] },
    };
    const opened = openTree({ known });
    const { tree, lists, sent, settled, pass } = opened;
    await settled();
    const place = {
      parent: null,
      position: 'a1!abcdefa0',
      format: 'blocks',
      icon: '',
      cover: '',
    } as const;
    await tree.want({ kind: 'put', page: pageOf('b'), space: gone, ...place });
    await settled();
    await sent[0]!.answer({ ok: false, code: 'space-unknown', retry: 'never' });
    await pass(60_000);
    await lists[0]!.answer({ ok: true, list: { spaces: [{ id: SPACE, name: '', createdAt: 0 }] } });
    await lists[1]!.answer(listOf([nodeNamed('c')], 5));
    await pass(60_000);
    expect(sent.at(-1)!.question.command).toMatchObject({ page: pageOf('b'), space: SPACE });
    await sent.at(-1)!.answer(answerOf([nodeNamed('b')], 6));
    await pass(1_000);
    expect([tree.get().pages!.space, opened.kept!.space]).toEqual([SPACE, SPACE]);
    expect(tree.get().waiting.length).toBe(0);
  });

  test('TREE-12 another tab shows it too, and sends it when this one is gone', async () => {
    const { tree, open, start, sent, settled, pass } = openTree();
    await start([nodeNamed('a')]);
    await tree.want(named('a', '1'));
    await pass(1_000);
    const other = open();
    await settled();
    expect([shown(other), sent.length]).toEqual(['a1', 1]);
    tree.close();
    await sent[0]!.answer(UNREACHABLE);
    await settled();
    expect(sent.map(({ question }) => question.n)).toEqual([1, 1]);
    await sent[1]!.answer(answerOf([nodeNamed('a', { icon: '1' })], 6));
    expect([shown(other), other.get().waiting.length]).toEqual(['a1', 0]);
  });

  test('TREE-12 what cannot be decided yet is shown once it can: a page in a page that is on its way', async () => {
    const { tree, start, change } = openTree();
    await start([]);
    const place = {
      space: SPACE,
      position: 'a1!abcdefa0',
      format: 'blocks',
      icon: '',
      cover: '',
    } as const;
    await tree.want({ kind: 'put', page: pageOf('a'), parent: null, ...place });
    await tree.want({ kind: 'put', page: pageOf('b'), parent: pageOf('a'), ...place });
    expect(tree.get().pages!.get(pageOf('b'))!.parent).toBe(pageOf('a'));
    await change([nodeNamed('z')], 6);
    expect(shown(tree)).toBe('a b z');
  });

  test('TREE-12 an answer that overtakes the changes before it puts no two pages into each other', async () => {
    const { tree, start, change, sent, settled } = openTree();
    const [a, b] = [nodeNamed('a'), nodeNamed('b', { parent: pageOf('a') })];
    await start([a, b], 5);
    await tree.want({ kind: 'patch', page: pageOf('a'), parent: pageOf('b') });
    await settled();
    const parents = (): unknown =>
      ['a', 'b'].map((letter) => letterOf(tree.get().pages!.get(pageOf(letter))!.parent));
    const moved = { ...a, parent: pageOf('b') };
    await sent[0]!.answer(answerOf([moved], 7));
    expect([parents(), tree.get().waiting.length]).toEqual([[null, 'a'], 0]);
    await change([{ ...b, parent: null }], 6);
    expect(parents()).toEqual(['b', null]);
    await change([moved], 7);
    expect(parents()).toEqual(['b', null]);
  });

  test('TREE-12 an answer that comes after the changes that follow it changes nothing', async () => {
    const { tree, start, change, sent, settled } = openTree();
    await start([nodeNamed('a')], 5);
    await tree.want(named('a', '1'));
    await settled();
    await change([nodeNamed('a', { icon: '1' })], 6);
    await change([nodeNamed('a', { icon: '2' })], 7);
    await sent[0]!.answer(answerOf([nodeNamed('a', { icon: '1' })], 6));
    expect([shown(tree), tree.get().waiting.length]).toEqual(['a2', 0]);
  });
});

test('REST-1 while nobody looks nothing is followed, and afterwards it goes on where it was', async () => {
  const { tree, follows, start, change } = openTree();
  await start([nodeNamed('a')], 3);
  tree.rest();
  expect([follows.length, follows[0]!.isOver, tree.get().isLive]).toEqual([1, true, false]);
  tree.wake();
  expect([follows.length, follows[1]!.from]).toEqual([2, 3]);
  await change([nodeNamed('b')], 4);
  expect([...tree.get().pages!.all()].map(({ title }) => title)).toEqual(['a', 'b']);
});
