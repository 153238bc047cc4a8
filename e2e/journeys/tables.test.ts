import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { BlockContent } from '@weft/shared/model/content';
import { makePage } from './made-page.ts';
import { bodyOf, expect, saveStateOf, test, type Weft } from './weft.ts';

const text = (words: string): BlockContent => ({
  type: 'text',
  runs: [{ text: words, marks: {} }],
});

function tableOf(
  rows: readonly (readonly string[])[],
  props: BlockContent['props'] = {},
): BlockContent {
  return {
    type: 'table',
    props,
    table: {
      columns: (rows[0] ?? []).map(() => ({})),
      rows: rows.map((cells) => ({ cells: cells.map((words) => [text(words)]) })),
    },
  };
}

const CITIES = [
  ['City', 'Country', 'People'],
  ['Vienna', 'Austria', '2.0 million'],
  ['Oslo', 'Norway', '0.7 million'],
];

async function openTable(
  page: Page,
  weft: Weft,
  blocks: readonly BlockContent[] = [
    text('before'),
    tableOf(CITIES, { headerRow: true }),
    text('after'),
  ],
): Promise<string> {
  const path = await makePage(weft, { title: 'Places', blocks });
  await page.goto(weft.url + path);
  await expect(bodyOf(page)).toBeEditable();
  return path;
}

/** What the cells say, row by row. */
function cells(page: Page): Promise<string[][]> {
  return bodyOf(page)
    .locator('tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
}

const cell = (page: Page, words: string): Locator =>
  bodyOf(page).locator('td').filter({ hasText: words });
const rowGrip = (page: Page): Locator => page.getByRole('button', { name: /^Row:/ });
const columnGrip = (page: Page): Locator => page.getByRole('button', { name: /^Column:/ });

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not there.');
  return {
    ...box,
    right: box.x + box.width,
    bottom: box.y + box.height,
    midX: box.x + box.width / 2,
    midY: box.y + box.height / 2,
  };
}

async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
  escape = false,
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (escape) await page.keyboard.press('Escape');
  await page.mouse.up();
}

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

const COLUMNS: BlockContent = {
  type: 'columns',
  children: ['left', 'right'].map((words) => ({ type: 'column', children: [text(words)] })),
};
const column = (page: Page, index: number): Locator =>
  bodyOf(page).locator('[data-layout="column"]').nth(index);

test('COLUMN-2 COLUMN-3 the gap between columns is dragged, evened out and added to', async ({
  page,
  weft,
}) => {
  await openTable(page, weft, [text('before'), COLUMNS, text('after')]);
  const [left, right] = [await boxOf(column(page, 0)), await boxOf(column(page, 1))];
  const gap = { x: (left.right + right.x) / 2, y: left.midY };
  await page.mouse.move(gap.x, gap.y);
  await drag(page, gap, { x: gap.x + 100, y: gap.y });
  await expect
    .poll(async () => Math.abs((await boxOf(column(page, 0))).width - left.width - 100))
    .toBeLessThan(3);
  await page.mouse.move(gap.x + 100, gap.y - 40);
  await page.mouse.move(gap.x + 100, gap.y);
  await page.mouse.dblclick(gap.x + 100, gap.y);
  await expect
    .poll(async () => Math.abs((await boxOf(column(page, 0))).width - left.width))
    .toBeLessThan(2);
  await page.mouse.move(gap.x, gap.y - 60);
  await page.mouse.move(gap.x, gap.y);
  await page.getByRole('button', { name: 'Add a column' }).click();
  await page.keyboard.type('between');
  await expect(bodyOf(page).locator('[data-layout="column"]')).toHaveText([
    'left',
    'between',
    'right',
  ]);
  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.type('Wider column');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await boxOf(column(page, 1))).width - (await boxOf(column(page, 0))).width)
    .toBeGreaterThan(20);
});

test('COLUMN-1 COLUMN-3 an empty column says so, and Backspace in it takes it away', async ({
  page,
  weft,
}) => {
  await openTable(page, weft, [text('before'), COLUMNS, text('after')]);
  await column(page, 1).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  const said = await column(page, 1)
    .locator('.block')
    .evaluate((line) => getComputedStyle(line, '::after').content);
  expect(said).toBe('"Empty column"');
  await page.keyboard.press('Backspace');
  await expect(bodyOf(page).locator('[data-layout]')).toHaveCount(0);
  await page.keyboard.type('!');
  await expect(bodyOf(page).locator('.block')).toHaveText(['before', 'left!', 'after']);
});

const WIDE = tableOf(
  [
    ['Task', 'Who', 'Due', 'State', 'Notes', 'Link'],
    ['Write the announcement', 'Ann', 'Monday', 'Done', 'Two paragraphs and a picture', 'page'],
    ['Ask for pictures', 'Bob', 'Tuesday', 'Waiting', '', ''],
    ['Send it', 'Eve', 'Friday', '', 'After lunch', ''],
  ],
  { headerRow: true, headerColumn: true },
);

for (const scheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of [
    ['wide', { width: 1280, height: 800 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${size}, ${scheme}`, () => {
      test.use({ colorScheme: scheme, viewport, hasTouch: size === 'phone' });

      test(`TABLE-15 TABLE-8 TABLE-11 a table looks right with its controls on ${size} in ${scheme}`, async ({
        page,
        weft,
      }, testInfo) => {
        await openTable(page, weft, [
          text('What is left to do before the launch.'),
          WIDE,
          tableOf(CITIES, { headerRow: true }),
          text('after'),
          COLUMNS,
        ]);
        const picture = async (name: string): Promise<void> => {
          const body = await page.screenshot();
          await testInfo.attach(name, { body, contentType: 'image/png' });
        };
        const places = (): Promise<unknown> =>
          bodyOf(page)
            .locator('.block')
            .evaluateAll((blocks) => blocks.map((block) => block.getBoundingClientRect().toJSON()));
        await picture('rest');
        const before = await places();
        const oslo = cell(page, 'Oslo');
        if (size === 'phone') {
          await oslo.tap();
          await expect(rowGrip(page)).toBeVisible();
          await expect(columnGrip(page)).toBeVisible();
        } else {
          await oslo.hover();
          await expect(rowGrip(page)).toBeVisible();
          expect(await places()).toEqual(before);
        }
        await picture('hover');
        const open = async (grip: Locator): Promise<void> =>
          size === 'phone' ? grip.tap() : grip.click();
        await open(rowGrip(page));
        await expect(page.getByRole('option', { name: 'Insert row above' })).toBeVisible();
        await picture('menu');
        // Nothing in a wide table takes the focus, because all of the page has it: the caret scrolls it.
        const { violations } = await new AxeBuilder({ page })
          .disableRules('scrollable-region-focusable')
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        await page.getByRole('option', { name: 'Yellow background' }).click();
        await expect(oslo).toHaveAttribute('data-background', 'yellow');
        await picture('coloured');
      });
    });
  }
}
