import AxeBuilder from '@axe-core/playwright';
import { bodyOf, expect, openPage, test, titleOf } from './weft.ts';

test('APP-40 APP-32 a person chooses how pages look, and they look so from the first moment of the next visit', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('words');
  const sheet = page.locator('.sheet');
  const widthBefore = (await sheet.boundingBox())!.width;
  await page.getByRole('button', { name: 'Settings' }).click();
  const panel = page.getByRole('dialog', { name: 'Settings' });
  await panel.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await panel.getByRole('radio', { name: 'Wide', exact: true }).check();
  await panel.getByRole('radio', { name: 'Serif' }).check();
  await panel.getByRole('radio', { name: 'Small' }).check();
  await panel.getByRole('radio', { name: 'Dark' }).check();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('button', { name: 'You are Ada' })).toBeVisible();
  expect((await sheet.boundingBox())!.width).toBeGreaterThan(widthBefore);
  const look = (): Promise<string> =>
    page.evaluate(() => {
      const { width, font, size } = document.documentElement.dataset;
      return [width, font, size].join(' ');
    });
  // Before any script of the app has run.
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(look).toBe('wide serif small');
  await page.unroute('**/assets/index-*.js');
  await page.reload();
  await expect(bodyOf(page)).toHaveText('words');
  await expect(sheet).toHaveCSS('font-size', '14px');
});

test('APP-41 a question mark tells all keys, but where it is written', async ({ page, weft }) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('');
  await page.keyboard.type('Why?');
  await expect(titleOf(page)).toHaveValue('Why?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toHaveCount(0);
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('?');
  await expect(keys.getByText('Find a page')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
});
