import type { Locator, Page } from '@playwright/test';
import { boxOf, COLUMNS, drag, openTable, text } from './made-table.ts';
import { bodyOf, expect, test } from './weft.ts';

const column = (page: Page, index: number): Locator =>
  bodyOf(page).locator('[data-layout="column"]').nth(index);

test('COLUMN-2 COLUMN-3 the gap between columns is dragged, evened out and added to', async ({
  page,
  weft,
}) => {
  await openTable(page, weft, [text('before'), COLUMNS, text('after')]);
  const [left, right] = [await boxOf(column(page, 0)), await boxOf(column(page, 1))];
  const gap = { x: (left.right + right.x) / 2, y: left.midY };
  await page.mouse.move(gap.x, gap.y);
  await drag(page, gap, { x: gap.x + 100, y: gap.y });
  await expect
    .poll(async () => Math.abs((await boxOf(column(page, 0))).width - left.width - 100))
    .toBeLessThan(3);
  await page.mouse.move(gap.x + 100, gap.y - 40);
  await page.mouse.move(gap.x + 100, gap.y);
  await page.mouse.dblclick(gap.x + 100, gap.y);
  await expect
    .poll(async () => Math.abs((await boxOf(column(page, 0))).width - left.width))
    .toBeLessThan(2);
  await page.mouse.move(gap.x, gap.y - 60);
  await page.mouse.move(gap.x, gap.y);
  await page.getByRole('button', { name: 'Add a column' }).click();
  await page.keyboard.type('between');
  await expect(bodyOf(page).locator('[data-layout="column"]')).toHaveText([
    'left',
    'between',
    'right',
  ]);
  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.type('Wider column');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await boxOf(column(page, 1))).width - (await boxOf(column(page, 0))).width)
    .toBeGreaterThan(20);
});

test('COLUMN-1 COLUMN-3 an empty column says so, and Backspace in it takes it away', async ({
  page,
  weft,
}) => {
  await openTable(page, weft, [text('before'), COLUMNS, text('after')]);
  await column(page, 1).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  const said = await column(page, 1)
    .locator('.block')
    .evaluate((line) => getComputedStyle(line, '::after').content);
  expect(said).toBe('"Empty column"');
  await page.keyboard.press('Backspace');
  await expect(bodyOf(page).locator('[data-layout]')).toHaveCount(0);
  await page.keyboard.type('!');
  await expect(bodyOf(page).locator('.block')).toHaveText(['before', 'left!', 'after']);
});
