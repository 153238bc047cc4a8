import { makePage } from './made-page.ts';
import { blockMenuOf, blockOf, boxOf, carry, carryOn, dragTo } from './hands.ts';
import { blocksOf, bodyOf, expect, openPage, outlineOf, test } from './weft.ts';

const text = (words: string, ...children: object[]) => ({
  type: 'text',
  runs: [{ text: words, marks: {} }],
  children: children as never[],
});
const BLOCKS = [
  text('one'),
  text('two', text('inner')),
  { ...text('toggle', text('hidden')), type: 'toggle' },
  text('three'),
  text('four'),
];
const OUTLINE = ['one', 'two', '\tinner', '[toggle] toggle', 'three', 'four'];

test.beforeEach(async ({ page, weft }) => {
  await openPage(page, weft.url + (await makePage(weft, { title: 'Drags', blocks: BLOCKS })));
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
});

test('DRAG-1 a block is dragged down and up with what is in it, and the keys are on it then', async ({
  page,
}) => {
  await dragTo(page, 'two', { over: 'three', half: 'lower', inset: 4 });
  const moved = ['one', '[toggle] toggle', 'three', 'two', '\tinner', 'four'];
  await expect.poll(() => outlineOf(page)).toEqual(moved);
  await expect(bodyOf(page).locator('[data-selected]')).toHaveText(['two', 'inner']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
  await dragTo(page, 'four', { over: 'one', half: 'upper', inset: 4 });
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['four', 'one', 'two', '\tinner', '[toggle] toggle', 'three']);
  await page.keyboard.press('Delete');
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['one', 'two', '\tinner', '[toggle] toggle', 'three']);
});

test('DRAG-5 the line stands as deep as the pointer is, and a block is dropped as deep', async ({
  page,
}) => {
  const line = page.locator('.drop-line');
  await carry(page, 'four', { over: 'one', half: 'lower', inset: 4 });
  const flat = await boxOf(line);
  const [one, two] = [await boxOf(blockOf(page, 'one')), await boxOf(blockOf(page, 'two'))];
  expect(flat.y).toBeGreaterThan(one.y + one.height / 2);
  expect(flat.y).toBeLessThan(two.y + two.height / 2);
  await carryOn(page, { over: 'one', half: 'lower', inset: 120 });
  await expect.poll(async () => (await boxOf(line)).x).toBeGreaterThan(flat.x + 16);
  await page.mouse.up();
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['one', '\tfour', 'two', '\tinner', '[toggle] toggle', 'three']);
  await dragTo(page, 'inner', { over: 'three', half: 'lower', before: 24 });
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['one', '\tfour', 'two', '[toggle] toggle', 'three', 'inner']);
});

test('DRAG-5 a closed toggle springs open, and lets out what is dragged out of it', async ({
  page,
}) => {
  await carry(page, 'one', { over: 'toggle', half: 'lower', inset: 120 });
  await expect.poll(() => outlineOf(page)).toContain('\thidden');
  await page.mouse.up();
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['two', '\tinner', '[toggle] toggle', '\tone', '\thidden', 'three', 'four']);
  await dragTo(page, 'hidden', { over: 'four', half: 'lower', before: 24 });
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['two', '\tinner', '[toggle] toggle', '\tone', 'three', 'four', 'hidden']);
});

test('DRAG-2 a block that is dropped beside another makes columns, and the last one out closes them', async ({
  page,
}) => {
  await dragTo(page, 'four', { over: 'one', half: 'upper', inset: -6 });
  const columns = bodyOf(page).locator('[data-layout="column"]');
  await expect(columns).toHaveText(['one', 'four']);
  const [one, four] = [await boxOf(blockOf(page, 'one')), await boxOf(blockOf(page, 'four'))];
  expect(four.x).toBeGreaterThan(one.x + one.width - 1);
  await dragTo(page, 'three', { over: 'four', half: 'lower' });
  await expect(columns).toHaveText(['one', 'fourthree']);
  await dragTo(page, 'one', { over: 'two', half: 'upper', inset: 4 });
  await expect(columns).toHaveCount(0);
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['four', 'three', 'one', 'two', '\tinner', '[toggle] toggle']);
  for (let i = 0; i < 3; i++) await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
});

test('DRAG-5 several selected blocks are dragged at once and show their number', async ({
  page,
}) => {
  await blockOf(page, 'one').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowDown');
  await carry(page, 'two', { over: 'four', half: 'lower', inset: 4 });
  await expect(page.locator('.drop-count')).toHaveText('2');
  await page.mouse.up();
  await expect
    .poll(() => outlineOf(page))
    .toEqual(['[toggle] toggle', 'three', 'four', 'one', 'two', '\tinner']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
});

test('DRAG-5 Escape leaves all as it was, and so does letting go on itself', async ({ page }) => {
  await carry(page, 'four', { over: 'one', half: 'upper', inset: 4 });
  await expect(page.locator('.drop-line')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.drop-line')).toHaveCount(0);
  await page.mouse.up();
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
  await carry(page, 'two', { over: 'inner', half: 'lower', inset: 4 });
  await page.mouse.up();
  await expect.poll(() => outlineOf(page)).toEqual(OUTLINE);
  await expect(page.locator('.drop-line')).toHaveCount(0);
  await expect(page.locator('html')).not.toHaveAttribute('data-dragging', /.*/);
  await expect(blockMenuOf(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
});

test('DRAG-3 with Alt a copy is dropped', async ({ page }) => {
  await carry(page, 'two', { over: 'four', half: 'lower', inset: 4 });
  await page.keyboard.down('Alt');
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect.poll(() => outlineOf(page)).toEqual([...OUTLINE, 'two', '\tinner']);
});

test('DRAG-5 near the edge of the window it scrolls, both ways', async ({ page, weft }) => {
  const lines = Array.from({ length: 80 }, (_, i) => text(`line ${i}`));
  await openPage(page, weft.url + (await makePage(weft, { title: 'Long', blocks: lines })));
  await expect(blocksOf(page)).toHaveCount(80);
  await carry(page, 'line 1', { over: 'line 3', half: 'lower', inset: 4 });
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height - 6, { steps: 4 });
  const bottom = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  await expect.poll(() => page.evaluate(() => scrollY), { timeout: 15_000 }).toBe(bottom);
  await carryOn(page, { over: 'line 78', half: 'lower', inset: 4 });
  await page.mouse.up();
  await expect
    .poll(async () => (await outlineOf(page)).slice(-3))
    .toEqual(['line 78', 'line 1', 'line 79']);
  await carry(page, 'line 79', { over: 'line 78', half: 'upper', inset: 4 });
  await page.mouse.move(width / 2, 20, { steps: 4 });
  await expect.poll(() => page.evaluate(() => scrollY), { timeout: 15_000 }).toBe(0);
  await carryOn(page, { over: 'line 0', half: 'upper', inset: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await outlineOf(page)).slice(0, 2)).toEqual(['line 79', 'line 0']);
});
