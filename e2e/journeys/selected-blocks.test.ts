import type { Page } from '@playwright/test';
import { boxOf, blockOf } from './hands.ts';
import { makePage } from './made-page.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, test } from './weft.ts';

const OUTLINE = ['one', 'two', 'three', 'four'];

const selectedIn = (page: Page) => bodyOf(page).locator('[data-selected]');

test.beforeEach(async ({ page, weft }) => {
  const blocks = OUTLINE.map((text) => ({ type: 'text', runs: [{ text, marks: {} }] }));
  await openPage(page, weft.url + (await makePage(weft, { title: 'Selections', blocks })));
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
});

test('SELECT-5 a rectangle from the margin selects the blocks that it touches, and keys act on them', async ({
  page,
}) => {
  const [two, three] = [await boxOf(blockOf(page, 'two')), await boxOf(blockOf(page, 'three'))];
  await page.mouse.move(two.x - 80, two.y + 4);
  await page.mouse.down();
  await page.mouse.move(two.x + 60, three.y + three.height - 4, { steps: 6 });
  await expect(page.locator('.marquee')).toBeVisible();
  await expect(selectedIn(page)).toHaveText(['two', 'three']);
  await page.mouse.up();
  await expect(page.locator('.marquee')).toHaveCount(0);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selectedIn(page)).toHaveText(['two', 'three', 'four']);
  await page.keyboard.press('Backspace');
  await expect.poll(() => outlineOf(page)).toEqual(['one']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
});

test('SELECT-6 Shift+click selects up to a block, Alt+Shift+click takes one in or out', async ({
  page,
}) => {
  await blockOf(page, 'two').click();
  await page.keyboard.press('Escape');
  await blockOf(page, 'four').click({ modifiers: ['Shift'] });
  await expect(selectedIn(page)).toHaveText(['two', 'three', 'four']);
  await blockOf(page, 'three').click({ modifiers: ['Alt', 'Shift'] });
  await expect(selectedIn(page)).toHaveText(['two', 'four']);
  await blockOf(page, 'three').click({ position: { x: 400, y: 12 } });
  await expect(selectedIn(page)).toHaveCount(0);
  await page.keyboard.type('!');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two', 'three!', 'four']);
});

test('SELECT-7 screen readers are told what is selected, moved and turned into something else', async ({
  page,
}) => {
  const told = page.getByRole('status').filter({ hasText: /block|place|Turned|level/ });
  await blockOf(page, 'two').click();
  await page.keyboard.press('Escape');
  await expect(told).toHaveText('1 block selected');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(told).toHaveText('2 blocks selected');
  await page.keyboard.press('ControlOrMeta+Shift+ArrowUp');
  await expect(told).toHaveText('Moved to place 1');
  await page.keyboard.press('Control+Shift+Digit2');
  await expect(told).toHaveText('Turned into Heading 2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(told).toHaveText(/level|selected/);
});

test('LINE-1 an empty line says what it is for, and takes no room for that', async ({ page }) => {
  await blockOf(page, 'four').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const last = blocksOf(page).last();
  const says = (which: string) =>
    last.evaluate((block, pseudo) => getComputedStyle(block, pseudo).content, which);
  await expect.poll(() => says('::before')).toContain('/');
  const empty = await boxOf(last);
  await page.keyboard.type('x');
  expect(await boxOf(last)).toEqual(empty);
  await expect.poll(() => says('::before')).not.toContain('/');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('# ');
  await expect.poll(() => says('::before')).toContain('Heading 1');
});

test('LINE-2 a press below the last block goes on writing under it', async ({ page }) => {
  const { x, y, height } = await boxOf(blockOf(page, 'four'));
  await page.mouse.click(x + 200, y + height + 120);
  await page.keyboard.type('five');
  await expect.poll(() => outlineOf(page)).toEqual([...OUTLINE, 'five']);
  await page.mouse.click(x + 200, y + height + 160);
  await page.keyboard.type('six');
  await expect.poll(() => outlineOf(page)).toEqual([...OUTLINE, 'five', 'six']);
});
