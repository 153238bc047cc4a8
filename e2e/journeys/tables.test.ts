import type { Locator } from '@playwright/test';
import { boxOf, cell, cells, CITIES, columnGrip, drag, openTable, rowGrip } from './made-table.ts';
import { bodyOf, expect, saveStateOf, test } from './weft.ts';

test('TABLE-11 a grip opens the menu of its row, and of its column', async ({ page, weft }) => {
  await openTable(page, weft);
  await cell(page, 'Vienna').hover();
  await rowGrip(page).click();
  await page.getByRole('option', { name: 'Insert row above' }).click();
  await page.keyboard.type('Rome');
  await expect.poll(() => cells(page)).toEqual([CITIES[0], ['Rome', '', ''], CITIES[1], CITIES[2]]);
  await cell(page, 'Austria').hover();
  await columnGrip(page).click();
  await page.getByRole('option', { name: 'Delete column' }).click();
  await expect
    .poll(() => cells(page))
    .toEqual([
      ['City', 'People'],
      ['Rome', ''],
      ['Vienna', '2.0 million'],
      ['Oslo', '0.7 million'],
    ]);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => cells(page)).toEqual(CITIES);
});

test('TABLE-11 a grip that is dragged moves the row and the column, Escape leaves them', async ({
  page,
  weft,
}) => {
  await openTable(page, weft);
  const grab = async (grip: Locator) => {
    const { midX: x, midY: y } = await boxOf(grip);
    return { x, y };
  };
  await cell(page, 'Oslo').hover();
  const header = await boxOf(cell(page, 'City'));
  await drag(page, await grab(rowGrip(page)), { x: header.midX, y: header.y + 4 });
  await expect.poll(() => cells(page)).toEqual([CITIES[2], CITIES[0], CITIES[1]]);
  await cell(page, 'Oslo').hover();
  const last = await boxOf(cell(page, 'Vienna'));
  await drag(page, await grab(rowGrip(page)), { x: last.midX, y: last.bottom - 2 }, true);
  await cell(page, 'Oslo').hover();
  const end = await boxOf(cell(page, 'million').first());
  await drag(page, await grab(columnGrip(page)), { x: end.right - 4, y: end.midY });
  await expect
    .poll(() => cells(page))
    .toEqual([
      ['Norway', '0.7 million', 'Oslo'],
      ['Country', 'People', 'City'],
      ['Austria', '2.0 million', 'Vienna'],
    ]);
});

test('TABLE-12 the bars add a row and a column, and as many as they are dragged for', async ({
  page,
  weft,
}) => {
  await openTable(page, weft);
  await cell(page, 'Oslo').hover();
  await page.getByRole('button', { name: 'Add a row' }).click();
  await page.keyboard.type('Rome');
  await expect.poll(async () => (await cells(page)).at(-1)).toEqual(['Rome', '', '']);
  await cell(page, 'Oslo').hover();
  await page.getByRole('button', { name: 'Add a column' }).click();
  await expect.poll(async () => (await cells(page))[0]).toEqual(['City', 'Country', 'People', '']);
  await cell(page, 'Oslo').hover();
  const bar = await boxOf(page.getByRole('button', { name: 'Add a row' }));
  const row = await boxOf(cell(page, 'Oslo'));
  await drag(page, { x: bar.midX, y: bar.midY }, { x: bar.midX, y: bar.midY + 2 * row.height });
  await expect.poll(async () => (await cells(page)).length).toBe(6);
});

