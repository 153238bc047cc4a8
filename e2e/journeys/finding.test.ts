import AxeBuilder from '@axe-core/playwright';
import { makePage } from './made-page.ts';
import { addPage } from './tree.ts';
import { blocksOf, bodyOf, expect, openPage, saveStateOf, test, titleOf } from './weft.ts';

const line = (text: string) => ({ type: 'text', runs: [{ text, marks: {} }] });

test('SEARCH-6 SEARCH-4 what is written is found by its words, and opens at its line, in a closed toggle too', async ({
  page,
  weft,
}) => {
  await makePage(weft, {
    title: 'Handbook',
    blocks: [
      ...Array.from({ length: 60 }, (_, i) => line(`line ${i}`)),
      { ...line('Closed'), type: 'toggle', children: [line('the marmalade protocol')] },
    ],
  });
  await openPage(page, weft.url);
  await addPage(page, 'Elsewhere');
  await page.keyboard.press('Control+p');
  const finder = page.getByRole('dialog', { name: 'Search' });
  const field = finder.getByRole('combobox', { name: 'Search in all pages' });
  await expect(field).toBeFocused();
  // Before a word: where one was last.
  await expect(
    finder.getByRole('listbox', { name: 'Pages' }).getByRole('option').first(),
  ).toContainText('Elsewhere');
  await expect(async () => {
    await field.fill('');
    await field.fill('marmal');
    await expect(finder.getByRole('listbox', { name: 'Pages' }).getByRole('option')).toHaveText(
      /Handbook.*the marmalade protocol/,
      {
        timeout: 1_000,
      },
    );
  }).toPass();
  await expect(finder.locator('mark')).toHaveText('marmal');
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(finder).toBeHidden();
  await expect(titleOf(page)).toHaveValue('Handbook');
  await expect(bodyOf(page).getByText('the marmalade protocol')).toBeInViewport();
  await page.keyboard.press('Control+p');
  await field.fill('no such word anywhere');
  await expect(finder.getByText('No page has that.')).toBeVisible();
  await finder.getByRole('checkbox', { name: 'Titles only' }).check();
  await field.fill('hand');
  await expect(finder.getByRole('listbox', { name: 'Pages' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(finder).toBeHidden();
});

test('SEARCH-6 APP-22 without a server names are found, and why no more is', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Garden');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await weft.kill();
  await page.keyboard.press('Control+p');
  const finder = page.getByRole('dialog', { name: 'Search' });
  await finder.getByRole('combobox', { name: 'Search in' }).fill('gard');
  await expect(finder.getByRole('listbox', { name: 'Pages' }).getByRole('option')).toHaveText([
    'Garden',
  ]);
  await expect(finder.getByText('Only names on this device are searched')).toBeVisible();
});

test('BACKLINK-1 PLINK-1 a page says where it is linked to, and leads to the very line', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Plan');
  await addPage(page, 'Notes');
  await bodyOf(page).click();
  await page.keyboard.type('as said in [[Pla');
  await page.getByRole('option', { name: 'Plan' }).first().click();
  await page.keyboard.type(' before');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.getByRole('treeitem', { name: 'Plan' }).getByRole('link').click();
  await expect(titleOf(page)).toHaveValue('Plan');
  const links = page.getByRole('region', { name: '1 link to this page' });
  await expect(async () => {
    await page.reload();
    await expect(links).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await expect(links.getByRole('link')).toHaveText(/Notes\s*as said in Plan before/);
  await links.getByRole('link').click();
  await expect(titleOf(page)).toHaveValue('Notes');
  await expect(blocksOf(page).first()).toBeInViewport();
});
