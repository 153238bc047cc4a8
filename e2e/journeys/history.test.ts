import type { Locator, Page } from '@playwright/test';
import { expectGoodLook, inEveryLook } from './every-look.ts';
import {
  bodyOf,
  callYourself,
  expect,
  expectReady,
  openPage,
  saveStateOf,
  test,
  titleOf,
} from './weft.ts';

async function openHistory(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More about this page' }).click();
  await page.getByRole('menuitem', { name: 'Version history' }).click();
  const panel = page.getByRole('dialog', { name: 'Version history' });
  await expect(panel.getByRole('article')).toBeVisible();
  return panel;
}

/** Closes the last version: what is written now is another one, as if much time had passed. */
async function nameNewest(panel: Locator, name: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Name of this version' }).fill(name);
  await panel.getByRole('button', { name: 'Keep name' }).click();
  await expect(panel.getByRole('option', { name }).first()).toBeVisible();
}

test('HISTORY-8 HISTORY-7 versions are read with who changed what, named, restored, and that is undone', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await callYourself(page, 'Ann');
  await titleOf(page).fill('Plan');
  await bodyOf(page).click();
  await page.keyboard.type('# Steps');
  await page.keyboard.press('Enter');
  await page.keyboard.type('First of all, coffee');
  await expect(saveStateOf(page)).toHaveText('Saved');
  const panel = await openHistory(page);
  await nameNewest(panel, 'As Ann had it');
  await page.keyboard.press('Escape');

  const ben = await openWindow('Ben', new URL(page.url()).pathname);
  await expectReady(ben);
  await bodyOf(ben).getByText('coffee').click();
  await ben.keyboard.press('End');
  for (let i = 0; i < 'coffee'.length; i++) await ben.keyboard.press('Backspace');
  await ben.keyboard.type('tea');
  await expect(saveStateOf(ben)).toHaveText('Saved');
  await expect(bodyOf(page)).toContainText('First of all, tea');

  await openHistory(page);
  const shown = panel.getByRole('article');
  await expect(panel.getByRole('option')).toHaveCount(2);
  await expect(panel.getByRole('option').first()).toContainText('Ben');
  await expect(shown.locator('ins')).toHaveText('tea');
  await expect(shown.locator('del')).toHaveText('coffee');

  await panel.getByRole('checkbox', { name: 'Show who wrote what' }).check();
  await expect(shown.locator('span[data-author]').first()).toBeVisible();
  await panel.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('option', { selected: true })).toContainText('As Ann had it');
  await expect(shown).toContainText('First of all, coffee');
  await panel.getByRole('button', { name: 'Restore this version' }).click();
  await expect(panel).toBeHidden();
  await expect(bodyOf(page)).toContainText('First of all, coffee');
  await expect(bodyOf(ben)).toContainText('First of all, coffee');

  await bodyOf(page).getByText('coffee').click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(bodyOf(ben)).toContainText('First of all, tea');
  await expect(saveStateOf(page)).toHaveText('Saved');
});

test('HISTORY-8 without a network the history says so, and can be tried again', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('words');
  await expect(saveStateOf(page)).toHaveText('Saved');
  const panel = await openHistory(page);
  await page.keyboard.press('Escape');
  await weft.kill();
  await page.getByRole('button', { name: 'More about this page' }).click();
  await page.getByRole('menuitem', { name: 'Version history' }).click();
  await expect(panel.getByRole('alert')).toContainText('The history could not be read');
  await weft.start();
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('article')).toContainText('words');
});

inEveryLook((look) => {
  test(`HISTORY-8 ${look.size} ${look.scheme}: the history is for everybody to read`, async ({
    page,
    weft,
  }, testInfo) => {
    await openPage(page, weft.url);
    await titleOf(page).fill('Plan');
    await bodyOf(page).click();
    await page.keyboard.type('## Steps');
    await page.keyboard.press('Enter');
    await page.keyboard.type('First of all, coffee');
    await expect(saveStateOf(page)).toHaveText('Saved');
    const panel = await openHistory(page);
    await nameNewest(panel, 'With coffee');
    await page.keyboard.press('Escape');
    await bodyOf(page).getByText('coffee').click();
    await page.keyboard.press('End');
    for (let i = 0; i < 'coffee'.length; i++) await page.keyboard.press('Backspace');
    await page.keyboard.type('tea');
    await expect(saveStateOf(page)).toHaveText('Saved');
    await openHistory(page);
    await expect(panel.locator('del')).toHaveText('coffee');
    await expectGoodLook(page, testInfo, look);
  });
});
