import type { Locator, Page } from '@playwright/test';
import { blocksOf, bodyOf, expect } from './weft.ts';

/** The menu of `/` and `+`, and what is chosen in it. */
export const slashMenuOf = (page: Page) =>
  page.getByRole('listbox', { name: 'Blocks and commands' });
/** The menu of a block. */
export const blockMenuOf = (page: Page) =>
  page.getByRole('dialog', { name: 'What to do with the block' });
/** The tools that float at selected text. */
export const toolsOf = (page: Page) => page.locator('[data-floating]');
export const plusOf = (page: Page) => page.getByRole('button', { name: 'Add a block below' });
export const gripOf = (page: Page) =>
  page.getByRole('button', { name: 'Drag to move, press for the menu' });

/** The chosen entry of a menu. */
export const chosenIn = (menu: Locator) => menu.locator('[role="option"][aria-selected="true"]');

/** The block that says this, and nothing else. */
export const blockOf = (page: Page, words: string) =>
  blocksOf(page)
    .and(page.locator(':not([data-layout])'))
    .filter({ hasText: new RegExp(`^${words}$`) });

/** Moves the mouse onto a block, so that it has its handle. */
export async function pointAt(page: Page, words: string): Promise<void> {
  await blockOf(page, words).scrollIntoViewIfNeeded();
  const { x, y, height } = await boxOf(blockOf(page, words));
  await page.mouse.move(x + 60, y + height / 2);
  await page.mouse.move(x + 61, y + height / 2);
  await expect(gripOf(page)).toBeVisible();
}

export async function openBlockMenu(page: Page, words: string): Promise<Locator> {
  await pointAt(page, words);
  await gripOf(page).click();
  await expect(blockMenuOf(page)).toBeVisible();
  return blockMenuOf(page);
}

interface Destination {
  /** Where the pointer goes: onto the upper or lower half of the block that says this. */
  readonly over: string;
  readonly half: 'upper' | 'lower';
  /** How far from where the page's text begins, or from where it ends if it is below 0; else where the block begins. */
  readonly inset?: number;
  /** How far before where the page's text begins, instead. */
  readonly before?: number;
}

/** Takes a block by its grip and moves it there, without letting it go. */
export async function carry(page: Page, words: string, to: Destination): Promise<void> {
  await pointAt(page, words);
  const grip = await boxOf(gripOf(page));
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await carryOn(page, to);
}

/** Moves on with what is being dragged. */
export async function carryOn(
  page: Page,
  { over, half, inset, before }: Destination,
): Promise<void> {
  const [area, box] = [await boxOf(bodyOf(page)), await boxOf(blockOf(page, over))];
  const from = before === undefined ? undefined : area.x - before;
  const x =
    from ??
    (inset === undefined ? box.x + 4 : inset < 0 ? area.x + area.width + inset : area.x + inset);
  await page.mouse.move(x, box.y + box.height * (half === 'upper' ? 0.25 : 0.75), { steps: 8 });
}

export async function dragTo(page: Page, words: string, to: Destination): Promise<void> {
  await carry(page, words, to);
  await expect(page.locator('.drop-line')).toBeVisible();
  await page.mouse.up();
  await expect(page.locator('.drop-line')).toHaveCount(0);
}

/** Where something is in the window, in pixels. */
export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not there.');
  return box;
}
