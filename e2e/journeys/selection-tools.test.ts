import { blockOf, boxOf, toolsOf } from './hands.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, test } from './weft.ts';

test.beforeEach(async ({ page, weft }) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('first line\nsecond line\nthird line');
});

test('TOOL-1 the tools come above selected text once the mouse is released, and never lie on it', async ({
  page,
}) => {
  const { x, y, height } = await boxOf(blockOf(page, 'second line'));
  await page.mouse.move(x + 20, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + height / 2, { steps: 6 });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => String(getSelection()).length)).toBeGreaterThan(2);
  await expect(toolsOf(page)).toHaveCount(0);
  await page.mouse.up();
  await expect(toolsOf(page)).toBeVisible();
  await expectClear(page);
  const tools = await boxOf(toolsOf(page));
  expect(tools.y + tools.height).toBeLessThan(y + height / 2);
  await page.keyboard.press('ArrowRight');
  await expect(toolsOf(page)).toHaveCount(0);
});

test('TOOL-1 of a selection over lines, backwards, and at the upper edge of the window none is covered', async ({
  page,
}) => {
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(toolsOf(page)).toBeVisible();
  await expectClear(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nx'.repeat(40));
  const first = blockOf(page, 'first line');
  await first.evaluate((block) => scrollTo(0, block.getBoundingClientRect().top + scrollY - 62));
  await first.click({ position: { x: 4, y: 16 } });
  await page.keyboard.press('Home');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await first.evaluate((block) => scrollTo(0, block.getBoundingClientRect().top + scrollY - 62));
  await expect(toolsOf(page)).toBeVisible();
  await expectClear(page);
});

test('TOOL-2 Bold, a link and another kind of block, by mouse', async ({ page }) => {
  await blockOf(page, 'second line').dblclick({ position: { x: 20, y: 16 } });
  const tools = toolsOf(page);
  await tools.getByRole('button', { name: 'Bold' }).click();
  await expect(bodyOf(page).locator('strong')).toHaveText('second');
  await expect(tools.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true');
  await tools.getByRole('button', { name: 'Link' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('example.com');
  await page.mouse.wheel(0, 40);
  await expectClear(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(bodyOf(page).getByRole('link')).toHaveAttribute('href', /^https:\/\/example\.com/);
  await expect(bodyOf(page)).toBeFocused();
  await tools.getByRole('button', { name: 'Block type: Text' }).click();
  await page.getByRole('menuitemradio', { name: 'Quote', exact: true }).click();
  await expect(blocksOf(page, 'quote')).toHaveText('second line');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('!');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['first line', '[quote] second! line', 'third line']);
});

test('TOOL-2 Alt+F10 goes to the tools, arrows along them, and Escape back to the text', async ({
  page,
}) => {
  await page.keyboard.press('Shift+Home');
  await expect(toolsOf(page)).toBeVisible();
  await page.keyboard.press('Alt+F10');
  await expect(toolsOf(page).getByRole('button', { name: 'Block type: Text' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(toolsOf(page).getByRole('button', { name: 'Italic' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).locator('em')).toHaveText('third line');
  await expect(toolsOf(page).getByRole('button', { name: 'Italic' })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  // It has the keys from the moment it has the focus, which is a moment after one sees it.
  await expect(page.getByRole('menu', { name: 'Block type' }).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(blocksOf(page, 'heading1')).toHaveText('third line');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveCount(0);
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.press('Alt+F10');
  await expect(toolsOf(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.type('x');
  await expect.poll(() => outlineOf(page)).toEqual(['first line', 'second line', '[heading1] x']);
  await expect(toolsOf(page)).toHaveCount(0);
});

test.describe('on a narrow window', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('TOOL-1 the tools stand at the foot and do not float', async ({ page }) => {
    await page.keyboard.press('Shift+Home');
    const bold = page.getByRole('button', { name: 'Bold' });
    await expect(bold).toHaveCount(1);
    expect((await boxOf(bold)).y).toBeGreaterThan(750);
    await bold.click();
    await expect(bodyOf(page).locator('strong')).toHaveText('third line');
    await page.setViewportSize({ width: 1280, height: 844 });
    await expect(toolsOf(page)).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(toolsOf(page)).toHaveCount(0);
  });
});

/** Fails if the tools lie on what is selected, or outside of the window. */
async function expectClear(page: Parameters<typeof toolsOf>[0]): Promise<void> {
  await expect(async () => {
    const tools = await boxOf(toolsOf(page));
    const lines = await page.evaluate(() =>
      [...CSS.highlights.keys(), ''].flatMap(() => {
        const selection = getSelection()!;
        const root = document.querySelector('#editor')!;
        if (!root.contains(selection.anchorNode)) return [];
        return [...selection.getRangeAt(0).getClientRects()].map(({ top, bottom }) => ({
          top,
          bottom,
        }));
      }),
    );
    for (const { top, bottom } of lines) {
      expect(tools.y + tools.height <= top + 1 || tools.y >= bottom - 1).toBe(true);
    }
    expect(tools.x).toBeGreaterThanOrEqual(0);
    expect(tools.y).toBeGreaterThanOrEqual(0);
  }).toPass({ timeout: 5000 });
}
