import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { tabTo } from './tabbing.ts';
import { expectTree, rowOf, treeOf } from './tree.ts';
import { bodyOf, expect, expectReady, openPage, saveStateOf, test, titleOf } from './weft.ts';

const NOTES = {
  name: 'Notes.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from('# Notes\n\nfrom afar\n'),
};

const resultsIn = (finder: Locator): Locator =>
  finder.getByRole('listbox', { name: 'Pages' }).getByRole('option');

async function namesIn(page: Page, begin: () => Promise<void>): Promise<string[]> {
  const waiting = page.waitForEvent('download');
  await begin();
  const files = unzipSync(readFileSync(await (await waiting).path()));
  expect(
    Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join(''),
  ).not.toBe('');
  return Object.keys(files).toSorted();
}

test('KEYS-1 pages are made, nested, found, linked, restored, taken in and taken away with keys alone', async ({
  page,
  weft,
}) => {
  test.slow();
  const { keyboard } = page;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await keyboard.press(key);
  };
  await openPage(page, weft.url);
  await expect(titleOf(page)).toBeFocused();
  await keyboard.type('Plan');
  await tabTo(page, 'New page', 'Shift+Tab');
  await press('Enter');
  await expect(titleOf(page)).toHaveValue('');
  await expect(titleOf(page)).toBeFocused();
  await keyboard.type('Details');
  await press('Enter');
  await expect(bodyOf(page)).toBeFocused();
  await keyboard.type('see [[Pla');
  await expect(page.getByRole('option', { name: 'Plan' }).first()).toBeVisible();
  await press('Enter');
  await keyboard.type(' and marmalade');
  await expect(saveStateOf(page)).toHaveText('Saved');

  // Into the one above, by the tree's own keys.
  await rowOf(page, 'Details').focus();
  await press('ControlOrMeta+Shift+ArrowRight');
  await expectTree(page, ['Plan', '-Details']);

  await press('ControlOrMeta+p');
  const finder = page.getByRole('dialog', { name: 'Search' });
  await expect(async () => {
    await press('ControlOrMeta+a');
    await keyboard.type('marmal');
    await expect(resultsIn(finder)).toHaveText(/Details.*marmalade/, { timeout: 1_500 });
  }).toPass();
  await press('Enter');
  await expect(finder).toBeHidden();
  await expect(titleOf(page)).toHaveValue('Details');

  await treeOf(page).getByRole('treeitem', { name: 'Details' }).focus();
  await press('Delete');
  await expectTree(page, ['Plan']);
  await page.getByRole('button', { name: 'Trash', exact: true }).focus();
  await press('Enter');
  await expect(page.getByRole('dialog', { name: 'Trash' })).toBeVisible();
  await tabTo(page, /^Restore/);
  await press('Enter');
  await press('Escape');
  await expectTree(page, ['Plan', '-Details']);

  await page.getByRole('button', { name: 'Import…' }).focus();
  await press('Enter');
  await page.getByRole('button', { name: 'Choose files' }).focus();
  const choosing = page.waitForEvent('filechooser');
  await press('Enter');
  await (await choosing).setFiles(NOTES);
  await expect(page.getByText('1 page has been made.')).toBeVisible();
  await press('Escape');
  await expect(rowOf(page, 'Notes')).toBeVisible();

  await rowOf(page, 'Plan').focus();
  await press('Shift+F10');
  const item = page.getByRole('menuitem', { name: 'Export…' });
  await expect(item).toBeVisible();
  for (let i = 0; i < 12; i++) {
    if (await item.evaluate((one) => one === document.activeElement)) break;
    await press('ArrowDown');
  }
  await press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).focus();
  expect(await namesIn(page, () => press('Enter'))).toEqual(['Plan.md', 'Plan/Details.md']);
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('TREE-16 pages are made, nested, found, linked, restored, taken in and taken away with a finger alone', async ({
    page,
    weft,
  }) => {
    test.slow();
    const tap = (name: string | RegExp): Promise<void> =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .tap();
    const openList = (): Promise<void> => tap('Open the list of pages');
    await openPage(page, weft.url);
    await titleOf(page).tap();
    await page.keyboard.type('Plan');
    await openList();
    await tap('Add a page in Plan');
    await expect(titleOf(page)).toHaveValue('');
    await titleOf(page).tap();
    await page.keyboard.type('Details');
    await bodyOf(page).tap();
    await page.keyboard.type('see [[Pla');
    await page.getByRole('option', { name: 'Plan' }).first().tap();
    await page.keyboard.type(' and marmalade');
    await expect(saveStateOf(page)).toHaveText('Saved');
    await openList();
    await expectTree(page, ['Plan', '-Details']);

    await tap('Search');
    const finder = page.getByRole('dialog', { name: 'Search' });
    const field = finder.getByRole('combobox', { name: 'Search in all pages' });
    await expect(async () => {
      await field.fill('');
      await field.fill('marmal');
      await expect(resultsIn(finder)).toHaveText(/Details.*marmalade/, { timeout: 1_500 });
    }).toPass();
    await resultsIn(finder).tap();
    await expectReady(page);

    await openList();
    await tap('More about Details');
    await page.getByRole('menuitem', { name: 'Move to trash' }).tap();
    await expectTree(page, ['Plan']);
    await tap('Trash');
    const trash = page.getByRole('dialog', { name: 'Trash' });
    await trash.getByRole('button', { name: /^Restore/ }).tap();
    await trash.getByRole('button', { name: 'Close' }).tap();
    await openList();
    await expectTree(page, ['Plan', '-Details']);

    await tap('Import…');
    const choosing = page.waitForEvent('filechooser');
    const taking = page.getByRole('dialog', { name: 'Import' });
    await taking.getByRole('button', { name: 'Choose files' }).tap();
    await (await choosing).setFiles(NOTES);
    await expect(page.getByText('1 page has been made.')).toBeVisible();
    await taking.getByRole('button', { name: 'Close' }).tap();

    await openList();
    await tap('More about Plan');
    await page.getByRole('menuitem', { name: 'Export…' }).tap();
    const panel = page.getByRole('dialog', { name: 'Export' });
    const begin = (): Promise<void> =>
      panel.getByRole('button', { name: 'Export', exact: true }).tap();
    expect(await namesIn(page, begin)).toEqual(['Plan.md', 'Plan/Details.md']);
  });
});
