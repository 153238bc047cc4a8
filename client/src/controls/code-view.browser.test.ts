import { pageWith } from '@weft/shared/testing/page-peer';
import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { encodeStateAsUpdate } from 'yjs';
import { bindBlocks } from '../editor/bind-blocks.ts';
import { createBlockEditor } from '../editor/block-editor.ts';
import '../editor/editor.css';
import { StubProvider } from '../editor/testing/page-link.ts';
import './block-views.css';
import { codeView } from './code-view.ts';

const LONG = 'a very long line that is broken over and over again '.repeat(4).trim();

/** A page of code, `width` pixels wide. */
function open(text: string, props: { readonly [prop: string]: boolean }, width = 400) {
  const root = document.createElement('div');
  root.style.inlineSize = `${width}px`;
  document.body.append(root);
  const made = pageWith({ type: 'code', props, runs: [{ text, marks: {} }] }, 'end');
  const provider = new StubProvider(encodeStateAsUpdate(made.doc));
  const editor = createBlockEditor({
    onError: (error) => expect.fail(error.message),
    views: new Map([['code', codeView]]),
  });
  editor.setRootElement(root);
  const bound = bindBlocks({
    editor,
    provider,
    caretsContainer: null,
    user: { name: 'Ada', color: '#147a73' },
  });
  provider.catchUp();
  onTestFinished(() => {
    bound.dispose();
    editor.dispose();
    root.remove();
  });
  const block = root.querySelector('pre')!;
  const numbers = block.querySelector<HTMLElement>('.code-numbers')!;
  return { root, block, numbers, editor, bound, id: made.ids[0] ?? '' };
}

/** How far below the top of the block each number stands, and the first row of each line, in whole pixels. */
function places({ block, numbers }: { block: HTMLElement; numbers: HTMLElement }) {
  const text = numbers.firstChild!;
  const tops = [...numbers.textContent.matchAll(/\d+/g)].map(({ index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return Math.round(range.getBoundingClientRect().top);
  });
  const lines: number[] = [];
  let isStart = true;
  for (const child of [...block.children].slice(1)) {
    if (isStart) lines.push(Math.round(child.getClientRects()[0]!.top));
    isStart = child.localName === 'br';
  }
  return { tops, lines };
}

function expectBeside(opened: ReturnType<typeof open>, count: number): void {
  const { tops, lines } = places(opened);
  expect(tops.length).toBe(count);
  for (const [i, top] of lines.entries()) expect(Math.abs(top - (tops[i] ?? 0))).toBeLessThan(3);
}

test('CODE-4 lines have numbers beside them, as they are typed, and no letter of them', async () => {
  const opened = open('one\n\n\tthree', { lineNumbers: true });
  const { block, numbers, root, bound, id } = opened;
  await vi.waitFor(() => expect(numbers.textContent).toBe('1\n2\n3\n'));
  expectBeside(opened, 3);
  await userEvent.click(block.querySelector('[data-lexical-text]')!);
  await userEvent.keyboard('{End}!{Enter}');
  await vi.waitFor(() => expect(numbers.textContent).toBe('1\n2\n3\n4\n'));
  expectBeside(opened, 4);
  expect(root.querySelectorAll('[data-lexical-text]')[0]?.textContent).toBe('one!');
  getSelection()?.selectAllChildren(block);
  expect(getSelection()?.toString()).not.toMatch(/\d/);
  expect(bound.binding?.strayChanges).toBe(0);
  expect(bound.binding?.page.block(id)?.props).toEqual({ lineNumbers: true });
});

test('CODE-4 wrapped lines have their numbers at their first rows, at every width', async () => {
  const opened = open(`one\n${LONG}\n\n${LONG}\nlast`, { lineNumbers: true, wrap: true });
  const { root, numbers } = opened;
  await vi.waitFor(() => expect(numbers.textContent).toMatch(/^1\n2\n{3,}3\n4\n{3,}5\n$/));
  expectBeside(opened, 5);
  const before = numbers.textContent;
  root.style.inlineSize = '800px';
  await vi.waitFor(() => expect(numbers.textContent.length).toBeLessThan(before.length));
  expectBeside(opened, 5);
});

test('CODE-4 numbers stay in sight and long lines are scrolled under them; off, they are not there', async () => {
  const opened = open(`${LONG}\n${'\n'.repeat(9)}`, { lineNumbers: true });
  const { block, numbers } = opened;
  await vi.waitFor(() => expect(numbers.textContent).toMatch(/11\n$/));
  const { left } = numbers.getBoundingClientRect();
  block.scrollTo(200, 0);
  expect(block.scrollLeft).toBe(200);
  expect(numbers.getBoundingClientRect().left).toBe(left);
  expect(left).toBeGreaterThanOrEqual(block.getBoundingClientRect().left);
  expect(block.querySelector('.code-number')?.ariaPressed).toBe('true');
  block.querySelector<HTMLElement>('.code-number')!.click();
  await vi.waitFor(() => expect(getComputedStyle(numbers).display).toBe('none'));
  expect(block.querySelector('.code-number')?.ariaPressed).toBe('false');
});
