import { caretAt } from '@weft/shared/model/caret';
import { Page } from '@weft/shared/model/page';
import { pageWith } from '@weft/shared/testing/page-peer';
import { splitBlock } from '@weft/shared/model/operations/split';
import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { encodeStateAsUpdate } from 'yjs';
import { type OpenEditor, openEditor, type OpenEditorOptions } from '../testing/open-editor.ts';
import { PageLink } from '../testing/page-link.ts';
import '../editor.css';

interface OpenPage extends OpenEditor {
  readonly root: HTMLElement;
  readonly carets: HTMLElement;
}

/** A page with an editor and a place for carets beside it. */
function openPage(options: OpenEditorOptions): OpenPage {
  const page = document.createElement('main');
  page.style.position = 'relative';
  const root = document.createElement('div');
  const carets = document.createElement('div');
  page.append(root, carets);
  document.body.append(page);
  onTestFinished(() => page.remove());
  return { ...openEditor({ ...options, root, caretsContainer: carets }), root, carets };
}

function openPages(...texts: string[]): { link: PageLink; ada: OpenPage; bob: OpenPage } {
  const link = new PageLink();
  const state = encodeStateAsUpdate(pageWith(...texts).doc);
  const ada = openPage({ link, name: 'Ada', state, seed: 2 });
  const bob = openPage({ link, name: 'Bob', state, seed: 3 });
  const [from, to] = [ada.provider.awareness, bob.provider.awareness];
  from.on('update', () => {
    applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), 'network');
  });
  return { link, ada, bob };
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Waits until carets are drawn. */
async function drawn(): Promise<void> {
  await frame();
  await frame();
}

const names = ({ carets }: OpenPage): string[] =>
  [...carets.querySelectorAll('.weft-caret-name')].map((name) => name.textContent);
const caretRect = ({ carets }: OpenPage): DOMRect =>
  carets.querySelector('.weft-caret')!.getBoundingClientRect();
const line = ({ root }: OpenPage, index: number): DOMRect =>
  root.children[index]!.getBoundingClientRect();
const textRect = ({ root }: OpenPage, index: number): DOMRect =>
  root.querySelectorAll('[data-lexical-text]')[index]!.getBoundingClientRect();
const highlights = (): number =>
  [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);

test('EDIT-26 a teammate is shown as a caret with a name where they are', async () => {
  const { link, ada, bob } = openPages('hello');
  await userEvent.click(ada.root.children[0]!);
  await userEvent.keyboard('{End}');
  await drawn();
  expect(names(bob)).toEqual(['Ada']);
  expect(caretRect(bob).left).toBeCloseTo(textRect(bob, 0).right - 1, -1);
  await userEvent.keyboard(' there');
  link.settle();
  await drawn();
  expect(caretRect(bob).left).toBeCloseTo(textRect(bob, 0).right - 1, -1);
  expect(caretRect(bob).top).toBeGreaterThanOrEqual(line(bob, 0).top - 1);
  expect(caretRect(bob).bottom).toBeLessThanOrEqual(line(bob, 0).bottom + 1);
});

test('EDIT-26 a caret on an empty line is seen too', async () => {
  const { ada, bob } = openPages('one', '', 'three');
  await userEvent.click(ada.root.children[1]!);
  await drawn();
  expect(names(bob)).toEqual(['Ada']);
  expect(caretRect(bob).height).toBeGreaterThan(10);
  expect(caretRect(bob).top).toBeGreaterThanOrEqual(line(bob, 1).top - 1);
  expect(caretRect(bob).bottom).toBeLessThanOrEqual(line(bob, 1).bottom + 1);
});

test('EDIT-26 the caret goes when its owner leaves the editor, and when they leave the page', async () => {
  const { ada, bob } = openPages('hello');
  await userEvent.click(ada.root.children[0]!);
  await drawn();
  expect(names(bob)).toEqual(['Ada']);
  ada.root.blur();
  await drawn();
  expect(names(bob)).toEqual([]);
  await userEvent.click(ada.root.children[0]!);
  await drawn();
  expect(names(bob)).toEqual(['Ada']);
  ada.bound.dispose();
  await drawn();
  expect(names(bob)).toEqual([]);
});

