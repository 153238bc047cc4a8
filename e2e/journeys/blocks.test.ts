import { makePage } from './made-page.ts';
import {
  blocksOf,
  bodyOf,
  expect,
  openPage,
  openTogether,
  outlineOf,
  saveStateOf,
  test,
  expectReady,
} from './weft.ts';

test('EDIT-33 Enter splits, goes on a list, leaves it when empty, and Backspace joins again', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('onetwo');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two']);
  await page.keyboard.press('Backspace');
  await expect.poll(() => outlineOf(page)).toEqual(['onetwo']);
  await page.keyboard.type(' and ');
  await expect.poll(() => outlineOf(page)).toEqual(['one and two']);
  await page.keyboard.press('End');
  await page.keyboard.type('\n- item\nnext\n');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['one and two', '[bulleted] item', '[bulleted] next', '[bulleted] ']);
  await page.keyboard.press('Enter');
  await page.keyboard.type('after');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['one and two', '[bulleted] item', '[bulleted] next', 'after']);
});

test('EDIT-33 Tab nests and Shift+Tab brings back; Backspace makes text, leaves the nest, and joins', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('- parent\nchild');
  await page.keyboard.press('Tab');
  await expect.poll(() => outlineOf(page)).toEqual(['[bulleted] parent', '\t[bulleted] child']);
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => outlineOf(page)).toEqual(['[bulleted] parent', '[bulleted] child']);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect.poll(() => outlineOf(page)).toEqual(['[bulleted] parent', '\tchild']);
  await page.keyboard.press('Backspace');
  await expect.poll(() => outlineOf(page)).toEqual(['[bulleted] parent', 'child']);
  await page.keyboard.press('Backspace');
  await expect.poll(() => outlineOf(page)).toEqual(['[bulleted] parentchild']);
  for (let i = 0; i < 3; i++) await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(['[bulleted] parent', '\t[bulleted] child']);
});

test('EDIT-34 Markdown typing makes every kind of line, and the first undo gives the signs back', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type(
    '# One\n## Two\n### Three\n- point\n\n1. first\n\n[] to do\n\n" said\n\n---',
  );
  await page.keyboard.type('end');
  await expect
    .poll(() => outlineOf(page))
    .toEqual([
      '[heading1] One',
      '[heading2] Two',
      '[heading3] Three',
      '[bulleted] point',
      '[1.] first',
      '[todo] to do',
      '[quote] said',
      '[divider] ',
      'end',
    ]);
  await page.keyboard.type('\n# ');
  await expect(blocksOf(page).last()).toHaveAttribute('data-type', 'heading1');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(blocksOf(page).last()).toHaveText('# ', { useInnerText: true });
  await expect(blocksOf(page).last()).toHaveAttribute('data-type', 'text');
});

test('EDIT-35 marks are typed, pressed and taken off, and stay after loading again', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('**bold** *italic* ~~gone~~ `code` done');
  const body = bodyOf(page);
  await expect(body.locator('strong')).toHaveText('bold');
  await expect(body.locator('em')).toHaveText('italic');
  await expect(body.locator('code')).toHaveText('code');
  await expect(body.locator('.weft-strikethrough')).toHaveText('gone');
  await expect(body).toHaveText('bold italic gone code done');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('ControlOrMeta+u');
  await expect(body.locator('.weft-underline')).not.toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+u');
  await expect(body.locator('.weft-underline')).toHaveCount(0);
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.reload();
  await expect(body.locator('strong')).toHaveText('bold');
  await expect(body.locator('code')).toHaveText('code');
});

test('EDIT-36 several lines are copied from one page and pasted into the middle of another', async ({
  page,
  context,
  weft,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('one\ntwo\nthree');
  // The line first, then the page.
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await page.getByRole('button', { name: 'New page' }).first().click();
  await expectReady(page);
  await expect(bodyOf(page)).toHaveText('');
  await bodyOf(page).click();
  await page.keyboard.type('beforeafter');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ControlOrMeta+v');
  await expect.poll(() => outlineOf(page)).toEqual(['beforeone', 'two', 'three', 'after']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(['beforeafter']);
});

test('EDIT-37 a to-do is ticked by its box and by Mod+Enter, and everybody sees it', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('[] do it');
  const todo = bodyOf(page).getByRole('checkbox');
  const theirs = bodyOf(other).getByRole('checkbox');
  await expect(theirs).not.toBeChecked();
  await todo.click({ position: { x: 10, y: 12 } });
  await expect(todo).toBeChecked();
  await expect(theirs).toBeChecked();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(todo).not.toBeChecked();
  await expect(theirs).not.toBeChecked();
});

test('EDIT-43 what others write above keeps the line being read where it is on the screen', async ({
  page,
  weft,
  openWindow,
}) => {
  const lines = Array.from({ length: 120 }, (_, i) => ({
    type: 'text',
    runs: [{ text: `Line ${i}`, marks: {} }],
  }));
  const path = await makePage(weft, { title: 'Long', blocks: lines });
  await openPage(page, weft.url + path);
  const other = await openWindow('Bob', path);
  await expectReady(other);
  const line = bodyOf(page).getByText('Line 90', { exact: true });
  await line.click();
  await page.keyboard.press('End');
  const top = async (): Promise<number> => (await line.boundingBox())?.y ?? Number.NaN;
  const before = await top();
  const height = (await bodyOf(page).boundingBox())?.height ?? 0;
  await bodyOf(other).getByText('Line 0', { exact: true }).click();
  await other.keyboard.press('End');
  await other.keyboard.type('\nnew\nnew\nnew\nnew\nnew\nlast of the new');
  await expect(bodyOf(page)).toContainText('last of the new');
  await expect
    .poll(async () => (await bodyOf(page).boundingBox())?.height ?? 0)
    .toBeGreaterThan(height + 100);
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
  await page.keyboard.type('!');
  await expect(bodyOf(page).getByText('Line 90!', { exact: true })).toBeVisible();
});
