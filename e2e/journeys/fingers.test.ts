import { blockOf, boxOf } from './hands.ts';
import { makePage } from './made-page.ts';
import { bodyOf, expect, openPage, outlineOf, test } from './weft.ts';

const OUTLINE = ['one', 'two', 'three', 'four'];

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

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