test('EDIT-27 a selection is painted by the browser, in its owner’s colour, and leaves no element behind', async () => {
  const { ada, bob } = openPages('one', 'two');
  await userEvent.click(ada.root.children[0]!);
  // The line first, then the page.
  await userEvent.keyboard('{Control>}aa{/Control}');
  await drawn();
  expect(highlights()).toBe(1);
  const [range] = [...[...CSS.highlights.values()][0]!];
  expect(range instanceof Range && range.toString()).toBe('onetwo');
  const rules = document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
  expect(rules.map(({ cssText }) => cssText).join()).toMatch(/::highlight\(.*rgba\(20, 122, 115/);
  await userEvent.keyboard('{Enter}');
  await drawn();
  expect(highlights()).toBe(0);
  bob.bound.dispose();
  expect(document.adoptedStyleSheets).toEqual([]);
});

test('EDIT-30 a caret that arrives before its text is held, and appears with it', async () => {
  const { link, ada, bob } = openPages('hello');
  await userEvent.click(ada.root.children[0]!);
  await userEvent.keyboard('{End}{Enter}two');
  await drawn();
  expect(names(bob)).toEqual([]);
  link.settle();
  await drawn();
  expect(names(bob)).toEqual(['Ada']);
  expect(caretRect(bob).top).toBeGreaterThanOrEqual(line(bob, 1).top - 1);
});

test('EDIT-31 carets follow when text before them changes, and when lines wrap anew', async () => {
  const { link, ada, bob } = openPages('one two three four', 'last');
  await userEvent.click(ada.root.children[1]!);
  await drawn();
  const before = caretRect(bob).top;
  const { page, writer } = bob.bound.binding!;
  splitBlock(writer, page.children('')[0]!, 3);
  link.settle();
  await drawn();
  expect(caretRect(bob).top).toBeGreaterThan(before);
  const wide = caretRect(bob).top;
  bob.root.parentElement!.style.inlineSize = '4rem';
  await drawn();
  await drawn();
  expect(caretRect(bob).top).toBeGreaterThan(wide);
  expect(caretRect(bob).top).toBeGreaterThanOrEqual(line(bob, 2).top - 1);
});

test('EDIT-31 however many changes there are in a frame, the layout is read once', async () => {
  const { ada, bob } = openPages('hello');
  await userEvent.click(ada.root.children[0]!);
  await drawn();
  const reads = vi.spyOn(bob.carets.parentElement!, 'getBoundingClientRect');
  const { awareness } = ada.provider;
  const state = awareness.getLocalState()!;
  for (let i = 0; i < 50; i++) awareness.setLocalState({ ...state, user: { name: `Ada ${i}` } });
  expect(reads).not.toHaveBeenCalled();
  await drawn();
  expect(reads).toHaveBeenCalledTimes(1);
  expect(names(bob)).toEqual(['Ada 49']);
});

test('EDIT-29 a name is text, whatever is in it, and its letters are readable on its colour', async () => {
  const { ada, bob } = openPages('hello');
  await userEvent.click(ada.root.children[0]!);
  const { awareness } = ada.provider;
  const user = { name: '<img src=x onerror=alert(1)>', color: '#ffee88' };
  awareness.setLocalState({ ...awareness.getLocalState(), user });
  await drawn();
  expect(names(bob)).toEqual([user.name]);
  expect(bob.carets.querySelector('img')).toBeNull();
  const name = bob.carets.querySelector('.weft-caret-name')!;
  expect(getComputedStyle(name).color).toBe('rgb(0, 0, 0)');
});

test('EDIT-28 what others keep in the same presence stays there', async () => {
  const { ada } = openPages('hello');
  const { awareness } = ada.provider;
  awareness.setLocalStateField('avatar', 'cat');
  await userEvent.click(ada.root.children[0]!);
  await userEvent.keyboard('x');
  expect(awareness.getLocalState()).toMatchObject({ avatar: 'cat', user: { name: 'Ada' } });
});

test('PRES-10 of a crowd those in sight or near it are drawn, and the others as soon as one comes to them', async () => {
  const texts = Array.from({ length: 200 }, (_, i) => `line ${i}`);
  const { bob } = openPages(...texts);
  const page = new Page(bob.provider.doc);
  const blocks = page.children('');
  const { awareness } = bob.provider;
  const come = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const caret = caretAt(page, blocks[i * 2]!, 1);
      const state = {
        user: { name: `P${i}`, color: '#336699' },
        caret: { anchor: caret, focus: caret },
      };
      awareness.getStates().set(1_000 + i, state);
      awareness.meta.set(1_000 + i, { clock: 1, lastUpdated: Date.now() });
    }
    awareness.emit('change', [{ added: [], updated: [], removed: [] }, 'network']);
  };
  // Ada's page is above Bob's.
  bob.root.firstElementChild!.scrollIntoView();
  come(20);
  await drawn();
  expect(names(bob)).toHaveLength(20);
  come(100);
  await drawn();
  const near = names(bob);
  expect(near).toContain('P0');
  expect(near.length).toBeLessThan(100);
  expect(near).not.toContain('P99');
  bob.root.lastElementChild!.scrollIntoView();
  await expect.poll(() => names(bob)).toContain('P99');
  expect(names(bob)).not.toContain('P0');
  const mark = [...bob.carets.querySelectorAll('.weft-caret')].at(-1)!.getBoundingClientRect();
  expect(mark.top).toBeGreaterThan(-innerHeight);
});
