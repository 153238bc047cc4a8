import { chosenIn, gripOf, plusOf, pointAt, slashMenuOf } from './hands.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, test } from './weft.ts';

test.beforeEach(async ({ page, weft }) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
});

test('SLASH-6 the menu is used by keys: a query, arrows, Enter and Tab', async ({ page }) => {
  await page.keyboard.type('/');
  await expect(slashMenuOf(page)).toBeVisible();
  await expect(chosenIn(slashMenuOf(page))).toHaveText(/^Text/);
  await expect(bodyOf(page)).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.type('h');
  await expect(chosenIn(slashMenuOf(page))).toHaveText(/^Heading 1/);
  await page.keyboard.press('ArrowDown');
  await expect(chosenIn(slashMenuOf(page))).toHaveText(/^Heading 2/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(slashMenuOf(page)).toHaveCount(0);
  await page.keyboard.type('Title\n/to do');
  await page.keyboard.press('Tab');
  await page.keyboard.type('milk\n\nabove /div');
  await page.keyboard.press('Enter');
  await page.keyboard.type('end');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['[heading1] Title', '[todo] milk', 'above ', '[divider] ', 'end']);
  await expect(bodyOf(page)).not.toHaveAttribute('aria-activedescendant', /./);
});

test('SLASH-6 the menu is used by mouse, and one undo takes back what it did', async ({ page }) => {
  await page.keyboard.type('one\n/');
  const quote = slashMenuOf(page).getByRole('option', { name: 'Quote', exact: true }).first();
  await quote.hover();
  await expect(quote).toHaveAttribute('aria-selected', 'true');
  await quote.click();
  await expect.poll(() => outlineOf(page)).toEqual(['one', '[quote] ']);
  await page.keyboard.type('said');
  await expect.poll(() => outlineOf(page)).toEqual(['one', '[quote] said']);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(['one', '/']);
});

test('SLASH-3 Escape and a query without a match leave plain text', async ({ page }) => {
  await page.keyboard.type('/head');
  await expect(slashMenuOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(slashMenuOf(page)).toHaveCount(0);
  await page.keyboard.type('er and footer');
  await expect(slashMenuOf(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.type('/qzx');
  await expect(slashMenuOf(page)).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect(slashMenuOf(page)).toBeVisible();
  await page.keyboard.type('qzx ');
  await page.keyboard.press('Enter');
  await page.keyboard.type('and/or https://a.example/b');
  await expect(slashMenuOf(page)).toHaveCount(0);
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['/header and footer', '/qzx ', 'and/or https://a.example/b']);
});

test('SLASH-3 a press elsewhere closes the menu and leaves the text', async ({ page }) => {
  await page.keyboard.type('one\ntwo /');
  await expect(slashMenuOf(page)).toBeVisible();
  await blocksOf(page).first().click();
  await expect(slashMenuOf(page)).toHaveCount(0);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect.poll(() => outlineOf(page)).toEqual(['one!', 'two /']);
});

test('SLASH-6 what was used last comes first, after loading again too', async ({ page }) => {
  for (const query of ['quote', 'red']) {
    await page.keyboard.type(`/${query}`);
    await page.keyboard.press('Enter');
    await page.keyboard.type('x\n');
  }
  await page.reload();
  await bodyOf(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('/');
  const recent = slashMenuOf(page).getByRole('group', { name: 'Recent' }).getByRole('option');
  await expect(recent).toHaveText(['Red text', /^Quote/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('y');
  await expect(blocksOf(page).last()).toHaveAttribute('data-type', 'quote');
});

test('SLASH-2 what a teammate writes in the same line leaves the menu with its query', async ({
  page,
  openWindow,
}) => {
  await page.keyboard.type('middle /hea');
  const other = await openWindow('Bob', new URL(page.url()).pathname);
  await bodyOf(other).getByText('middle').click();
  await other.keyboard.press('Home');
  await other.keyboard.type('before ');
  await expect(bodyOf(page)).toContainText('before middle');
  await expect(chosenIn(slashMenuOf(page))).toHaveText(/^Heading 1/);
  const sign = await page.evaluate(() => {
    const range = getSelection()!.getRangeAt(0).cloneRange();
    range.setStart(range.endContainer, range.endOffset - 4);
    return range.getBoundingClientRect().x;
  });
  await expect
    .poll(async () => Math.abs(((await slashMenuOf(page).boundingBox())?.x ?? 0) - sign))
    .toBeLessThan(16);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Title');
  await expect.poll(() => outlineOf(other)).toEqual(['before middle ', '[heading1] Title']);
});

test('HANDLE-2 + adds a block below and, with Alt, above, by the same menu', async ({ page }) => {
  await page.keyboard.type('one\ntwo');
  await pointAt(page, 'one');
  await plusOf(page).click();
  await expect(slashMenuOf(page)).toBeVisible();
  await page.keyboard.type('todo');
  await page.keyboard.press('Enter');
  await page.keyboard.type('below');
  await pointAt(page, 'one');
  await plusOf(page).click({ modifiers: ['Alt'] });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('above');
  await expect.poll(() => outlineOf(page)).toEqual(['above', 'one', '[todo] below', 'two']);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await bodyOf(page).hover();
  await expect(gripOf(page)).toBeVisible();
  await plusOf(page).click();
  await page.keyboard.type('h1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('only');
  await expect.poll(() => outlineOf(page)).toEqual(['[heading1] only']);
});
