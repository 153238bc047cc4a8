import type { Page } from '@playwright/test';
import { seededRandom } from '@weft/shared/testing/random';
import {
  bodyOf,
  expect,
  openPage,
  openTogether,
  saveStateOf,
  test,
  titleOf,
  expectReady,
} from './weft.ts';

const TYPING_MS = 20_000;

/** Types letters of one alphabet at a person's speed until told to stop; returns what was typed. */
async function typeFor(page: Page, alphabet: string, ms: number, seed: number): Promise<string> {
  const random = seededRandom(seed);
  const until = Date.now() + ms;
  let typed = '';
  while (Date.now() < until) {
    const letter = random.chance(0.15) ? ' ' : random.pick([...alphabet]);
    await page.keyboard.type(letter);
    typed += letter;
    await page.waitForTimeout(20 + random.below(120));
  }
  return typed;
}

const only = (text: string, alphabet: string): string =>
  [...text].filter((c) => alphabet.includes(c)).join('');
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

test('TWO-1 two windows type at once in one page for 20 seconds', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Together');
  const other = await openWindow('Bob', new URL(page.url()).pathname);
  await expectReady(other);

  // Both begin with the first word of the still empty page.
  await bodyOf(page).click();
  await bodyOf(other).click();
  const [mine, theirs] = await Promise.all([
    typeFor(page, LOWER, TYPING_MS, 1),
    typeFor(other, UPPER, TYPING_MS, 2),
  ]);
  await expect(page.getByText('Bob', { exact: true }).first()).toBeAttached();

  await expect(saveStateOf(page)).toHaveText('Saved');
  await expect(saveStateOf(other)).toHaveText('Saved');
  await expect(async () => {
    expect(await bodyOf(page).innerText()).toBe(await bodyOf(other).innerText());
  }).toPass();
  const text = await bodyOf(page).innerText();
  expect(only(text, LOWER)).toBe(only(mine, LOWER));
  expect(only(text, UPPER)).toBe(only(theirs, UPPER));
  expect(text.replace(/\n$/, '').length).toBe(mine.length + theirs.length);
  await expect(titleOf(other)).toHaveValue('Together');
  await expect(page.getByRole('button', { name: /^2 people here: .* and Bob$/ })).toBeVisible();

  await page.reload();
  await expect(bodyOf(page)).toHaveText(text.trim(), { useInnerText: true });
});

test('EDIT-41 undo takes back one’s own words and leaves a teammate’s', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('mine ');
  await expect(bodyOf(other)).toContainText('mine');
  await bodyOf(other).click();
  await other.keyboard.press('End');
  await other.keyboard.type('theirs');
  await expect(bodyOf(page)).toContainText('mine theirs');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(bodyOf(page)).toHaveText('theirs');
  await expect(bodyOf(other)).toHaveText('theirs');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(bodyOf(other)).toHaveText('mine theirs');
});

test('PRES-6 a teammate’s caret and name show, and go when they leave', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  const other = await openWindow('Grace Hopper', new URL(page.url()).pathname);
  await bodyOf(other).click();
  await other.keyboard.type('here');
  const name = page.getByText('Grace Hopper', { exact: true });
  await expect(name.first()).toBeAttached();
  await other.close();
  await expect(name).toHaveCount(0);
});
