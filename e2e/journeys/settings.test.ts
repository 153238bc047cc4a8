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

test('APP-42 APP-32 the app speaks the browser’s language, or the one that was chosen', async ({
  page,
  weft,
  browser,
}) => {
  const context = await browser.newContext({ locale: 'de-AT' });
  const german = await context.newPage();
  await german.goto(weft.url);
  await expect(german.locator('html')).toHaveAttribute('lang', 'de');
  await expect(german.getByRole('button', { name: 'Neue Seite' }).first()).toBeVisible();
  await german.getByRole('button', { name: 'Einstellungen' }).click();
  const { violations } = await new AxeBuilder({ page: german }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await german.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
  await expect(german.getByRole('button', { name: 'New page' }).first()).toBeVisible();
  await context.close();

  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('words');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByText('words', { exact: true })).toBeVisible();
  await expect(page.getByText('Gespeichert', { exact: true })).toBeVisible();
});
