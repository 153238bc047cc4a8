import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { addPage, chooseFor } from './tree.ts';
import { bodyOf, expect, expectReady, openPage, saveStateOf, test, titleOf } from './weft.ts';

async function unpack(download: Download): Promise<Record<string, string>> {
  const files = unzipSync(readFileSync(await download.path()));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

/** Presses the panel's button, and waits for the file. */
async function take(page: Page): Promise<Download> {
  const waiting = page.waitForEvent('download');
  const panel = page.getByRole('dialog', { name: 'Export' });
  await panel.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await waiting;
  await expect(panel.getByText('among your downloads')).toBeVisible();
  return download;
}

test('EXPORT-1 EXPORT-4 EXPORT-5 a page is taken away with what lies in it, and then everything', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Plan');
  await bodyOf(page).click();
  await page.keyboard.type('## Steps');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- first');
  await addPage(page, 'Details', 'Plan');
  await bodyOf(page).click();
  await page.keyboard.type('Fine print');
  await addPage(page, 'Elsewhere');
  await expect(saveStateOf(page)).toHaveText('Saved');

  await chooseFor(page, 'Plan', 'Export…');
  const one = await take(page);
  expect(one.suggestedFilename()).toBe('Plan.zip');
  expect(await unpack(one)).toEqual({
    'Plan.md': '# Plan\n\n## Steps\n\n- first\n',
    'Plan/Details.md': '# Details\n\nFine print\n',
  });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Export everything' }).click();
  await page.getByRole('radio', { name: 'HTML' }).check();
  const all = await unpack(await take(page));
  expect(Object.keys(all).toSorted()).toEqual([
    'Elsewhere.html',
    'Plan.html',
    'Plan/Details.html',
    'index.html',
    'style.css',
  ]);
  await page.getByRole('radio', { name: 'JSON' }).check();
  const whole = JSON.parse((await unpack(await take(page)))['pages.json']!) as {
    pages: { title: string }[];
  };
  expect(whole.pages.map(({ title }) => title)).toEqual(['Plan', 'Details', 'Elsewhere']);

  // What was taken away opens from a folder.
  const folder = test.info().outputPath('site');
  mkdirSync(`${folder}/Plan`, { recursive: true });
  for (const [path, text] of Object.entries(all)) writeFileSync(`${folder}/${path}`, text);
  await page.goto(`file://${folder}/index.html`);
  await page.getByRole('link', { name: 'Plan' }).click();
  await page.getByRole('link', { name: 'Details' }).click();
  await expect(page.getByText('Fine print')).toBeVisible();
});

test('EXPORT-4 a page prints without what is around it', async ({ page, weft }) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('On paper');
  await bodyOf(page).click();
  await page.keyboard.type('words');
  await expectReady(page);
  await page.emulateMedia({ media: 'print' });
  await expect(bodyOf(page)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await expect(page.getByRole('group', { name: 'Save state' })).toBeHidden();
});
