import { createHeadlessEditor } from '@lexical/headless';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { splitBlock } from '@weft/shared/model/operations/split';
import { insertText } from '@weft/shared/model/operations/text';
import { Page } from '@weft/shared/model/page';
import { $getSelection, $isRangeSelection } from 'lexical';
import { test } from 'vitest';
import * as Y from 'yjs';
import { BlockNode } from '../nodes/block-node.ts';
import { InlineNode } from '../nodes/inline-node.ts';
import { LayoutNode } from '../nodes/layout-node.ts';
import { VoidNode } from '../nodes/void-node.ts';
import { LinkNode } from '@lexical/link';
import { BlockBinding } from './binding.ts';
import { $select } from './points.ts';

const time = (name: string, n: number, f: () => void) => {
  const t: number[] = [];
  for (let i = 0; i < n; i++) {
    const a = performance.now();
    f();
    t.push(performance.now() - a);
  }
  t.sort((a, b) => a - b);
  console.log(name, 'median', t[n >> 1]!.toFixed(2), 'max', t.at(-1)!.toFixed(2));
};

for (const n of [2000, 10000])
  test(`EDIT-1 speed ${n}`, () => {
    const doc = new Y.Doc();
    const random = Math.random;
    const editor = createHeadlessEditor({
      nodes: [BlockNode, VoidNode, LayoutNode, InlineNode, LinkNode],
      onError: (e) => {
        throw e;
      },
    });
    const w = new BlockBinding({
      editor: createHeadlessEditor({
        nodes: [BlockNode, VoidNode, LayoutNode, InlineNode, LinkNode],
        onError: (e) => {
          throw e;
        },
      }),
      doc,
      random,
      now: () => 0,
    });
    const text = 'x'.repeat(100);
    time('insert all', 1, () =>
      insertBlocks(
        w.writer,
        Array.from({ length: n }, () => ({ type: 'text', runs: [{ text, marks: {} }] })),
        '',
        0,
      ),
    );
    const state = Y.encodeStateAsUpdate(doc);
    console.log('bytes', state.length);
    const doc2 = new Y.Doc();
    time('apply', 1, () => Y.applyUpdate(doc2, state));
    time('page', 1, () => {
      new Page(doc2).dispose();
    });
    let b!: BlockBinding;
    time('binding', 1, () => {
      b = new BlockBinding({ editor, doc: doc2, random, now: () => 0 });
    });
    const id = b.page.children('')[n >> 1]!;
    editor.update(
      () => {
        const l = b.$lineOf(id)!;
        $select(l, 50, l, 50);
      },
      { discrete: true },
    );
    time('key', 30, () =>
      editor.update(
        () => {
          const s = $getSelection();
          if ($isRangeSelection(s)) s.insertText('y');
        },
        { discrete: true },
      ),
    );
    time('remote key elsewhere', 30, () =>
      insertText(b.writer, b.page.children('')[5]!, 3, [{ text: 'z', marks: {} }]),
    );
    time('model key', 30, () => insertText(b.writer, id, 3, [{ text: 'z', marks: {} }]));
    time('enter', 20, () =>
      editor.update(
        () => {
          b.$run(() => {
            const m = splitBlock(b.writer, id, 20)!;
            return { block: m, offset: 0 };
          });
        },
        { discrete: true },
      ),
    );
    const c = new Y.Doc();
    Y.applyUpdate(c, Y.encodeStateAsUpdate(doc2));
    const p = new Page(c);
    time('page split', 20, () => {
      c.transact(() => {
        p.props.set(`q${Math.random().toString(36).slice(2)}.home`, ['', 'a0!aaaaaaa0']);
      });
    });
  }, 100000);
