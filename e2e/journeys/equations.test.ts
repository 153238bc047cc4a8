import type { BlockContent } from '@weft/shared/model/content';
import { makePage } from './made-page.ts';
import { blocksOf, bodyOf, expect, openPage, saveStateOf, test } from './weft.ts';

const text = (words: string) => [{ text: words, marks: {} }];
const equation = (tex: string) => ({ inline: { kind: 'equation', text: tex }, marks: {} });
const make = (blocks: readonly BlockContent[]) => ({ title: 'Equations', blocks });

test('MATH-1 the TeX of an equation is written while the caret is in it, and mended where it is wrong', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('above\n/equation');
  await page.keyboard.press('Enter');
  const block = blocksOf(page, 'equation');
  await expect(block).toContainText('Write an equation in TeX');
  await page.keyboard.type('\\frac{a');
  await expect(block).toContainText('This is not TeX that can be shown');
  await page.keyboard.type('}{b}');
  await expect(block.locator('mfrac')).toHaveCount(1);
  await expect(block.locator('.equation-words')).toHaveText('');
  await expect(block).toHaveAttribute('data-source');
  const before = await block.boundingBox();
  await page.keyboard.press('Enter');
  await page.keyboard.type('below');
  await expect(block).not.toHaveAttribute('data-source');
  expect((await block.boundingBox())!.height).toBeLessThan(before!.height);

  // With the keyboard alone: up from below, and down from above.
  await page.keyboard.press('ArrowUp');
  await expect(block).toHaveAttribute('data-source');
  await page.keyboard.press('ArrowUp');
  await expect(block).not.toHaveAttribute('data-source');
  await page.keyboard.press('ArrowDown');
  await expect(block).toHaveAttribute('data-source');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect(blocksOf(page).last()).toHaveText('below!');

  await block.locator('.katex-display').click();
  await expect(block).toHaveAttribute('data-source');
  await page.keyboard.type('+c');
  await expect(block.locator('annotation')).toHaveText('\\frac{a}{b}+c');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.reload();
  await expect(block.locator('annotation')).toHaveText('\\frac{a}{b}+c');
});

test('MATH-2 an equation in a line is opened by a press or by Enter, and what was written is one step', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('so $$a$$ it is');
  const drawn = bodyOf(page).locator('.inline annotation');
  const field = page.getByRole('textbox', { name: 'Equation in TeX' });
  await expect(drawn).toHaveText('a');
  await bodyOf(page).locator('.inline .katex-base').click();
  await expect(field).toHaveValue('a');
  await field.fill('a^2');
  await expect(page.locator('.equation-preview annotation')).toHaveText('a^2');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expect(drawn).toHaveText('a^2');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(drawn).toHaveText('a');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(drawn).toHaveText('a^2');

  await bodyOf(page).locator('.inline .katex-base').click();
  await field.fill('b');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(drawn).toHaveText('a^2');

  // With the keyboard alone; the arrow selects it.
  await page.keyboard.press('Home');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect(bodyOf(page).locator('.inline')).toHaveAttribute('data-selected');
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await field.fill('\\frac{1}{');
  await expect(page.getByRole('dialog', { name: 'Equation' })).toContainText('This is not TeX');
  await field.fill('c');
  await page.keyboard.press('Enter');
  await expect(drawn).toHaveText('c');
  await page.keyboard.type('!');
  await expect(blocksOf(page).first()).toHaveText(/^so .*! it is$/);
});

test('MATH-2 Mod+Shift+E makes an equation of selected text, or a new one', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('energy mc^2');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ControlOrMeta+Shift+e');
  const drawn = bodyOf(page).locator('.inline annotation');
  await expect(drawn).toHaveText('mc^2');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(blocksOf(page).first()).toHaveText('energy mc^2');
  await expect(drawn).toHaveCount(0);
  await page.keyboard.press('End');
  await page.keyboard.press('ControlOrMeta+Shift+e');
  const field = page.getByRole('textbox', { name: 'Equation in TeX' });
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawn).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+e');
  await page.keyboard.type('\\pi');
  await page.keyboard.press('Enter');
  await expect(drawn).toHaveText('\\pi');
  await page.keyboard.type(' done');
  await expect(blocksOf(page).first()).toHaveText(/^energy mc\^2.* done$/);
});

test('MATH-2 what a teammate writes before an equation does not put it elsewhere', async ({
  page,
  weft,
  openWindow,
}) => {
  const path = await makePage(
    weft,
    make([{ type: 'text', runs: [...text('is '), equation('a'), ...text(' so')] }]),
  );
  await openPage(page, weft.url + path);
  const other = await openWindow('Bob', path);
  await bodyOf(page).locator('.inline .katex-base').click();
  await page.getByRole('textbox', { name: 'Equation in TeX' }).fill('b');
  await blocksOf(other)
    .first()
    .click({ position: { x: 4, y: 8 } });
  await other.keyboard.press('Home');
  await other.keyboard.type('What $$x$$ ');
  await expect(bodyOf(page)).toContainText('What');
  await expect(bodyOf(page).locator('.inline')).toHaveCount(2);
  await page.keyboard.press('Enter');
  for (const each of [page, other])
    await expect(bodyOf(each).locator('.inline annotation')).toHaveText(['x', 'b']);
});
