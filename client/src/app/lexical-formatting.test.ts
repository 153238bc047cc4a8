import { seedOf } from '@weft/shared/document/seed';
import { $createParagraphNode, $createTextNode, $getRoot, $isElementNode } from 'lexical';
import { expect, test } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import { applyUpdate, Doc } from 'yjs';
import { bindLexical, createWeftEditor } from '../lexical.ts';
import { createLexicalFormatting } from './lexical-formatting.ts';
import { MARKS } from './formatting.ts';

/** An editor with three paragraphs, each selectable by its index, and the tools for it. */
function open() {
  const doc = new Doc();
  const seed = seedOf('lexical-v2');
  if (seed) applyUpdate(doc, seed);
  const editor = createWeftEditor({
    onError(error) {
      throw error;
    },
  });
  const formatting = createLexicalFormatting(editor);
  bindLexical({
    editor,
    provider: {
      doc,
      awareness: new Awareness(doc),
      synced: true,
      on: () => undefined,
      off: () => undefined,
    },
    caretsContainer: null,
    user: { name: 'Ada', color: '#147a73' },
  });
  const act = (task: () => void): void => {
    task();
    editor.update(() => {}, { discrete: true });
  };
  const select = (from: number, to = from): void =>
    act(() =>
      editor.update(() => {
        const [first, last] = [$getRoot().getChildAtIndex(from), $getRoot().getChildAtIndex(to)];
        if (!$isElementNode(first) || !$isElementNode(last)) throw new Error('There is no block.');
        const selection = first.select(0, 0);
        const end = last.getLastDescendant() ?? last;
        selection.focus.set(
          end.getKey(),
          end.getTextContentSize(),
          end === last ? 'element' : 'text',
        );
      }),
    );
  const texts = (): string[] =>
    editor.getEditorState().read(() =>
      $getRoot()
        .getChildren()
        .map((block) => block.getTextContent()),
    );
  act(() =>
    editor.update(() => {
      const blocks = ['one', 'two', 'three'].map((text) =>
        $createParagraphNode().append($createTextNode(text)),
      );
      $getRoot()
        .clear()
        .append(...blocks)
        .selectEnd();
    }),
  );
  return { formatting, act, select, texts };
}

test('APP-34 any kind of block becomes any other, keeps its text, and the tools say what it is', () => {
  const { formatting, act, select, texts } = open();
  select(1);
  for (const from of formatting.kinds) {
    for (const to of formatting.kinds) {
      act(() => formatting.turnInto(from));
      act(() => formatting.turnInto(to));
      expect([from, to, formatting.get().block]).toEqual([from, to, to]);
      expect(texts().join('|')).toMatch(/one.*two.*three/);
    }
  }
});

test('APP-34 several paragraphs become the lines of one block of code', () => {
  const { formatting, act, select, texts } = open();
  select(0, 2);
  act(() => formatting.turnInto('code'));
  expect(texts().filter((text) => text !== '')).toEqual(['one\ntwo\nthree']);
});

test('APP-35 each mark goes on and off again, beside the others', () => {
  const { formatting, act, select } = open();
  select(0);
  for (const mark of MARKS) {
    act(() => formatting.toggle(mark));
    expect(formatting.get().marks).toContain(mark);
  }
  for (const mark of MARKS) {
    act(() => formatting.toggle(mark));
    expect(formatting.get().marks).not.toContain(mark);
  }
});

test('APP-36 a link is put on the selection, changed, and taken off; the text stays', () => {
  const { formatting, act, select, texts } = open();
  select(0);
  act(() => formatting.link('https://example.com/'));
  expect(formatting.get().link).toBe('https://example.com/');
  act(() => formatting.link('https://example.org/'));
  expect(formatting.get().link).toBe('https://example.org/');
  act(() => formatting.link(undefined));
  expect(formatting.get().link).toBeUndefined();
  expect(texts()).toEqual(['one', 'two', 'three']);
});

test('APP-36 where nothing is selected, the address is its own text', () => {
  const { formatting, act, texts } = open();
  act(() => formatting.link('https://example.com/plan'));
  expect(texts()).toEqual(['one', 'two', 'threeexample.com/plan']);
});

test('APP-37 the tools know whether there is a step to undo and one to redo', () => {
  const { formatting, act, texts } = open();
  expect(formatting.get()).toMatchObject({ canUndo: true, canRedo: false });
  act(() => formatting.undo());
  expect(texts().join('')).toBe('');
  expect(formatting.get()).toMatchObject({ canUndo: false, canRedo: true });
  act(() => formatting.redo());
  expect(texts()).toEqual(['one', 'two', 'three']);
});
