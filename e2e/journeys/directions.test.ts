import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  blockOf,
  boxOf,
  carry,
  carryOn,
  gripOf,
  plusOf,
  pointAt,
  slashMenuOf,
  toolsOf,
} from './hands.ts';
import { blocksOf, bodyOf, expect, openTogether, outlineOf, test, titleOf } from './weft.ts';

/** `r` or `l` for each block. */
const directionsOf = (page: Page): Promise<string> =>
  blocksOf(page).evaluateAll((blocks) =>
    blocks.map((block) => getComputedStyle(block).direction[0]).join(''),
  );

test('RTL-1 RTL-2 RTL-3 a page is written from right to left, with words of the other direction in it, by two people', async ({
  page,
  weft,
  openWindow,
}) => {
  test.slow();
  const other = await openTogether(page, weft, openWindow);
  await titleOf(page).fill('דף חדש');
  await page.keyboard.press('Enter');
  expect(await directionsOf(page)).toBe('r');
  await page.keyboard.type('שורה ראשונה\n');
  expect(await directionsOf(page)).toBe('rr');
  await page.keyboard.type('English line\n');
  expect(await directionsOf(page)).toBe('rll');
  await page.keyboard.type('- נקודה\nעמוק');
  await page.keyboard.press('Tab');
  await page.keyboard.type('\n\n\n[] מטלה\n\n> קיפול\nבפנים');
  const outline = [
    'שורה ראשונה',
    'English line',
    '[bulleted] נקודה',
    '\t[bulleted] עמוק',
    '[todo] מטלה',
    '[toggle] קיפול',
    '\tבפנים',
  ];
  await expect.poll(() => outlineOf(page)).toEqual(outline);
  // Which toggles are open is each reader's own.
  await expect.poll(() => outlineOf(other)).toEqual(outline.slice(0, -1));
  await expect.poll(() => directionsOf(other)).toBe('rlrrrr');

  // Signs are pressed where they are seen: at the right.
  const press = async (words: string): Promise<void> => {
    const { x, y, width, height } = await boxOf(blockOf(page, words));
    await page.mouse.click(x + width - 10, y + height / 2);
  };
  await press('מטלה');
  await expect(blockOf(other, 'מטלה')).toHaveAttribute('aria-checked', 'true');
  await press('קיפול');
  await expect(blockOf(page, 'בפנים')).toHaveCount(0);
  await press('קיפול');
  await expect(blockOf(page, 'בפנים')).toBeVisible();

  // Arrows go where they point: to the left is onward here. A split goes on in the same direction.
  await blockOf(page, 'שורה ראשונה').click();
  await page.keyboard.press('Home');
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowLeft');
  await blockOf(other, 'English line').click();
  await other.keyboard.press('Home');
  await other.keyboard.type('an ');
  await expect(blockOf(page, 'an English line')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['שורה', '', ' ראשונה', 'an English line', ...outline.slice(2)]);
  expect(await directionsOf(page)).toBe('rrrlrrrrr');
  await expect
    .poll(() => other.locator('.weft-caret').evaluate((mark) => mark.getBoundingClientRect().x))
    .toBeGreaterThan((await boxOf(blockOf(other, 'שורה'))).x + 300);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');

  // The handle is beside where the block begins, and what is dragged goes deeper to the left.
  await pointAt(page, 'עמוק');
  const [deep, plus, grip] = [
    await boxOf(blockOf(page, 'עמוק')),
    await boxOf(plusOf(page)),
    await boxOf(gripOf(page)),
  ];
  expect(grip.x).toBeGreaterThan(deep.x + deep.width - 40);
  expect(plus.x).toBeGreaterThan(grip.x);
  await pointAt(page, 'an English line');
  expect((await boxOf(gripOf(page))).x).toBeLessThan((await boxOf(bodyOf(page))).x);
  const line = page.locator('.drop-line');
  await carry(page, 'מטלה', { over: 'שורה ראשונה', half: 'lower', inset: -4 });
  const flat = await boxOf(line);
  await carryOn(page, { over: 'שורה ראשונה', half: 'lower', inset: -120 });
  await expect.poll(async () => (await boxOf(line)).width).toBeLessThan(flat.width - 16);
  expect((await boxOf(line)).x).toBeCloseTo(flat.x, 0);
  await page.mouse.up();
  await expect.poll(() => outlineOf(page)).toContain('\t[todo] מטלה');
  // Dropped at its left, a block stands at the left.
  await carry(page, 'an English line', { over: 'שורה ראשונה', half: 'upper', inset: 4 });
  await page.mouse.up();
  const [right, left] = [
    await boxOf(blockOf(page, 'שורה ראשונה')),
    await boxOf(blockOf(page, 'an English line')),
  ];
  expect(left.x + left.width).toBeLessThan(right.x);
  await page.keyboard.press('ControlOrMeta+z');

  // Menus and tools come to the words.
  const inner = blockOf(page, 'בפנים');
  await inner.click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  const menu = await boxOf(slashMenuOf(page));
  const spot = await boxOf(inner);
  expect(menu.x + menu.width).toBeGreaterThan(spot.x + spot.width - 120);
  await page.keyboard.type('table');
  await page.keyboard.press('Enter');
  await page.keyboard.type('א');
  await expect(bodyOf(page).locator('[data-layout="table"]')).toHaveAttribute('dir', 'rtl');
  // From cell to cell as they stand.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('b');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('ג');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('ד');
  // The table is in the toggle.
  await other.keyboard.press('ControlOrMeta+Alt+t');
  const cells = () => bodyOf(other).locator('tr:first-of-type > td').allTextContents();
  await expect.poll(cells).toEqual(['א', 'דb', 'ג']);
  await blockOf(page, 'שורה ראשונה').dblclick();
  await expect(toolsOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
});
