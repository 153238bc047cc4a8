import AxeBuilder from '@axe-core/playwright';
import { addPage, chooseFor, expectTree, rowOf, treeOf } from './tree.ts';
import { bodyOf, expect, openPage, saveStateOf, test, titleOf } from './weft.ts';
import { PICTURE } from './picture.ts';

const noticeOf = (page: Parameters<typeof openPage>[0]) => page.locator('.telling');

test('TREE-12 TREE-15 pages made, moved and renamed in one window are so in the other within moments, without a reload', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Handbook');
  await addPage(page, 'Onboarding', 'Handbook');
  await addPage(page, 'Ideas');
  await expectTree(page, ['Handbook', '-Onboarding', 'Ideas']);
  const other = await openWindow('Bob', '/');
  await expect(rowOf(other, 'Ideas')).toBeVisible();
  await expectTree(other, ['Handbook', 'Ideas']);
  await rowOf(other, 'Handbook').locator('.tree-twist').click();
  await expectTree(other, ['Handbook', '-Onboarding', 'Ideas']);
  await chooseFor(page, 'Ideas', 'Rename');
  await page.keyboard.type('Dreams');
  await page.keyboard.press('Enter');
  await expectTree(page, ['Handbook', '-Onboarding', 'Dreams']);
  await expect(titleOf(page)).toHaveValue('Dreams');
  await expectTree(other, ['Handbook', '-Onboarding', 'Dreams']);
  await chooseFor(other, 'Onboarding', 'Rename');
  await other.keyboard.type('First days');
  await other.keyboard.press('Escape');
  await chooseFor(other, 'Onboarding', 'Rename');
  await other.keyboard.type('First week');
  await other.keyboard.press('Enter');
  await expectTree(page, ['Handbook', '-First week', 'Dreams']);
});

test('TREE-16 TREE-3 a page is dragged between others and into one, and dropped nowhere it cannot lie', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('A');
  for (const title of ['B', 'C']) await addPage(page, title);
  const other = await openWindow('Bob', '/');
  await expectTree(other, ['A', 'B', 'C']);
  const drag = async (from: string, to: string, at: number): Promise<void> => {
    const [start, end] = [
      (await rowOf(page, from).boundingBox())!,
      (await rowOf(page, to).boundingBox())!,
    ];
    await page.mouse.move(start.x + 50, start.y + start.height / 2);
    await page.mouse.down();
    await page.mouse.move(start.x + 50, start.y + start.height / 2 + 8);
    await page.mouse.move(start.x + 50, end.y + end.height * at, { steps: 4 });
    await page.mouse.up();
  };
  await drag('C', 'A', 0.05);
  await expectTree(page, ['C', 'A', 'B']);
  await expectTree(other, ['C', 'A', 'B']);
  await drag('B', 'C', 0.5);
  await expectTree(page, ['C', '-B', 'A']);
  await drag('C', 'B', 0.5);
  await expectTree(page, ['C', '-B', 'A']);
  await noticeOf(page).getByRole('button', { name: 'Undo' }).click();
  await expectTree(page, ['C', 'A', 'B']);
  // What was dropped was not pressed.
  await expect(titleOf(page)).toHaveValue('C');
});

test('TREE-18 APP-21 the tree by keys alone: along it, in and out, moved, renamed, into the trash and back', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('A');
  for (const title of ['B', 'C']) await addPage(page, title);
  await rowOf(page, 'C').focus();
  await page.keyboard.press('Control+Shift+ArrowRight');
  await expectTree(page, ['A', 'B', '-C']);
  await expect(rowOf(page, 'C')).toBeFocused();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expectTree(page, ['A', 'B', 'C']);
  await page.keyboard.press('Control+Shift+ArrowUp');
  await expectTree(page, ['A', 'C', 'B']);
  await expect(rowOf(page, 'C')).toBeFocused();
  await page.keyboard.press('a');
  await expect(rowOf(page, 'A')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(titleOf(page)).toHaveValue('A');
  await rowOf(page, 'A').focus();
  await page.keyboard.press('End');
  await expect(rowOf(page, 'B')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Last');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Last')).toBeFocused();
  await page.keyboard.press('Delete');
  await expectTree(page, ['A', 'C']);
  await expect(rowOf(page, 'C')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Favourites' })).toBeVisible();
  await noticeOf(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expectTree(page, ['A', 'C', 'Last']);
});

test('APP-25 TREE-4 TREE-5 a page in the trash says so wherever it is open, comes back, and is deleted only when asked twice', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Home');
  await addPage(page, 'Short-lived');
  const other = await openWindow('Bob', new URL(page.url()).pathname);
  await expect(titleOf(other)).toHaveValue('Short-lived');
  await chooseFor(page, 'Short-lived', 'Move to trash');
  await expect(other.getByText('This page is in the trash.')).toBeVisible();
  await expectTree(other, ['Home']);
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expectTree(page, ['Home', 'Short-lived']);
  await chooseFor(page, 'Short-lived', 'Move to trash');
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Trash' });
  await panel.getByRole('button', { name: 'Delete Short-lived for ever' }).click();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await panel.getByRole('button', { name: 'Delete Short-lived for ever' }).click();
  await panel.getByRole('button', { name: 'Delete for everyone' }).click();
  await expect(panel.getByText('The trash is empty.')).toBeVisible();
  await expect(other.getByText(/somebody deleted this page/i).first()).toBeVisible();
});

