import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { blockMenuOf, blockOf, boxOf, openBlockMenu, slashMenuOf, toolsOf } from './hands.ts';
import { inEveryLook } from './every-look.ts';
import { bodyOf, expect, openPage, test, titleOf } from './weft.ts';

inEveryLook(({ size, scheme }) => {
  test(`TOOL-4 menus and tools are accessible and within the window on ${size} in ${scheme}`, async ({
    page,
    weft,
  }, testInfo) => {
    test.slow();
    await openPage(page, weft.url);
    await titleOf(page).fill('Hands');
    await bodyOf(page).click();
    await page.keyboard.type('one line of text\n- a point\nanother\n\n');
    await page.keyboard.type('/');
    await expectSound(page, slashMenuOf(page), testInfo, `slash-${size}-${scheme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+/');
    await expectSound(page, blockMenuOf(page), testInfo, `keys-${size}-${scheme}`);
    await page.keyboard.type('qzx');
    await expectSound(page, blockMenuOf(page), testInfo, `nothing-${size}-${scheme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.type('\n'.repeat(20));
    await page.keyboard.type('last /');
    await expectSound(page, slashMenuOf(page), testInfo, `slash-foot-${size}-${scheme}`);
    await page.keyboard.press('Escape');
    if (size === 'wide') {
      await openBlockMenu(page, 'a point');
      await expectSound(page, blockMenuOf(page), testInfo, `grip-${size}-${scheme}`);
      await page.keyboard.press('Escape');
      await blockOf(page, 'one line of text').dblclick({ position: { x: 40, y: 16 } });
      await expectSound(page, toolsOf(page), testInfo, `tools-${size}-${scheme}`);
      await toolsOf(page).getByRole('button', { name: 'Block type: Text' }).click();
      const kinds = page.getByRole('menu', { name: 'Block type' });
      await expectSound(page, kinds, testInfo, `kinds-${size}-${scheme}`);
    } else {
      await page.keyboard.press('Shift+Home');
      const tools = page.getByRole('toolbar', { name: 'Formatting' });
      await expectSound(page, tools, testInfo, `tools-${size}-${scheme}`);
    }
  });
});

async function expectSound(
  page: Page,
  surface: Locator,
  testInfo: TestInfo,
  name: string,
): Promise<void> {
  await expect(surface).toBeVisible();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await expect(async () => {
    const popover = surface.locator('xpath=ancestor-or-self::*[@popover][1]');
    const box = await boxOf((await popover.count()) > 0 ? popover : surface);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }).toPass({ timeout: 5000 });
  // What fades in is not as legible yet as it will be.
  await page.waitForTimeout(250);
  const { violations } = await new AxeBuilder({ page })
    .include('#editor')
    .include('[popover]:popover-open, .toolbar')
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
  await testInfo.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
}
