import { makePage } from './made-page.ts';
import {
  blocksOf,
  bodyOf,
  expect,
  openPage,
  outlineOf,
  saveStateOf,
  test,
  titleOf,
} from './weft.ts';

test('MENTION-1 pages, people and days are mentioned, and a page goes by its name of now', async ({
  page,
  weft,
}) => {
  const other = await makePage(weft, { title: 'Plan', blocks: [{ type: 'text' }] });
  const notes = await makePage(weft, { title: 'Notes', blocks: [{ type: 'text' }] });
  let list = (): void => {};
  const held = new Promise<void>((resolve) => (list = resolve));
  await page.route(/\/api\/v1\/spaces/, async (route) => {
    await held;
    await route.continue();
  });
  await openPage(page, weft.url + notes);
  const menu = page.getByRole('listbox', { name: 'Mention' });
  await bodyOf(page).click();
  await page.keyboard.type('see @pla');
  await expect(menu).toHaveCount(0);
  list();
  await expect(menu.getByRole('option')).toHaveText(['Plan']);
  await page.keyboard.press('Enter');
  await page.keyboard.type('on @2026-12-24');
  await expect(menu.getByRole('option').first()).toHaveText('Dec 24, 2026');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a@b.c @no such page');
  await expect(menu).toHaveCount(0);
  const mention = bodyOf(page).locator('[data-page]');
  await expect(mention).toHaveText('Plan');
  await expect(bodyOf(page)).toContainText('Dec 24, 2026 a@b.c @no such page');
  await mention.click();
  await expect(titleOf(page)).toHaveValue('Plan');
  expect(page.url()).toContain(other.slice(-22));
  await titleOf(page).fill('Great plan');
  await page.goBack();
  await expect(mention).toHaveText('Great plan');
});

test('MENTION-2 a name behind [[ that no page has makes one, which is called so', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Plans');
  await bodyOf(page).click();
  await page.keyboard.type('See [[Road map');
  const made = page.getByRole('option', { name: 'New page “Road map”' });
  await expect(made).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('for more');
  await expect(blocksOf(page).first()).toHaveText(/^See @?Road map for more$/);
  await expect(page.getByRole('link', { name: 'Road map' }).first()).toBeVisible();
  await expect(saveStateOf(page)).toHaveText('Saved');

  // There is one by now, whatever its letters' case.
  await page.keyboard.type(' and [[road MAP');
  await expect(page.getByRole('option', { name: 'Road map', exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: /New page/ })).toHaveCount(0);
  await page.keyboard.press('Escape');

  await bodyOf(page).locator('.inline[data-page]').click();
  await expect(titleOf(page)).toHaveValue('Road map');
  await bodyOf(page).click();
  await page.keyboard.type('It begins here');
  await expect(saveStateOf(page)).toHaveText('Saved');
  const other = await openWindow('Bob', new URL(page.url()).pathname);
  await expect(titleOf(other)).toHaveValue('Road map');
  await expect(blocksOf(other).first()).toHaveText('It begins here');
});

test('EMOJI-1 an emoji is found by its name, and a colon means itself elsewhere', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  const menu = page.getByRole('listbox', { name: 'Emoji' });
  await bodyOf(page).click();
  await page.keyboard.type('to the :rocke');
  await expect(menu.getByRole('option').first()).toContainText('🚀');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' at 10:30 :) :x');
  await expect(menu).toHaveCount(0);
  await expect.poll(() => outlineOf(page)).toEqual(['to the 🚀 at 10:30 :) :x']);
});

test('FIND-1 FIND-2 words are found where a toggle hides them, and replaced', async ({
  page,
  weft,
}) => {
  const text = (words: string, ...children: object[]) => ({
    type: children.length > 0 ? 'toggle' : 'text',
    runs: [{ text: words, marks: {} }],
    children: children as never[],
  });
  const blocks = [text('One fish'), text('two', text('red fish')), text('blue')];
  await openPage(page, weft.url + (await makePage(weft, { title: 'Fish', blocks })));
  await bodyOf(page).getByText('blue').click();
  await page.keyboard.press('ControlOrMeta+f');
  const bar = page.getByRole('search', { name: 'Find in this page' });
  await page.keyboard.type('FISH');
  await expect(bar.getByRole('status')).toHaveText('1 of 2');
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText('2 of 2');
  await expect(bodyOf(page)).toContainText('red fish');
  expect(await page.evaluate(() => CSS.highlights.get('weft-found-current')?.size)).toBe(1);
  await bar.getByRole('textbox', { name: 'Replace with' }).fill('cat');
  await bar.getByRole('button', { name: 'Replace all' }).click();
  await expect(bar.getByRole('status')).toHaveText('Not found');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['One cat', '[toggle] two', '\tred cat', 'blue']);
  await bar.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['One fish', '[toggle] two', '\tred fish', 'blue']);
});
