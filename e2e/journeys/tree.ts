import type { Locator, Page } from '@playwright/test';
import { expect, expectReady, titleOf } from './weft.ts';

/** The tree of pages at the side. */
export const treeOf = (page: Page): Locator => page.getByRole('tree', { name: 'Pages' });

/** The row of a page in it. */
export const rowOf = (page: Page, title: string): Locator =>
  treeOf(page).getByRole('treeitem', { name: title, exact: true });

/** What the tree shows, from top to bottom: a hyphen for each level, and the name. */
async function treeLinesOf(page: Page): Promise<string[]> {
  const rows = await treeOf(page)
    .getByRole('treeitem')
    .evaluateAll((found) =>
      found.map((row) => ({
        top: row.getBoundingClientRect().top,
        text: `${'-'.repeat(Number(row.ariaLevel) - 1)}${row.ariaLabel}`,
      })),
    );
  return rows.toSorted((a, b) => a.top - b.top).map(({ text }) => text);
}

export async function expectTree(page: Page, lines: readonly string[]): Promise<void> {
  await expect.poll(() => treeLinesOf(page)).toEqual(lines);
}

/** Makes a page at the top, or in another, and goes there. */
export async function addPage(page: Page, title: string, inside?: string): Promise<void> {
  const before = page.url();
  if (inside === undefined) await page.getByRole('button', { name: 'New page' }).click();
  else {
    await rowOf(page, inside).hover();
    await rowOf(page, inside)
      .getByRole('button', { name: `Add a page in ${inside}` })
      .click();
  }
  await expect(page).not.toHaveURL(before);
  await expectReady(page);
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.type(title);
  await expect(rowOf(page, title)).toBeVisible();
}

/** Chooses from the menu of a page's row. */
export async function chooseFor(page: Page, title: string, item: string): Promise<void> {
  await rowOf(page, title).hover();
  await rowOf(page, title)
    .getByRole('button', { name: `More about ${title}` })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}
