import type { Locator, Page } from '@playwright/test';
import { blockMenuOf, blockOf, boxOf, slashMenuOf } from './hands.ts';
import { makePage } from './made-page.ts';
import { cell, cells, columnGrip, rowGrip } from './made-table.ts';
import { PHONE } from './thumbs.ts';
import { bodyOf, expect, openPage, outlineOf, test } from './weft.ts';

const OUTLINE = ['one', 'two', 'three', 'four'];

test.use(PHONE);

test.beforeEach(async ({ page, weft }) => {
  const blocks = OUTLINE.map((text) => ({ type: 'text', runs: [{ text, marks: {} }] }));
  await openPage(page, weft.url + (await makePage(weft, { title: 'Fingers', blocks })));
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
});

test('TOUCH-1 a finger that stays on a block selects it and drags it, and its tools come', async ({
  page,
}) => {
  const touches = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    touches.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  const selected = bodyOf(page).locator('[data-selected]');
  const [one, three] = [await boxOf(blockOf(page, 'one')), await boxOf(blockOf(page, 'three'))];
  const x = one.x + 20;
  await touch('touchStart', x, one.y + one.height / 2);
  await expect(selected).toHaveText('one');
  for (let y = one.y + one.height / 2; y < three.y + three.height * 0.8; y += 6) {
    await touch('touchMove', x, y);
  }
  await expect(page.locator('.drop-line')).toBeVisible();
  await touch('touchEnd');
  await expect.poll(() => outlineOf(page)).toEqual(['two', 'three', 'one', 'four']);

  const tools = page.getByRole('toolbar', { name: '1 block selected' });
  await tools.getByRole('button', { name: 'Move up' }).tap();
  await expect.poll(() => outlineOf(page)).toEqual(['two', 'one', 'three', 'four']);
  await tools.getByRole('button', { name: 'Nest deeper' }).tap();
  await expect.poll(() => outlineOf(page)).toEqual(['two', '\tone', 'three', 'four']);
  await tools.getByRole('button', { name: 'Delete' }).tap();
  await expect.poll(() => outlineOf(page)).toEqual(['two', 'three', 'four']);
  await expect(tools).toHaveCount(0);
});

test('TOUCH-2 a short press writes, and a finger that moves on scrolls', async ({ page }) => {
  await blockOf(page, 'two').tap();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two!', 'three', 'four']);
  await expect(bodyOf(page).locator('[data-selected]')).toHaveCount(0);
});

/** What can be pressed now, and is smaller than a fingertip. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small = document.querySelectorAll<HTMLElement>(
      'button:not(.table-bar), [role="option"], [role="menuitemradio"], input, .block > .media a',
    );
    return [...small].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (!middle || !element.contains(middle)) return [];
      // A finger that is near it finds it too, where it says so.
      const around = getComputedStyle(element, '::before');
      const more = (side: 'left' | 'right' | 'top' | 'bottom'): number =>
        around.position === 'absolute' ? Math.max(0, -Number.parseFloat(around[side])) : 0;
      const width = box.width + more('left') + more('right');
      const height = box.height + more('top') + more('bottom');
      return Math.min(width, height) < 39.5
        ? [`${element.ariaLabel ?? element.textContent} ${width}x${height}`]
        : [];
    });
  });
}

/** Presses what stands before a block's words. */
async function tapSign(page: Page, block: Locator): Promise<void> {
  const { x, y, height } = await boxOf(block);
  expect(height).toBeGreaterThanOrEqual(39.5);
  await page.touchscreen.tap(x + 10, y + 3);
}

test('TOUCH-3 TOUCH-4 TOUCH-5 a page is written with fingers alone, above an on-screen keyboard', async ({
  page,
}) => {
  test.slow();
  const inWindow = async (surface: Locator): Promise<void> => {
    await expect(surface).toBeVisible();
    const popover = surface.locator('xpath=ancestor-or-self::*[@popover][1]');
    await expect(async () => {
      const box = await boxOf((await popover.count()) > 0 ? popover : surface);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(390);
      expect(box.y + box.height).toBeLessThanOrEqual(foot);
    }).toPass({ timeout: 5000 });
    expect(await tooSmall(page)).toEqual([]);
  };
  let foot = 844;
  const choose = async (name: string): Promise<void> => {
    await page.keyboard.type('/');
    await inWindow(slashMenuOf(page));
    await slashMenuOf(page).getByRole('option', { name, exact: true }).tap();
    await expect(slashMenuOf(page)).toHaveCount(0);
  };
  await blockOf(page, 'four').tap();
  await page.keyboard.press('End');
  // The keyboard comes.
  await page.evaluate(() => {
    const view = visualViewport!;
    Object.defineProperty(view, 'height', { configurable: true, get: () => 844 - 300 });
    view.dispatchEvent(new Event('resize'));
  });
  foot = 544;
  await inWindow(page.getByRole('toolbar', { name: 'Formatting' }));
  await page.keyboard.type('!\n');
  await choose('To-do list');
  await page.keyboard.type('buy milk\neggs');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await choose('Toggle list');
  await page.keyboard.type('more');
  await tapSign(page, blockOf(page, 'buy milk'));
  await expect(blockOf(page, 'buy milk')).toHaveAttribute('aria-checked', 'true');
  await expect(blockOf(page, 'eggs')).toHaveAttribute('aria-checked', 'false');
  await page.keyboard.press('Enter');
  await page.keyboard.type('inside');
  await tapSign(page, blockOf(page, 'more'));
  await expect(blockOf(page, 'inside')).toHaveCount(0);
  await tapSign(page, blockOf(page, 'more'));
  await expect(blockOf(page, 'inside')).toBeVisible();

  await blockOf(page, 'inside').tap();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await choose('Table');
  await page.keyboard.type('a');
  await cell(page, 'a').tap();
  expect(await tooSmall(page)).toEqual([]);
  const { length } = await cells(page);
  await rowGrip(page).tap();
  await inWindow(page.getByRole('option', { name: 'Insert row below' }));
  await page.getByRole('option', { name: 'Insert row below' }).tap();
  await expect.poll(async () => (await cells(page)).length).toBe(length + 1);
  await cell(page, 'a').tap();
  await columnGrip(page).tap();
  await page.getByRole('option', { name: 'Insert column right' }).tap();
  await expect.poll(async () => (await cells(page))[0]?.length).toBe(4);

  // What lies under the keyboard is brought above it.
  await blockOf(page, 'three').tap();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await choose('Image');
  const panel = page.getByRole('textbox', { name: 'Or its address on the web' });
  await inWindow(panel);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add an image' }).tap();
  await inWindow(panel);
  await page.keyboard.press('Escape');

  const touches = await page.context().newCDPSession(page);
  const one = await boxOf(blockOf(page, 'one'));
  const touchPoints = [{ x: one.x + 10, y: one.y + 10 }];
  await touches.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await expect(blockOf(page, 'one')).toHaveAttribute('data-selected');
  await touches.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  const tools = page.getByRole('toolbar', { name: '1 block selected' });
  await inWindow(tools);
  await tools.getByRole('button', { name: 'What to do with the block' }).tap();
  await inWindow(blockMenuOf(page));
  await blockMenuOf(page).getByRole('option', { name: 'Yellow background' }).tap();
  await expect(blockOf(page, 'one')).toHaveAttribute('data-background', 'yellow');
});
