import type { Page } from '@playwright/test';
import { expectGoodLook, inEveryLook } from './every-look.ts';
import { addPage, chooseFor, rowOf } from './tree.ts';
import {
  blocksOf,
  bodyOf,
  expect,
  expectReady,
  openPage,
  outlineOf,
  saveStateOf,
  test,
  titleOf,
} from './weft.ts';

async function beginWith(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Templates' }).click();
  const panel = page.getByRole('dialog', { name: 'Templates' });
  await panel.getByRole('button', { name: title }).click();
  await expect(panel).toBeHidden();
  await expect(titleOf(page)).toHaveValue(title);
  await expectReady(page);
}

test('TEMPLATE-1 a page begins with a template that comes with Weft', async ({ page, weft }) => {
  await openPage(page, weft.url);
  await beginWith(page, 'Meeting notes');
  await expect.poll(() => outlineOf(page)).toContain('[heading2] Decided');
  expect(await blocksOf(page, 'todo').count()).toBe(1);
  await expect(rowOf(page, 'Meeting notes')).toBeVisible();
  await blocksOf(page, 'todo').click();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect(saveStateOf(page)).toHaveText('Saved');
});

test('TEMPLATE-2 any page can be a template, with what lies in it', async ({ page, weft }) => {
  await openPage(page, weft.url);
  await addPage(page, 'Interview');
  await bodyOf(page).click();
  await page.keyboard.type('Questions');
  await addPage(page, 'Guide', 'Interview');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await chooseFor(page, 'Interview', 'Use as a template');
  await beginWith(page, 'Interview');
  await expect(bodyOf(page)).toHaveText('Questions');
  await expect(rowOf(page, 'Interview')).toHaveCount(2);
  await addPage(page, 'After');
  await page.reload();
  await expectReady(page);
  await page.getByRole('button', { name: 'Templates' }).click();
  await expect(page.getByRole('dialog').getByText('One of your pages')).toHaveCount(1);
});

test.describe('a fresh installation', () => {
  test.use({ isFresh: true });

  test('TEMPLATE-3 the first page welcomes, and there are things to try', async ({
    page,
    weft,
  }, testInfo) => {
    await openPage(page, weft.url);
    await expect(titleOf(page)).toHaveValue('Welcome to Weft');
    await expect(rowOf(page, 'Welcome to Weft')).toHaveCount(1);
    const box = bodyOf(page).getByRole('checkbox').first();
    await box.click({ position: { x: 10, y: 12 } });
    await expect(box).toBeChecked();
    await expect(saveStateOf(page)).toHaveText('Saved');
    await page.reload();
    await expectReady(page);
    await expect(box).toBeChecked();
    await expectGoodLook(page, testInfo, { size: 'wide', scheme: 'light' });
  });
});

inEveryLook((look) => {
  test(`TEMPLATE-1 EXPORT-4 IMPORT-1 APP-40 ${look.size} ${look.scheme}: panels are for everybody`, async ({
    page,
    weft,
  }, testInfo) => {
    await openPage(page, weft.url);
    await titleOf(page).fill('Plan');
    for (const name of ['Templates', 'Import…', 'Settings']) {
      if (look.size === 'phone')
        await page.getByRole('button', { name: 'Open the list of pages' }).click();
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.locator('dialog.panel')).toBeVisible();
      if (name === 'Settings') {
        await expectGoodLook(page, testInfo, look);
        await page.getByRole('button', { name: 'Export everything' }).click();
        await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
      }
      await expectGoodLook(page, testInfo, look);
      await page.keyboard.press('Escape');
      await expect(page.locator('dialog.panel')).toHaveCount(0);
    }
  });
});
