import { expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { pageWith, type Sketch } from '@weft/shared/testing/page-peer';
import { CAN_REDO_COMMAND, CAN_UNDO_COMMAND, COMMAND_PRIORITY_LOW } from 'lexical';
import type { BlockId } from '@weft/shared/model/block-id';
import { insertText } from '@weft/shared/model/operations/text';
import { Page } from '@weft/shared/model/page';
import { Writer } from '@weft/shared/model/writer';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { type OpenEditor, openEditor, type OpenEditorOptions } from './testing/open-editor.ts';
import './editor.css';

function open(options: OpenEditorOptions = {}): OpenEditor & { root: HTMLElement } {
  const root = document.createElement('div');
  document.body.append(root);
  onTestFinished(() => root.remove());
  return { ...openEditor({ root, ...options }), root };
}

/** Presses `x` and `y` pixels from the corner of an element that is in `root`. */
async function pressAt(root: HTMLElement, element: Element, x: number, y: number): Promise<void> {
  const [outer, inner] = [root.getBoundingClientRect(), element.getBoundingClientRect()];
  await userEvent.click(root, {
    position: { x: inner.left - outer.left + x, y: inner.top - outer.top + y },
  });
}

/** Types into a block as a teammate does, whose change arrives at once. */
function typeElsewhere(doc: Doc, block: BlockId, at: number, text: string): void {
  const other = new Doc();
  applyUpdate(other, encodeStateAsUpdate(doc));
  const page = new Page(other);
  const writer = new Writer({ page, random: Math.random, now: () => 0 });
  insertText(writer, block, at, [{ text, marks: {} }]);
  applyUpdate(doc, encodeStateAsUpdate(other, encodeStateVector(doc)));
  page.dispose();
}

const stateOf = (...blocks: readonly Sketch[]): Uint8Array =>
  encodeStateAsUpdate(pageWith(...blocks).doc);

test('EDIT-20 the editor is a text box that is empty, busy and read-only until it has its content', async () => {
  const { provider, root, errors } = open({ state: stateOf('content'), synced: false });
  expect(root.role).toBe('textbox');
  expect(root.textContent).toBe('');
  expect([root.ariaBusy, root.ariaReadOnly, root.isContentEditable]).toEqual([
    'true',
    'true',
    false,
  ]);
  provider.catchUp();
  expect([root.ariaBusy, root.ariaReadOnly, root.isContentEditable]).toEqual([null, 'false', true]);
  expect(root.textContent).toBe('content');
  expect(errors).toEqual([]);
});

test('EDIT-20 nothing is written before the provider has caught up', () => {
  const { provider } = open({ synced: false });
  expect(provider.doc.store.clients.size).toBe(0);
});

test('EDIT-21 an empty page shows one line to write in', async () => {
  const { root, bound } = open();
  expect(root.children).toHaveLength(1);
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('first words');
  expect(root.textContent).toBe('first words');
  expect(bound.binding?.page.children('')).toHaveLength(1);
});

test('EDIT-22 a frozen page can be read only, and goes on where it was when it thaws', async () => {
  const { root, bound, editor } = open({ state: stateOf('words') });
  bound.freeze();
  expect(root.isContentEditable).toBe(false);
  bound.thaw();
  expect(root.isContentEditable).toBe(true);
  bound.dispose();
  bound.thaw();
  expect(editor.isEditable()).toBe(false);
});

test('EDIT-45 a page that only a newer Weft may write is read-only, and so is one that becomes it', () => {
  const { doc } = pageWith('words');
  doc.getMap('meta').set('minWriter', 99);
  const { root, bound, provider, errors } = open({ state: encodeStateAsUpdate(doc) });
  expect(root.textContent).toBe('words');
  expect(root.isContentEditable).toBe(false);
  expect(provider.doc.store.clients.size).toBe(doc.store.clients.size);
  bound.thaw();
  expect(root.isContentEditable).toBe(false);
  expect(errors.map(({ message }) => message)).toEqual(['outdated']);

  const other = open({ state: stateOf('words') });
  expect(other.root.isContentEditable).toBe(true);
  other.provider.doc.getMap('meta').set('minWriter', 99);
  expect(other.root.isContentEditable).toBe(false);
});

test('EDIT-45 a malformed word on who may write stops nobody', () => {
  const { root, provider } = open({ state: stateOf('words') });
  for (const value of ['99', 1.5, null, -1]) {
    provider.doc.getMap('meta').set('minWriter', value);
    expect(root.isContentEditable).toBe(true);
  }
});

test('EDIT-23 the editor is told whether there is something to undo and to redo', async () => {
  const { root, editor } = open({ state: stateOf('words') });
  const told: string[] = [];
  editor.registerCommand(
    CAN_UNDO_COMMAND,
    (can) => {
      told.push(`undo ${can}`);
      return false;
    },
    COMMAND_PRIORITY_LOW,
  );
  editor.registerCommand(
    CAN_REDO_COMMAND,
    (can) => {
      told.push(`redo ${can}`);
      return false;
    },
    COMMAND_PRIORITY_LOW,
  );
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('x');
  expect(told.slice(-2)).toEqual(['undo true', 'redo false']);
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(told.slice(-2)).toEqual(['undo false', 'redo true']);
});

test('EDIT-24 a click on a to-do’s box ticks it and leaves the caret; one on its words does not', async () => {
  const { root } = open({
    state: stateOf('text', { type: 'todo', runs: [{ text: 'do it', marks: {} }] }),
  });
  await userEvent.click(root.children[0]!);
  const todo = root.children[1] as HTMLElement;
  const at = (): Node | null => getSelection()!.focusNode;
  const before = at();
  await pressAt(root, todo, 12, 12);
  expect(todo.ariaChecked).toBe('true');
  expect(at()).toBe(before);
  await pressAt(root, todo, 3, 20);
  expect(todo.ariaChecked).toBe('false');
  await pressAt(root, todo, 40, 12);
  expect(todo.ariaChecked).toBe('false');
  expect(at()).not.toBe(before);
});

test('EDIT-24 the box of a to-do is as large as a finger needs, in either direction and nested', async () => {
  const { root } = open({
    state: stateOf({
      type: 'todo',
      runs: [{ text: 'outer', marks: {} }],
      children: [{ type: 'todo', runs: [{ text: 'שלום', marks: {} }] }],
    }),
  });
  const inner = root.children[1] as HTMLElement;
  const { width, height } = inner.getBoundingClientRect();
  expect(getComputedStyle(inner).direction).toBe('rtl');
  const inset = Number.parseFloat(getComputedStyle(inner).paddingInlineStart);
  const tick = async (x: number): Promise<string | null> => {
    await pressAt(root, inner, x, height / 2);
    return inner.ariaChecked;
  };
  expect(height).toBeGreaterThanOrEqual(24);
  expect(await tick(width - inset + 1)).toBe('true');
  expect(await tick(width - inset + 24)).toBe('false');
  expect(await tick(width - inset + 40)).toBe('false');
});

test('EDIT-46 a key that comes before the browser tells of a moved caret acts where the caret is', async () => {
  const { root } = open({ state: stateOf('onetwo') });
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('{End}');
  const text = root.querySelector('[data-lexical-text]')!.firstChild!;
  getSelection()!.collapse(text, 3);
  root.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
  );
  await expect
    .poll(() => [...root.children].map((line) => line.textContent))
    .toEqual(['one', 'two']);
});

