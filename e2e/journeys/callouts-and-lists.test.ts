import AxeBuilder from '@axe-core/playwright';
import { blockMenuOf, chosenIn } from './hands.ts';
import { makePage } from './made-page.ts';
import { chooseFor } from './tree.ts';
import { blocksOf, bodyOf, expect, openPage, openTogether, outlineOf, test } from './weft.ts';

test('CALLOUT-1 CALLOUT-2 SELECT-8 a callout has an icon and a colour to choose while a teammate writes in it', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('/callout');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Mind the gap');
  const [callout, theirs] = [blocksOf(page, 'callout'), blocksOf(other, 'callout')];
  await expect(callout).toHaveAttribute('data-icon', '💡');

  const picker = page.getByRole('dialog', { name: 'Icon of the callout' });
  const search = picker.getByRole('combobox', { name: 'Search emoji…' });
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(search).toBeFocused();
  await expect(picker.getByRole('option', { name: 'light bulb' }).first()).toBeVisible();
  await theirs.click();
  await other.keyboard.press('Home');
  await other.keyboard.type('Please: ');
  await search.fill('fire');
  await expect(chosenIn(picker)).toHaveAccessibleName('fire');
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(picker).toHaveCount(0);
  await expect(theirs).toHaveAttribute('data-icon', '🔥');
  await page.keyboard.type('!');
  await expect(theirs).toHaveText('Please: Mind the gap!');

  const box = await callout.boundingBox();
  await callout.click({ position: { x: 26, y: (box?.height ?? 0) / 2 } });
  await picker.getByRole('option', { name: 'Remove the icon' }).click();
  await expect(theirs).not.toHaveAttribute('data-icon');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(theirs).toHaveAttribute('data-icon', '🔥');
  await expect(callout).toHaveText('Please: Mind the gap!');

  await page.keyboard.press('End');
  await page.keyboard.type('\nwithin');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.type('green background');
  await page.keyboard.press('Enter');
  const within = bodyOf(page).getByText('within');
  const grounds = await blocksOf(page).evaluateAll((blocks) =>
    blocks.map((block) => [
      ...new Set(getComputedStyle(block).backgroundImage.match(/rgb[^)]*\)/g)),
    ]),
  );
  expect(grounds[0]).toEqual(grounds[1]);
  await expect(callout).toHaveAttribute('data-background', 'green');
  // The block is still selected as a whole; a press as short as a finger's writes.
  await within.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' it');
  await expect
    .poll(() => outlineOf(other))
    .toEqual(['[callout] Please: Mind the gap!', '\twithin it']);
});

test('LIST-1 EDIT-17 a list is numbered as its menu says, and anew for everybody when it is split', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('1. one\ntwo\nthree\nfour');
  const menu = async (query: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+/');
    await expect(blockMenuOf(page)).toBeVisible();
    await page.keyboard.type(query);
    await page.keyboard.press('Enter');
    await expect(blockMenuOf(page)).toHaveCount(0);
  };
  const seen = async (...outline: string[]): Promise<void> => {
    for (const each of [page, other]) await expect.poll(() => outlineOf(each)).toEqual(outline);
  };
  await menu('roman');
  await seen('[i.] one', '[ii.] two', '[iii.] three', '[iv.] four');
  await menu('start at');
  const start = page.getByRole('spinbutton', { name: 'First number' });
  await expect(start).toBeFocused();
  await expect(start).toHaveValue('1');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await seen('[iv.] one', '[v.] two', '[vi.] three', '[vii.] four');

  await bodyOf(other).getByText('three').click();
  await other.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' and more');
  await other.keyboard.press('ControlOrMeta+Shift+0');
  await other.keyboard.type(' are text');
  await seen('[iv.] one', '[v.] two', 'three are text', '[i.] four and more');
  await menu('continue');
  await seen('[iv.] one', '[v.] two', 'three are text', '[vi.] four and more');
  await page.keyboard.press('ControlOrMeta+z');
  await seen('[iv.] one', '[v.] two', 'three are text', '[i.] four and more');
  await page.keyboard.press('Enter');
  await page.keyboard.type('\nfive\n');
  await page.keyboard.press('Tab');
  await page.keyboard.type('nested');
  await seen(
    '[iv.] one',
    '[v.] two',
    'three are text',
    '[i.] four and more',
    '[ii.] five',
    '\t[1.] nested',
  );
});

test('PLINK-1 PLINK-2 SLASH-7 a page is linked to, goes by its name of now, is opened by Enter, and says that it is gone', async ({
  page,
  weft,
  openWindow,
}) => {
  const plan = await makePage(weft, { title: 'Plan', blocks: [{ type: 'text' }] });
  const notes = await makePage(weft, { title: 'Notes', blocks: [{ type: 'text' }] });
  await openPage(page, weft.url + notes);
  const other = await openWindow('Bob', plan);
  await bodyOf(page).click();
  await page.keyboard.type('/date');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/emoji');
  await page.keyboard.press('Enter');
  await page.keyboard.type('rocket');
  await expect(chosenIn(page.getByRole('listbox', { name: 'Emoji' }))).toHaveText(/rocket/);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' /mention');
  await page.keyboard.press('Enter');
  await page.keyboard.type('plan');
  await expect(page.getByRole('listbox', { name: 'Mention' }).getByRole('option')).toHaveText([
    'Plan',
  ]);
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).locator('.inline')).toHaveCount(2);
  const year = String(new Date().getFullYear());
  await expect(blocksOf(page)).toHaveText(new RegExp(`${year} 🚀 Plan $`));

  await page.keyboard.type('\n/link');
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Link to page' });
  await expect(picker.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(picker).toHaveCount(0);
  await page.keyboard.type('/link');
  await page.keyboard.press('Enter');
  await expect(picker.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('pla');
  await page.keyboard.press('Enter');
  const link = blocksOf(page, 'page').getByRole('link');
  await expect(link).toHaveText('Plan');
  await page.keyboard.type('after');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect(blocksOf(page, 'page')).toHaveAttribute('data-selected');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${plan.slice(-22)}$`));
  await page.goBack();
  await expect(link).toHaveText('Plan');
  await other.getByRole('textbox', { name: 'Title' }).fill('Great plan');
  const titles = async () => (await page.request.get(`${weft.url}/api/v1/docs`)).text();
  await expect.poll(titles).toContain('Great plan');
  await page.reload();
  await expect(link).toHaveText('Great plan');
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${plan.slice(-22)}$`));
  await page.goBack();
  await expect(link).toHaveText('Great plan');
  await chooseFor(page, 'Great plan', 'Move to trash');
  await expect(blocksOf(page, 'page')).toHaveText('Great plan(in the trash)');
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  await page.getByRole('button', { name: 'Delete Great plan for ever' }).click();
  await page.getByRole('button', { name: 'Delete for everyone' }).click();
  await page.keyboard.press('Escape');
  await expect(blocksOf(page, 'page')).toHaveText('This page was deleted');
  await expect(link).toHaveCount(0);
});