test('TABLE-13 TABLE-9 an edge that is dragged resizes its column in one step, and a double press resets it', async ({
  page,
  weft,
}) => {
  await openTable(page, weft);
  const before = await boxOf(cell(page, 'Austria'));
  const edge = { x: before.right, y: before.midY };
  await page.mouse.move(edge.x - 20, edge.y);
  await drag(page, edge, { x: edge.x - 80, y: edge.y });
  const after = await boxOf(cell(page, 'Austria'));
  expect(Math.abs(after.width - before.width + 80)).toBeLessThanOrEqual(2);
  expect(Math.abs(after.x - before.x)).toBeLessThanOrEqual(1);
  await bodyOf(page).getByText('before').click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await boxOf(cell(page, 'Austria'))).width).toBe(before.width);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(async () => (await boxOf(cell(page, 'Austria'))).width).toBe(after.width);
  // Never too narrow to be read.
  await page.mouse.move(after.right - 20, after.midY);
  await drag(page, { x: after.right, y: after.midY }, { x: after.x - 50, y: after.midY });
  await expect.poll(async () => Math.round((await boxOf(cell(page, 'Austria'))).width)).toBe(60);
  const narrow = await boxOf(cell(page, 'Austria'));
  await page.mouse.move(narrow.right - 20, narrow.midY);
  await page.mouse.move(narrow.right, narrow.midY);
  await page.mouse.dblclick(narrow.right, narrow.midY);
  await expect.poll(async () => (await boxOf(cell(page, 'Austria'))).width).toBeGreaterThan(200);
  await expect(saveStateOf(page)).toHaveText('Saved');
});

test('TABLE-2 arrows stay in a cell of several lines until its edge', async ({ page, weft }) => {
  await openTable(page, weft);
  await cell(page, 'Country').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('or land');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await page.keyboard.type('1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('3');
  await expect
    .poll(async () => (await cells(page)).map((row) => row[1]))
    .toEqual(['1Countryo2r land', 'Au3stria', 'Norway']);
});

test('TABLE-14 TABLE-5 keys alone change rows, columns and headers', async ({ page, weft }) => {
  await openTable(page, weft);
  await cell(page, 'Vienna').click();
  const choose = async (name: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+/');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  };
  await choose('Header column');
  await expect(page.getByRole('rowheader')).toHaveText(['Vienna', 'Oslo']);
  await expect(page.getByRole('columnheader')).toHaveText(CITIES[0] ?? []);
  await choose('Insert column right');
  await page.keyboard.type('new');
  await expect
    .poll(async () => (await cells(page))[1])
    .toEqual(['Vienna', 'new', 'Austria', '2.0 million']);
  await page.keyboard.press('ControlOrMeta+Alt+ArrowLeft');
  await expect
    .poll(async () => (await cells(page))[1])
    .toEqual(['new', 'Vienna', 'Austria', '2.0 million']);
  const width = (await boxOf(cell(page, 'new'))).width;
  await choose('Wider column');
  await expect
    .poll(async () => Math.round((await boxOf(cell(page, 'new'))).width - width))
    .toBe(40);
  await page.keyboard.type('!');
  await expect.poll(async () => (await cells(page))[1]?.[0]).toBe('new!');
  await choose('Delete row');
  await expect.poll(async () => (await cells(page)).length).toBe(2);
});

test('TABLE-6 cells of a spreadsheet are pasted into cells, and the table grows', async ({
  page,
  weft,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTable(page, weft);
  await cell(page, '2.0 million').click();
  await page.evaluate(() => navigator.clipboard.writeText('1\t2\n3\t4\n5\t6'));
  await page.keyboard.press('ControlOrMeta+v');
  await expect
    .poll(() => cells(page))
    .toEqual([
      ['City', 'Country', 'People', ''],
      ['Vienna', 'Austria', '1', '2'],
      ['Oslo', 'Norway', '3', '4'],
      ['', '', '5', '6'],
    ]);
});

test('TABLE-10 two people change a table while both write in it', async ({
  page,
  weft,
  openWindow,
}) => {
  const path = await openTable(page, weft);
  const other = await openWindow('Bob', path);
  await expect(cell(other, 'Norway')).toBeVisible();
  await cell(page, 'Austria').click();
  await page.keyboard.press('End');
  await cell(other, 'Norway').click();
  await other.keyboard.press('End');
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const typing = page.keyboard.type(letters, { delay: 60 });
  for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight']) {
    await other.keyboard.press(`ControlOrMeta+Alt+${key}`);
    await other.keyboard.type('xyz');
  }
  await typing;
  await other.keyboard.press('ControlOrMeta+/');
  await other.keyboard.type('Insert row below');
  await other.keyboard.press('Enter');
  await page.keyboard.type('!');
  await expect.poll(() => cells(other)).toEqual(await cells(page));
  const said = (await cells(page)).flat();
  expect(said).toContain(`Austria${letters}!`);
  expect(said).toContain('Norwayxyzxyzxyzxyz');
});
