import { insertText } from '@weft/shared/model/operations/text';
import { setProps } from '@weft/shared/model/operations/set-props';
import { Page } from '@weft/shared/model/page';
import { Writer } from '@weft/shared/model/writer';
import { pageWith, type Sketch } from '@weft/shared/testing/page-peer';
import { expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import '../editor.css';
import { type OpenEditor, openEditor } from '../testing/open-editor.ts';

function open(...blocks: readonly Sketch[]): OpenEditor & { root: HTMLElement } {
  const root = document.createElement('div');
  document.body.append(root);
  onTestFinished(() => root.remove());
  return { ...openEditor({ root, state: encodeStateAsUpdate(pageWith(...blocks).doc) }), root };
}

const code = (text: string, language = 'js'): Sketch => ({
  type: 'code',
  props: { language },
  runs: [{ text, marks: {} }],
});

/** What is painted inside `root`: each stretch with its kind, in the order of the text. */
function painted(root: HTMLElement): string[] {
  const all: { readonly range: Range; readonly kind: string }[] = [];
  for (const [name, highlight] of CSS.highlights) {
    if (!name.startsWith('weft-code-')) continue;
    for (const range of highlight as unknown as Set<Range>)
      if (root.contains(range.startContainer)) all.push({ range, kind: name.slice(10) });
  }
  return all
    .sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range))
    .map(({ kind, range }) => `${kind} ${range.toString()}`);
}

/** Does what a teammate does, whose change arrives at once. */
function elsewhere(doc: Doc, act: (writer: Writer) => void): void {
  const other = new Doc();
  applyUpdate(other, encodeStateAsUpdate(doc));
  const page = new Page(other);
  act(new Writer({ page, random: Math.random, now: () => 0 }));
  applyUpdate(doc, encodeStateAsUpdate(other, encodeStateVector(doc)));
  page.dispose();
}

test('CODE-1 code is coloured while it is typed, and nothing is added to its text', async () => {
  const { root, bound } = open(code('let a = 1'));
  await expect.poll(() => painted(root)).toEqual(['keyword let', 'sign =', 'number 1']);
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('{End}2; // done');
  await expect
    .poll(() => painted(root))
    .toEqual(['keyword let', 'sign =', 'number 12', 'sign ;', 'comment // done']);
  const block = root.children[0]!;
  expect([...block.querySelectorAll('*')].map(({ localName }) => localName)).toEqual(['span']);
  expect(getSelection()!.focusNode).toBe(block.querySelector('span')!.firstChild);
  expect(getSelection()!.focusOffset).toBe('let a = 12; // done'.length);
  expect(bound.binding!.strayChanges).toBe(0);
});

test('CODE-1 several lines are coloured, and a keystroke leaves the others as they are painted', async () => {
  const { root } = open(code('if (a)\n\treturn "b";\n/* c\nd */ 1'));
  const lines = [
    'keyword if',
    'sign (',
    'sign )',
    'keyword return',
    'string "b"',
    'sign ;',
    'comment /* c',
    'comment d */',
    'number 1',
  ];
  await expect.poll(() => painted(root)).toEqual(lines);
  const before = [...(CSS.highlights.get('weft-code-keyword') as unknown as Set<Range>)];
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('{Control>}{End}{/Control}2');
  await expect.poll(() => painted(root).at(-1)).toBe('number 12');
  expect([...(CSS.highlights.get('weft-code-keyword') as unknown as Set<Range>)]).toEqual(before);
});

test('CODE-1 a teammate’s letters are coloured, and the caret stays where it is', async () => {
  const { root, provider, bound } = open(code('let a'));
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('{End}');
  const [block = ''] = bound.binding!.page.children('');
  elsewhere(provider.doc, (writer) =>
    insertText(writer, block, 0, [{ text: 'var b\n', marks: {} }]),
  );
  await expect.poll(() => painted(root)).toEqual(['keyword var', 'keyword let']);
  await userEvent.keyboard('c');
  expect(root.children[0]!.textContent).toBe('var blet ac');
});

test('CODE-1 another language colours anew, and code that is none any more is plain', async () => {
  const { root, provider, bound } = open(code('def a(): # b', 'python'));
  await expect.poll(() => painted(root)).toContain('comment # b');
  const [block = ''] = bound.binding!.page.children('');
  elsewhere(provider.doc, (writer) => setProps(writer, [block], { language: 'nonsense' }));
  await expect.poll(() => painted(root)).toEqual([]);
  elsewhere(provider.doc, (writer) => setProps(writer, [block], { language: 'py' }));
  await expect.poll(() => painted(root)).toContain('comment # b');
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('{Control>}{Shift>}0{/Shift}{/Control}');
  await expect.poll(() => (root.children[0] as HTMLElement).dataset['type']).toBe('text');
  await expect.poll(() => painted(root)).toEqual([]);
});

test('CODE-1 nothing is left painted when the editor ends', async () => {
  const { root, editor, bound } = open(code('let a'));
  await expect.poll(() => painted(root)).toEqual(['keyword let']);
  const count = (): number => CSS.highlights.get('weft-code-keyword')!.size;
  expect(count()).toBeGreaterThan(0);
  bound.dispose();
  editor.dispose();
  expect(count()).toBe(0);
});

test('CODE-1 code of more than 50,000 letters stays plain', async () => {
  const long = 'let a = 1;\n'.repeat(4600);
  const { root } = open(code(long), code('let b'));
  await expect.poll(() => painted(root)).toEqual(['keyword let']);
});
