import {
  blockMenuOf,
  blockOf,
  boxOf,
  chosenIn,
  gripOf,
  openBlockMenu,
  plusOf,
  pointAt,
} from './hands.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, test, titleOf } from './weft.ts';

test.beforeEach(async ({ page, weft }) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('one\ntwo\n');
  await page.keyboard.press('Tab');
  await page.keyboard.type('inner\n\nthree');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two', '\tinner', 'three']);
});

test('HANDLE-1 a handle stands in the margin at the first line of its block, and moves nothing', async ({
  page,
}) => {
  await page.mouse.move(2, 2);
  await expect(gripOf(page)).toBeHidden();
  const boxes = (): Promise<unknown> =>
    Promise.all(
      [
        titleOf(page),
        bodyOf(page),
        ...['one', 'two', 'inner', 'three'].map((words) => blockOf(page, words)),
      ].map(boxOf),
    );
  const before = await boxes();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (const words of ['one', 'inner', 'three']) {
    await pointAt(page, words);
    const [block, grip, plus] = [
      await boxOf(blockOf(page, words)),
      await boxOf(gripOf(page)),
      await boxOf(plusOf(page)),
    ];
    const indent = words === 'inner' ? 20 : 0;
    expect(plus.x + plus.width).toBeLessThanOrEqual(grip.x + 1);
    expect(grip.x + grip.width).toBeLessThanOrEqual(block.x + indent + 12);
    expect(grip.y).toBeLessThan(block.y + block.height);
    expect(grip.y + grip.height).toBeGreaterThan(block.y);
    expect(await boxes()).toEqual(before);
  }
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
  const grip = await boxOf(gripOf(page));
  await page.mouse.move(grip.x + 4, grip.y + 4, { steps: 5 });
  await expect(gripOf(page)).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(gripOf(page)).toBeHidden();
});

test('HANDLE-3 the grip opens the menu: turned into, searched, coloured, duplicated, deleted', async ({
  page,
}) => {
  const menu = await openBlockMenu(page, 'two');
  await menu.getByRole('option', { name: 'Heading 2', exact: true }).click();
  await expect(menu).toHaveCount(0);
  await expect.poll(() => outlineOf(page)).toEqual(['one', '[heading2] two', 'inner', 'three']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two', '\tinner', 'three']);
  await openBlockMenu(page, 'two');
  await page.keyboard.type('red back');
  await expect(chosenIn(menu)).toHaveText('Red background');
  await page.keyboard.press('Enter');
  await expect(blockOf(page, 'two')).toHaveAttribute('data-background', 'red');
  await openBlockMenu(page, 'two');
  await page.keyboard.type('dupl');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['one', 'two', '\tinner', 'two', '\tinner', 'three']);
  // The copy is selected, and the keys are the page's.
  await page.keyboard.press('Delete');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two', '\tinner', 'three']);
  await openBlockMenu(page, 'two');
  await page.keyboard.type('qzx');
  await expect(menu.getByText('Nothing by that name')).toBeVisible();
  await menu.getByRole('combobox').fill('del');
  await page.keyboard.press('Enter');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'three']);
  await page.keyboard.type('!');
  await expect.poll(() => outlineOf(page)).toEqual(['one!', 'three']);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two', '\tinner', 'three']);
});

test('HANDLE-3 Mod+/ opens the menu of the caret’s block and of all that are selected; Escape goes back', async ({
  page,
}) => {
  await blockOf(page, 'one').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ControlOrMeta+/');
  await expect(blockMenuOf(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await expect(chosenIn(blockMenuOf(page))).toHaveText('Duplicate');
  await page.keyboard.press('Escape');
  await expect(blockMenuOf(page)).toHaveCount(0);
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bodyOf(page).locator('[data-selected]')).toHaveCount(3);
  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.type('todo');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['[todo] one', '[todo] two', '\tinner', 'three']);
  await openBlockMenu(page, 'two');
  await page.keyboard.type('move down');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['three', '[todo] one', '[todo] two', '\tinner']);
});

test('SELECT-1 blocks are selected by keys; the second Escape leaves the page, and Tab goes on', async ({
  page,
}) => {
  await blockOf(page, 'one').click();
  await page.keyboard.press('Escape');
  const selected = bodyOf(page).locator('[data-selected]');
  await expect(selected).toHaveText(['one']);
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveText(['two', 'inner']);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selected).toHaveText(['two', 'inner', 'three']);
  await page.keyboard.press('Tab');
  await expect.poll(() => outlineOf(page)).toEqual(['one', '\ttwo', '\t\tinner', '\tthree']);
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(0);
  await expect(bodyOf(page)).not.toBeFocused();
  await page.keyboard.press('Tab');
  await expect(bodyOf(page)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => outlineOf(page)).toEqual(['one', '\ttwo', '\t\tinner', '\tthree']);
});

test('FOLD-1 toggles open and close by a press on the triangle and by keys, for each reader alone', async ({
  page,
  openWindow,
}) => {
  await blockOf(page, 'two').click();
  await page.keyboard.press('ControlOrMeta+Shift+7');
  await expect(blocksOf(page, 'toggle')).toHaveAttribute('data-fold', 'open');
  const triangle = { position: { x: 8, y: 14 } };
  await blockOf(page, 'two').click(triangle);
  await expect.poll(() => outlineOf(page)).toEqual(['one', '[toggle] two', 'three']);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => outlineOf(page)).toEqual(['one', '[toggle] two', '\tinner', 'three']);
  const other = await openWindow('Bob', new URL(page.url()).pathname);
  await expect.poll(() => outlineOf(other)).toEqual(['one', '[toggle] two', 'three']);
  await blockOf(other, 'two').click(triangle);
  await expect.poll(() => outlineOf(other)).toEqual(['one', '[toggle] two', '\tinner', 'three']);
  await page.keyboard.press('ControlOrMeta+Alt+t');
  await expect.poll(() => outlineOf(page)).toEqual(['one', '[toggle] two', 'three']);
  await expect.poll(() => outlineOf(other)).toEqual(['one', '[toggle] two', '\tinner', 'three']);
});
