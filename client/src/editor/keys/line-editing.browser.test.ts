import type { Run } from '@weft/shared/model/content';
import { pageWith } from '@weft/shared/testing/page-peer';
import { expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { encodeStateAsUpdate } from 'yjs';
import { openEditor } from '../testing/open-editor.ts';
import '../editor.css';

const LINE: Run[] = [
  { text: 'on ', marks: {} },
  { inline: { kind: 'mention', label: 'Monday' }, marks: {} },
  { text: ' x', marks: {} },
  { inline: { kind: 'equation', text: 'y^2' }, marks: {} },
  { text: 'z', marks: {} },
];

/** What a line says, an equation in TeX. */
function wordsOf(line: Element): string {
  const copy = line.cloneNode(true) as Element;
  for (const drawn of copy.querySelectorAll('[data-kind="equation"]'))
    drawn.textContent = drawn.querySelector('annotation')?.textContent ?? drawn.textContent;
  return copy.textContent;
}

/** A line with a mention and an equation below another one, and the caret at its start. */
async function openLine(): Promise<{ root: HTMLElement; read: () => string[] }> {
  const root = document.createElement('div');
  document.body.append(root);
  onTestFinished(() => root.remove());
  const state = encodeStateAsUpdate(pageWith('above', { type: 'text', runs: LINE }).doc);
  openEditor({ root, state });
  await userEvent.click(root.children[0]!);
  await userEvent.keyboard('{Home}{ArrowDown}{Home}');
  return { root, read: () => [...root.children].map(wordsOf) };
}

const right = (times: number): Promise<void> =>
  userEvent.keyboard(`{ArrowRight>${times}/}`).then(() => undefined);

test('MATH-5 a mention is passed over as a letter is', async () => {
  const { read } = await openLine();
  await right(4);
  await userEvent.keyboard('!');
  expect(read()).toEqual(['above', 'on Monday! xy^2z']);
  await userEvent.keyboard('{ArrowLeft>2/}?');
  expect(read()).toEqual(['above', 'on ?Monday! xy^2z']);
});

test.each([
  ['typing', 'a', 'on Monday xaz'],
  ['a space', ' ', 'on Monday x z'],
  ['Backspace', '{Backspace}', 'on Monday xz'],
  ['Delete', '{Delete}', 'on Monday xz'],
  ['Home', '{Home}!', '!on Monday xy^2z'],
  ['End', '{End}!', 'on Monday xy^2z!'],
  ['the arrow on', '{ArrowRight}!', 'on Monday xy^2!z'],
  ['the arrow back', '{ArrowLeft}!', 'on Monday x!y^2z'],
  ['Shift and the arrow on', '{Shift>}{ArrowRight}{/Shift}!', 'on Monday x!'],
])('MATH-5 %s where an equation is selected', async (_, keys, line) => {
  const { root, read } = await openLine();
  await right(7);
  expect(root.querySelector('[data-kind="equation"]')?.hasAttribute('data-selected')).toBe(true);
  await userEvent.keyboard(keys);
  expect(read()).toEqual(['above', line]);
  expect(root.querySelector('[data-selected]')).toBeNull();
});

test('MATH-5 an equation is selected from behind it too, and Shift takes more in', async () => {
  const { root, read } = await openLine();
  await userEvent.keyboard('{End}{ArrowLeft>2/}');
  expect(root.querySelector('[data-kind="equation"]')?.hasAttribute('data-selected')).toBe(true);
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}!');
  expect(read()).toEqual(['above', 'on Monday !z']);
});
