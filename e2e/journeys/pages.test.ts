import { mintDocId } from '@weft/shared/protocol/ids';
import { randomBytes } from 'node:crypto';
import { toolsOf } from './hands.ts';
import {
  blocksOf,
  bodyOf,
  expect,
  openPage,
  saveStateOf,
  test,
  titleOf,
  expectReady,
} from './weft.ts';
import { rowOf } from './tree.ts';

test('DOC-6 APP-24 a title is in the list at once, and in everybody’s after a moment', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Plans for spring');
  await expect(rowOf(page, 'Plans for spring')).toBeVisible();
  await expect(saveStateOf(page)).toHaveText('Saved');
  await expect(async () => {
    const { docs } = (await (await page.request.get(`${weft.url}/api/v1/docs`)).json()) as {
      docs: { title: string }[];
    };
    expect(docs.map(({ title }) => title)).toEqual(['Plans for spring']);
  }).toPass();
  const other = await openWindow('Bob');
  await expect(rowOf(other, 'Plans for spring')).toBeVisible();
  await expect(titleOf(other)).toHaveValue('Plans for spring');
});

test('APP-11 APP-12 an address that leads nowhere says so and offers a way on', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await page.goto(`${weft.url}/d/AAAAAAAAAAAAAAAAAAAAAA`);
  await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to your latest page' }).click();
  await expectReady(page);
});

test('EDIT-20 everything is reached by keyboard alone: title, text, tools, list and back', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.type('By hand');
  await page.keyboard.press('Enter');
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.type('words');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(toolsOf(page)).toBeVisible();
  await page.keyboard.press('Alt+F10');
  await expect(toolsOf(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).locator('strong')).toHaveText('words');
  await page.keyboard.press('Escape');
  await expect(bodyOf(page)).toBeFocused();
});

test('EDIT-39 a page of an earlier version opens in the editor it was made with', async ({
  page,
  weft,
}) => {
  const id = mintDocId((length) => randomBytes(length));
  await page.request.post(`${weft.url}/api/v1/docs`, { data: { id, format: 'lexical-v2' } });
  await openPage(page, `${weft.url}/d/${id}`);
  await bodyOf(page).click();
  await page.keyboard.type('# One\n- point\nsecond');
  const body = bodyOf(page);
  await expect(body.getByRole('heading', { level: 1, name: 'One' })).toBeVisible();
  await expect(body.locator('ul > li').filter({ hasText: 'second' })).toBeVisible();
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.reload();
  await expect(body.locator('ul > li').filter({ hasText: 'second' })).toBeVisible();
  await page.getByRole('button', { name: 'New page' }).first().click();
  await expect(titleOf(page)).toHaveValue('');
  await bodyOf(page).click();
  await page.keyboard.type('# Two');
  await expect(blocksOf(page, 'heading1')).toHaveText('Two');
});
