import { pageWith, type Sketch } from '@weft/shared/testing/page-peer';
import { blockRuns } from '@weft/shared/model/block';
import { $getRoot, $isElementNode } from 'lexical';
import { expect, test } from 'vitest';
import { createBlockEditor } from '../editor.ts';
import { BlockBinding } from '../editor/binding/binding.ts';
import { $selectionEnds } from '../editor/binding/points.ts';
import { registerCommands } from '../editor/keys/commands.ts';
import { createBlockFormatting } from './block-formatting.ts';
import { MARKS } from './formatting.ts';

/** An editor of a page with these blocks, selectable by index, and the tools for it. */
function open(...sketches: readonly Sketch[]) {
  const { doc } = pageWith(...sketches);
  const editor = createBlockEditor({
    onError(error) {
      throw error;
    },
  });
  let seed = 0;
  const random = (): number => (seed = (seed + 0.618_033_988) % 1);
  const binding = new BlockBinding({ editor, doc, random, now: () => 0 });
  registerCommands(binding);
  editor.setEditable(true);
  const formatting = createBlockFormatting(editor, () => binding);
  const act = (task: () => void): void => {
    task();
    editor.update(() => {}, { discrete: true });
  };
  const select = (from: number, to = from, collapsed = false): void =>
    act(() =>
      editor.update(() => {
        const [first, last] = [$getRoot().getChildAtIndex(from), $getRoot().getChildAtIndex(to)];
        if (!$isElementNode(first) || !$isElementNode(last)) throw new Error('There is no block.');
        const selection = collapsed ? first.selectEnd() : first.select(0, 0);
        if (collapsed) return;
        const end = last.getLastDescendant() ?? last;
        selection.focus.set(
          end.getKey(),
          end.getTextContentSize(),
          end === last ? 'element' : 'text',
        );
      }),
    );
  const texts = (): string[] =>
    editor.read(() =>
      $getRoot()
        .getChildren()
        .map((block) => block.getTextContent()),
    );
  const marks = (index: number) => {
    const { page } = binding;
    const block = page.block(page.children('')[index] ?? '');
    return block ? blockRuns(block).map((run) => run.marks) : [];
  };
  return { formatting, act, select, texts, marks, binding };
}

test('APP-38 the title leads to the beginning of the text, wherever the caret was', () => {
  const { formatting, act, select, binding } = open({ type: 'divider' }, 'one', 'two', 'three');
  select(3, 3, true);
  act(() => formatting.enter());
  const start = { block: binding.page.children('')[1], offset: 0 };
  expect(binding.editor.read($selectionEnds)).toEqual({ anchor: start, focus: start });
});

test('APP-34 any kind of block becomes any other, keeps its text, and the tools say what it is', () => {
  const { formatting, act, select, texts } = open('one', 'two', 'three');
  select(1);
  for (const from of formatting.kinds) {
    for (const to of formatting.kinds) {
      act(() => formatting.turnInto(from));
      act(() => formatting.turnInto(to));
      expect([from, to, formatting.get().block]).toEqual([from, to, to]);
      expect(texts()).toEqual(['one', 'two', 'three']);
    }
  }
});

test('APP-34 all lines of a selection are turned at once, in one step, and the tools name what they share', () => {
  const { formatting, act, select, binding } = open('one', 'two', 'three');
  const types = () => binding.page.children('').map((id) => binding.page.block(id)?.type);
  select(0, 1);
  act(() => formatting.turnInto('todo'));
  expect(types()).toEqual(['todo', 'todo', 'text']);
  select(1, 2);
  expect(formatting.get().block).toBeUndefined();
  act(() => formatting.undo());
  expect(types()).toEqual(['text', 'text', 'text']);
});

test('APP-34 several lines become those of one block of code, and undo gives them back', () => {
  const { formatting, act, select, texts } = open('one', 'two', 'three');
  select(0, 2);
  act(() => formatting.turnInto('code'));
  expect(texts()).toEqual(['one\ntwo\nthree']);
  act(() => formatting.undo());
  expect(texts()).toEqual(['one', 'two', 'three']);
});

test('APP-34 a block that the tools cannot make is none of theirs', () => {
  const { formatting, select } = open({ type: 'image', runs: [{ text: 'mind', marks: {} }] });
  select(0);
  expect(formatting.get().block).toBeUndefined();
});

test('APP-35 each mark goes on and off again, beside the others', () => {
  const { formatting, act, select, marks } = open('one', 'two');
  select(0, 1);
  for (const mark of MARKS) {
    act(() => formatting.toggle(mark));
    expect(formatting.get().marks).toContain(mark);
  }
  const all = { bold: true, italic: true, underline: true, strike: true, code: true };
  expect([marks(0), marks(1)]).toEqual([[all], [all]]);
  for (const mark of MARKS) {
    act(() => formatting.toggle(mark));
    expect(formatting.get().marks).not.toContain(mark);
  }
  expect([marks(0), marks(1)]).toEqual([[{}], [{}]]);
});

test('APP-36 a link is put on the selection, changed, and taken off; the text stays', () => {
  const { formatting, act, select, texts, marks } = open('one', 'two');
  select(0);
  act(() => formatting.link('https://example.com/'));
  expect(formatting.get().link).toBe('https://example.com/');
  expect(marks(0)).toEqual([{ link: 'https://example.com/' }]);
  // A caret in it means all of it.
  select(0, 0, true);
  act(() => formatting.link('https://example.org/'));
  expect(marks(0)).toEqual([{ link: 'https://example.org/' }]);
  act(() => formatting.link(undefined));
  expect(formatting.get().link).toBeUndefined();
  expect(marks(0)).toEqual([{}]);
  expect(texts()).toEqual(['one', 'two']);
});

test('APP-36 where nothing is selected, the address is its own text', () => {
  const { formatting, act, select, texts } = open('one', 'two');
  select(1, 1, true);
  act(() => formatting.link('https://example.com/plan'));
  expect(texts()).toEqual(['one', 'twoexample.com/plan']);
});

test('APP-36 a page that was never entered is entered at its end', () => {
  const { formatting, act, texts } = open('one', 'two');
  act(() => formatting.link('https://example.com/plan'));
  expect(texts()).toEqual(['one', 'twoexample.com/plan']);
});
