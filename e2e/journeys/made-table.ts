import type { Locator, Page } from '@playwright/test';
import type { BlockContent } from '@weft/shared/model/content';
import { makePage } from './made-page.ts';
import { bodyOf, type Weft, expectReady } from './weft.ts';

export const text = (words: string): BlockContent => ({
  type: 'text',
  runs: [{ text: words, marks: {} }],
});

export function tableOf(
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

export const CITIES = [
  ['City', 'Country', 'People'],
  ['Vienna', 'Austria', '2.0 million'],
  ['Oslo', 'Norway', '0.7 million'],
];

export async function openTable(
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
  await expectReady(page);
  return path;
}

/** What the cells say, row by row. */
export function cells(page: Page): Promise<string[][]> {
  return bodyOf(page)
    .locator('tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
}

export const cell = (page: Page, words: string): Locator =>
  bodyOf(page).locator('td').filter({ hasText: words });
export const rowGrip = (page: Page): Locator => page.getByRole('button', { name: /^Row:/ });
export const columnGrip = (page: Page): Locator => page.getByRole('button', { name: /^Column:/ });

export async function boxOf(locator: Locator) {
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

export async function drag(
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

export const COLUMNS: BlockContent = {
  type: 'columns',
  children: ['left', 'right'].map((words) => ({ type: 'column', children: [text(words)] })),
};