test('TREE-17 a page is duplicated with what lies in it, and moved by its name', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Plan');
  await bodyOf(page).click();
  await page.keyboard.type('first words');
  await addPage(page, 'Details', 'Plan');
  await bodyOf(page).click();
  await page.keyboard.type('- small print');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await chooseFor(page, 'Plan', 'Duplicate');
  await expect(titleOf(page)).toHaveValue('Plan (copy)');
  await expect(bodyOf(page)).toHaveText('first words');
  await rowOf(page, 'Plan (copy)').locator('.tree-twist').click();
  await expectTree(page, ['Plan', '-Details', 'Plan (copy)', '-Details']);
  await rowOf(page, 'Details').nth(1).getByRole('link').click();
  await expect(bodyOf(page)).toHaveText('small print');
  await chooseFor(page, 'Plan (copy)', 'Move to…');
  await page.getByRole('combobox', { name: 'Where should' }).fill('plan');
  await page.keyboard.press('Enter');
  await expect(treeOf(page).locator('[aria-level="2"]', { hasText: 'Plan (copy)' })).toBeVisible();
});

test('TREE-1 SLASH-7 a page is made in another one from its text, where a link to it stays', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Handbook');
  await bodyOf(page).click();
  await page.keyboard.type('before');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/page');
  await page.getByRole('option', { name: 'Page', exact: true }).click();
  await expect(titleOf(page)).toHaveValue('');
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.type('Holidays');
  await expectTree(page, ['Handbook', '-Holidays']);
  await page.goBack();
  await expect(titleOf(page)).toHaveValue('Handbook');
  await expect(bodyOf(page).getByRole('link', { name: 'Holidays' })).toBeVisible();
});

test('APP-11 the address says what the page is called; the path above it leads outwards, and keys do', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Handbook');
  await addPage(page, 'Holidays', 'Handbook');
  await expect(page).toHaveURL(/\/d\/holidays-[\w-]{22}$/);
  const crumbs = page.getByRole('navigation', { name: 'Where this page is' });
  await expect(crumbs.getByRole('listitem')).toHaveText(['Handbook', 'Holidays']);
  await crumbs.getByRole('link', { name: 'Handbook' }).click();
  await expect(page).toHaveURL(/\/d\/handbook-[\w-]{22}$/);
  await page.goBack();
  await expect(titleOf(page)).toHaveValue('Holidays');
  await page.keyboard.press('Control+Shift+U');
  await expect(titleOf(page)).toHaveValue('Handbook');
  await page.keyboard.press('Control+[');
  await expect(titleOf(page)).toHaveValue('Holidays');
  await page.keyboard.press('Control+\\');
  await expect(treeOf(page)).toBeHidden();
  await page.keyboard.press('Control+\\');
  await expect(treeOf(page)).toBeVisible();
  await page.keyboard.press('Control+n');
  await expect(titleOf(page)).toHaveValue('');
});

test('TREE-2 LOOK-1 a page gets an icon and a cover, which others see; nothing about them is inaccessible', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Garden');
  const other = await openWindow('Bob', '/');
  await titleOf(page).hover();
  await page.getByRole('button', { name: 'Add icon' }).click();
  await page.getByRole('combobox', { name: 'Search emoji' }).fill('seedling');
  await page.getByRole('option', { name: 'seedling' }).click();
  await page.locator('.page-head').hover();
  await page.getByRole('button', { name: 'Add cover' }).click();
  await page.getByRole('button', { name: 'Moss' }).click();
  await expect(other.locator('.cover')).toBeVisible();
  await page.locator('.page-head').hover();
  await page.getByRole('button', { name: 'Change cover' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'A picture of yours…' }).click();
  await (await choosing).setFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PICTURE });
  await expect(other.locator('img.cover')).toBeVisible();
  expect(
    await other.locator('img.cover').evaluate((one: HTMLImageElement) => one.naturalWidth),
  ).toBe(1);
  await expect(rowOf(other, 'Garden')).toContainText('🌱');
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  await expect(page.getByText('The trash is empty.')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  const again = await new AxeBuilder({ page }).analyze();
  expect(again.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test.describe('phone', () => {
  test.use({ viewport: { width: 390, height: 800 }, hasTouch: true });

  test('TREE-16 with a finger a page is held, then dragged; a quick one scrolls', async ({
    page,
    weft,
  }) => {
    await openPage(page, weft.url);
    await titleOf(page).fill('A');
    for (const title of ['B', 'C']) {
      await page.getByRole('button', { name: 'Open the list of pages' }).tap();
      await page.getByRole('button', { name: 'New page' }).tap();
      await expect(titleOf(page)).toBeFocused();
      await page.keyboard.type(title);
    }
    await page.getByRole('button', { name: 'Open the list of pages' }).tap();
    await expectTree(page, ['A', 'B', 'C']);
    // Until the drawer has come to rest, rows are not where they will be.
    await page
      .getByRole('dialog', { name: 'Pages' })
      .evaluate((drawer) => Promise.all(drawer.getAnimations().map(({ finished }) => finished)));
    const client = await page.context().newCDPSession(page);
    const [start, end] = [
      (await rowOf(page, 'C').boundingBox())!,
      (await rowOf(page, 'A').boundingBox())!,
    ];
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: start.x + 60, y }],
      });
    await touch('touchStart', start.y + 20);
    await page.waitForTimeout(600);
    await touch('touchMove', start.y - 10);
    await touch('touchMove', end.y + end.height / 2);
    await touch('touchEnd', 0);
    await expectTree(page, ['A', '-C', 'B']);
    await noticeOf(page).getByRole('button', { name: 'Undo' }).tap();
    await expectTree(page, ['A', 'B', 'C']);
  });
});