test('EDIT-46 a teammate’s letter that comes before the browser tells of a moved caret leaves it where it is', async () => {
  const { root, provider, bound } = open({ state: stateOf('above', 'abcdef') });
  await userEvent.click(root.children[1]!);
  await userEvent.keyboard('{End}');
  const text = root.children[1]!.querySelector('[data-lexical-text]')!.firstChild!;
  getSelection()!.collapse(text, 0);
  const block = bound.binding!.page.children('')[1]!;
  typeElsewhere(provider.doc, block, 6, 'X');
  await userEvent.keyboard('{Backspace}');
  await expect
    .poll(() => [...root.children].map((line) => line.textContent))
    .toEqual(['aboveabcdefX']);
});

test('EDIT-46 a selection that is being drawn grows on while a teammate types before it', async () => {
  const { root, provider, bound } = open({ state: stateOf('abcdef') });
  await userEvent.click(root.children[0]!);
  const text = root.querySelector('[data-lexical-text]')!.firstChild!;
  getSelection()!.setBaseAndExtent(text, 5, text, 2);
  typeElsewhere(provider.doc, bound.binding!.page.children('')[0]!, 0, 'XY');
  expect(getSelection()!.toString()).toBe('cde');
  await userEvent.keyboard('{Backspace}');
  expect(root.textContent).toBe('XYabf');
});

