import type { Page } from '@playwright/test';
import { makePage } from './made-page.ts';
import { blockOf, toolsOf } from './hands.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, saveStateOf, test } from './weft.ts';

const line = (text: string) => ({ type: 'text', runs: [{ text, marks: {} }] });

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Pastes with the browser's own clipboard and key. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('ControlOrMeta+v');
}

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test('LINK-1 PASTE-19 addresses are links, and a pasted one becomes what one asks for', async ({
  page,
  weft,
}) => {
  const plan = await makePage(weft, { title: 'Plan', blocks: [line('x')] });
  await openPage(
    page,
    weft.url + (await makePage(weft, { title: 'Notes', blocks: [{ type: 'text' }] })),
  );
  const menu = page.getByRole('listbox', { name: 'Paste as' });
  await bodyOf(page).click();
  await page.keyboard.type('see https://example.com/a, or ');
  await expect(bodyOf(page).getByRole('link')).toHaveText(['https://example.com/a']);
  await paste(page, weft.url + plan);
  await expect(menu.getByRole('option')).toHaveText(['Mention of Plan', 'Link', 'Bookmark']);
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).locator('[data-page]')).toHaveText('Plan');
  await page.keyboard.press('Enter');
  await paste(page, 'https://youtu.be/dQw4w9WgXcQ');
  await menu.getByRole('option', { name: 'Embedded page (YouTube)' }).click();
  await expect(blocksOf(page, 'embed')).toHaveCount(1);
  await paste(page, 'https://example.com/b');
  await expect(menu).toBeVisible();
  await page.keyboard.type(' stays a link');
  await expect(menu).toHaveCount(0);
  await page.keyboard.press('Enter');
  await paste(page, 'https://example.com/c');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(bodyOf(page)).toBeFocused();
  await expect
    .poll(() => outlineOf(page))
    .toEqual([
      'see https://example.com/a, or Plan',
      '[embed] ',
      'https://example.com/b stays a link',
      'https://example.com/c',
    ]);
});

test('HANDLE-4 PAGE-1 links and Markdown are copied, a link shows its block, and words are counted', async ({
  page,
  weft,
}) => {
  const toggle = {
    type: 'toggle',
    runs: [{ text: 'closed', marks: {} }],
    children: [line('far below')],
  };
  const lines = Array.from({ length: 60 }, (_, index) => line(`line ${index}`));
  await openPage(
    page,
    weft.url + (await makePage(weft, { title: 'Long', blocks: [...lines, toggle] })),
  );
  await blockOf(page, 'closed').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await blockOf(page, 'far below').click();
  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.type('copy link');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = await copied(page);
  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.type('markdown');
  await page.keyboard.press('Enter');
  await expect.poll(() => copied(page)).toBe('far below\n');

  await blockOf(page, 'closed').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(blockOf(page, 'far below')).toBeHidden();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(blockOf(page, 'far below')).toBeInViewport();

  await page.getByRole('button', { name: 'More about this page' }).click();
  await expect(page.getByRole('note')).toContainText('123 words');
  await page.getByRole('menuitem', { name: 'Copy page as Markdown' }).click();
  await expect.poll(() => copied(page)).toContain('line 59\n\n');
  await page.getByRole('button', { name: 'More about this page' }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect.poll(() => copied(page)).toBe(link.replace(/#.*/, ''));
  await page.getByRole('button', { name: 'More about this page' }).click();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Enter');
  const find = page.getByRole('search', { name: 'Find in this page' });
  await expect(find.getByRole('textbox').first()).toBeFocused();
});

test('TOOL-5 letters are coloured from the swatches, by keys and once more, and made an equation', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('first\nsecond\nx^2');
  await blockOf(page, 'first').dblclick({ position: { x: 12, y: 12 } });
  await toolsOf(page).getByRole('button', { name: 'Colour' }).click();
  await page.getByRole('menuitemradio', { name: 'Red background' }).click();
  await expect(blockOf(page, 'first').locator('[style*="red"]')).toHaveText('first');
  await expect(bodyOf(page)).toBeFocused();
  await blockOf(page, 'second').dblclick({ position: { x: 12, y: 12 } });
  await page.keyboard.press('ControlOrMeta+Shift+h');
  await expect(blockOf(page, 'second').locator('[style*="red"]')).toHaveText('second');
  await page.keyboard.press('Alt+F10');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Default text' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(blockOf(page, 'second').locator('[style*="color: var(--color-green)"]')).toHaveText(
    'second',
  );
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Shift+Home');
  await toolsOf(page).getByRole('button', { name: 'Equation' }).click();
  await expect(bodyOf(page).locator('[data-kind="equation"]')).toHaveCount(1);
  await expect(saveStateOf(page)).toHaveText('Saved');
});
