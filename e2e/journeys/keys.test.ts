import { blockMenuOf, blockOf, slashMenuOf, toolsOf } from './hands.ts';
import { cells } from './made-table.ts';
import { focused, tabTo } from './tabbing.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, test, titleOf } from './weft.ts';

test('KEYS-1 KEYS-2 KEYS-3 APP-38 a page is made and written with keys alone', async ({
  page,
  weft,
}) => {
  test.slow();
  await openPage(page, weft.url);
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.type('The first page');
  await tabTo(page, 'New page', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(titleOf(page)).toHaveValue('');
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.type('By keys');
  await page.keyboard.press('Enter');
  await expect(bodyOf(page)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.type(' alone');
  await expect(titleOf(page)).toHaveValue('By keys alone');
  await page.keyboard.press('ArrowDown');
  await expect(bodyOf(page)).toBeFocused();

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const { keyboard } = page;
  await keyboard.type('# Heading\nwords\n- one\ntwo');
  await press('Tab', 'Enter', 'Enter', 'Enter');
  await keyboard.type('> more\ninside');
  await press('ArrowUp', 'ControlOrMeta+Enter');
  await expect(blockOf(page, 'inside')).toHaveCount(0);
  await press('ControlOrMeta+Enter', 'ArrowDown', 'End', 'Enter', 'Enter');
  await keyboard.type('/table');
  await expect(slashMenuOf(page)).toBeVisible();
  await press('Enter');
  await keyboard.type('a');
  await press('Tab');
  await keyboard.type('b');
  const { length } = await cells(page);
  for (let i = 0; i < 3 * length - 1; i += 1) await press('Tab');
  await keyboard.type('c');
  expect(await cells(page)).toHaveLength(length + 1);
  expect((await cells(page)).at(-1)).toEqual(['c', '', '']);
  await press('ControlOrMeta+Alt+ArrowUp', 'ControlOrMeta+/');
  await keyboard.type('insert column right');
  await press('Enter');
  await expect.poll(async () => (await cells(page)).at(-2)).toEqual(['c', '', '', '']);
  await press('ArrowDown', 'Enter');

  // The panel of a picture, and back.
  await keyboard.type('/image');
  await press('Enter');
  const panel = page.getByRole('dialog', { name: 'Add an image' });
  await expect(panel).toBeVisible();
  await tabTo(page, /address/i);
  await press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(bodyOf(page)).toBeFocused();
  await expect(blocksOf(page, 'image')).toHaveAttribute('data-selected');
  await press('ControlOrMeta+Enter');
  await expect.poll(() => focused(page)).toEqual({ name: 'Add an image', isSeen: true });
  await press('Enter');
  await expect(panel).toBeVisible();
  await press('Escape', 'Escape');
  await expect(bodyOf(page)).toBeFocused();
  await press('Enter', 'Enter');

  await keyboard.type('/equation');
  await press('Enter');
  await keyboard.type('E = mc^2');
  await expect(blocksOf(page, 'equation').locator('math')).toHaveCount(1);
  await press('ControlOrMeta+Enter');
  await keyboard.type('/code');
  await press('Enter');
  await keyboard.type('let a = 1;');
  await press('Escape', 'ControlOrMeta+Enter');
  await expect.poll(async () => (await focused(page)).name).toMatch(/^Language: /);
  await press('Enter');
  await keyboard.type('rust');
  await press('Enter');
  await expect
    .poll(() => focused(page))
    .toEqual({ name: 'Language: Rust. Choose another', isSeen: true });
  await tabTo(page, 'Wrap');
  await press('Enter');
  await expect(blocksOf(page, 'code')).toHaveAttribute('data-wrap');
  await press('Escape');
  await expect(blocksOf(page, 'code')).toHaveAttribute('data-selected');
  await expect(bodyOf(page)).toBeFocused();
  await press('Enter', 'ControlOrMeta+Enter');

  // Colours, other kinds, moves, copies.
  await keyboard.type('moving');
  await press('ControlOrMeta+/');
  await expect(blockMenuOf(page)).toBeVisible();
  await keyboard.type('yellow back');
  await press('Enter', 'Enter');
  await expect(blockOf(page, 'moving')).toHaveAttribute('data-background', 'yellow');
  await press('ControlOrMeta+/');
  await keyboard.type('to-do');
  await press('Enter', 'Enter');
  await expect(blockOf(page, 'moving')).toHaveAttribute('data-type', 'todo');
  await press('ControlOrMeta+Enter', 'ControlOrMeta+Shift+ArrowUp', 'ControlOrMeta+d');
  const made = await outlineOf(page);
  expect(made.slice(-3)).toEqual(['[todo] moving', '[todo] moving', '[code] let a = 1;']);
  await press('Escape', 'Delete');
  expect((await outlineOf(page)).slice(-2)).toEqual(['[todo] moving', '[code] let a = 1;']);
  await press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(made);

  // Tools and the address of a link.
  await expect(bodyOf(page)).toBeFocused();
  await press('ControlOrMeta+End', 'ArrowUp', 'End', 'Shift+Home');
  await expect(toolsOf(page)).toBeVisible();
  await press('Alt+F10');
  await tabTo(page, 'Bold', 'ArrowRight');
  await press('Enter', 'Escape');
  await expect(bodyOf(page)).toBeFocused();
  await expect(bodyOf(page).locator('.weft-bold')).toHaveText('moving');
  await press('ControlOrMeta+k');
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await keyboard.type('example.com');
  await press('Enter');
  await expect(bodyOf(page)).toBeFocused();
  await expect(bodyOf(page).locator('.weft-link')).toHaveText('moving');

  await press('ControlOrMeta+f');
  await keyboard.type('heading');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await tabTo(page, 'Close');
  await press('Enter');
  await expect(page.getByRole('textbox', { name: 'Find' })).toHaveCount(0);
  await expect(bodyOf(page)).toBeFocused();
  await keyboard.type('found');
  await expect(blocksOf(page, 'heading1')).toHaveText('found');

  // Out of the editor, and round.
  await press('Escape', 'Escape');
  await expect(bodyOf(page)).not.toBeFocused();
  const around = await tabTo(page, 'New page');
  expect(around.some((name) => name.startsWith('Language: '))).toBe(true);
  const rest = await tabTo(page, 'Title');
  for (const name of ['The first page', /^You are /, /Light|Dark|system/, 'Undo', /people|person/])
    expect(rest).toContainEqual(typeof name === 'string' ? name : expect.stringMatching(name));
  await tabTo(page, 'The first page', 'Shift+Tab');
  await press('Enter');
  await expect(titleOf(page)).toHaveValue('The first page');
});