test('EDIT-25 what only a newer Weft knows is shown with a sentence, and its words can be edited', async () => {
  const { root, errors } = open({
    state: stateOf({ type: 'hologram', runs: [{ text: 'words', marks: {} }] }, { type: 'beacon' }),
  });
  const said = [...root.children]
    .slice(0, 2)
    .map((block) => getComputedStyle(block, '::before').content);
  expect(said).toEqual(['"Made with a newer Weft"', '"Made with a newer Weft"']);
  await userEvent.click(root.querySelector('[data-lexical-text]')!);
  await userEvent.keyboard('{End} more');
  expect(root.children[0]!.textContent).toBe('words more');
  expect(errors).toEqual([]);
});

test('EDIT-32 a block that is selected as a whole is marked', async () => {
  const { root } = open({ state: stateOf({ type: 'divider' }, 'after') });
  // Lexical puts an image of no size before a block that cannot hold the caret.
  const [divider, words] = root.querySelectorAll('.block') as unknown as [Element, Element];
  await userEvent.click(words);
  await userEvent.keyboard('{Home}{Backspace}');
  expect(divider.hasAttribute('data-selected')).toBe(true);
  await userEvent.click(words);
  expect(divider.hasAttribute('data-selected')).toBe(false);
});

test('EDIT-32 a block without text is selected by a press on it, and goes by Backspace', async () => {
  const { root } = open({ state: stateOf('before', { type: 'divider' }, 'after') });
  await userEvent.click(root.children[0]!);
  const divider = root.querySelector('[data-type="divider"]')!;
  const { height } = divider.getBoundingClientRect();
  await pressAt(root, divider, 40, height / 2);
  expect(divider.hasAttribute('data-selected')).toBe(true);
  await userEvent.keyboard('{Backspace}');
  expect(root.querySelectorAll('.block')).toHaveLength(2);
  await userEvent.keyboard('!');
  expect(root.textContent).toBe('before!after');
});

test('EDIT-35 what is typed where inline code ends is no code, unless it is asked for', async () => {
  const code = { text: 'code', marks: { code: true, bold: true } };
  const { root } = open({ state: stateOf({ type: 'text', runs: [code] }, 'below') });
  const codes = (): (string | null)[] =>
    [...root.querySelectorAll('code')].map(({ textContent }) => textContent);
  await userEvent.click(root.children[1]!);
  await userEvent.keyboard('{ArrowUp}{End}x');
  expect([root.children[0]!.textContent, codes()]).toEqual(['codex', ['code']]);
  expect([...root.querySelectorAll('strong')].at(-1)?.textContent).toBe('x');
  await userEvent.keyboard('{Control>}e{/Control}y');
  await userEvent.keyboard('z{ArrowLeft}{ArrowLeft}{ArrowRight}w');
  expect(codes()).toEqual(['code', 'ywz']);
});

test('EDIT-32 a letter takes the place of a block that is selected, and a cut takes it along', async () => {
  const state = stateOf('before', { type: 'divider' }, { type: 'divider' });
  const { root, bound } = open({ state, seed: 2 });
  const press = async (): Promise<void> => {
    const divider = root.querySelector('[data-type="divider"]')!;
    await pressAt(root, divider, 40, divider.getBoundingClientRect().height / 2);
  };
  const lines = (): (string | null)[] =>
    [...root.querySelectorAll('.block')].map((block) => block.textContent);
  await userEvent.click(root.children[0]!);
  await press();
  await userEvent.keyboard('xy');
  expect(lines()).toEqual(['before', 'xy', '']);
  await press();
  const clipboardData = new DataTransfer();
  root.dispatchEvent(new ClipboardEvent('cut', { clipboardData, bubbles: true, cancelable: true }));
  await expect.poll(lines).toEqual(['before', 'xy']);
  expect(clipboardData.getData('text/plain')).toBe('---');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(lines()).toEqual(['before', 'xy', '']);
  await press();
  await userEvent.keyboard('{Control>}x{/Control}');
  expect(lines()).toEqual(['before', 'xy']);
  expect(bound.binding!.strayChanges).toBe(0);
  await userEvent.keyboard('{Control>}v{/Control}');
  await expect.poll(lines, { timeout: 20_000 }).toEqual(['before', 'xy', '']);
}, 60_000);

test('EDIT-25 a type that is named as every object names its methods is shown like any unknown one', () => {
  for (const type of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const { root, errors } = open({
      state: stateOf({ type, runs: [{ text: 'words', marks: {} }] }),
    });
    expect(root.textContent).toContain('words');
    expect(errors).toEqual([]);
  }
});
