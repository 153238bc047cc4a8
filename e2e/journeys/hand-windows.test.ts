import type { Page } from '@playwright/test';
import { blockOf, dragTo, openBlockMenu } from './hands.ts';
import { blocksOf, bodyOf, expect, openTogether, outlineOf, test } from './weft.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What was there before; other letters than those of the lines around it. */
const WORDS = 'αβγδεζ';
const LINE = `${WORDS}[A-Z]*`;

/** What is done with the block in which the other types, and what the page is in the end. */
const COMMANDS: readonly (readonly [string, (page: Page) => Promise<void>, readonly string[]])[] = [
  [
    'drags it down',
    (page) => dragTo(page, LINE, { over: 'below', half: 'lower', inset: 4 }),
    ['above', 'below', WORDS + LETTERS],
  ],
  [
    'drags it into another',
    (page) => dragTo(page, LINE, { over: 'above', half: 'lower', inset: 120 }),
    ['above', `\t${WORDS}${LETTERS}`, 'below'],
  ],
  [
    'turns it into a to-do by its menu',
    async (page) => {
      await openBlockMenu(page, LINE);
      await page.keyboard.type('to-do');
      await page.keyboard.press('Enter');
    },
    ['above', `[todo] ${WORDS}${LETTERS}`, 'below'],
  ],
  [
    'nests it',
    async (page) => {
      await blockOf(page, LINE).click();
      await page.keyboard.press('Tab');
    },
    ['above', `\t${WORDS}${LETTERS}`, 'below'],
  ],
  [
    'pastes lines into the middle of it',
    async (page) => {
      await blockOf(page, LINE).click();
      await page.keyboard.press('Home');
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
      await bodyOf(page).evaluate((root) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'one\n\ntwo');
        clipboardData.setData('text/html', '<p><b>one</b></p><p>two</p>');
        root.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      });
    },
    ['above', `${WORDS.slice(0, 3)}one`, 'two', WORDS.slice(3) + LETTERS, 'below'],
  ],
];

async function typeAtEnd(page: Page): Promise<void> {
  await bodyOf(page).getByText(WORDS).click();
  await page.keyboard.press('End');
  await page.keyboard.type(LETTERS, { delay: 90 });
}

async function expectBoth(page: Page, other: Page, outline: readonly string[]): Promise<void> {
  for (const one of [page, other]) await expect.poll(() => outlineOf(one)).toEqual(outline);
}

for (const [what, command, after] of COMMANDS) {
  test(`DRAG-4 one ${what} while the other types in it, and undoes it: every letter stays once`, async ({
    page,
    weft,
    openWindow,
  }) => {
    const other = await openTogether(page, weft, openWindow);
    await bodyOf(page).click();
    await page.keyboard.type(`above\n${WORDS}\nbelow`);
    await expect(bodyOf(other)).toContainText('below');
    await page.waitForTimeout(600);
    const typing = typeAtEnd(other);
    await expect(bodyOf(page)).toContainText('AB');
    await command(page);
    await typing;
    await expectBoth(page, other, after);
    await other.keyboard.type('!');
    await page.keyboard.press('ControlOrMeta+z');
    await expectBoth(page, other, ['above', `${WORDS}${LETTERS}!`, 'below']);
    await other.keyboard.type('?');
    await expectBoth(page, other, ['above', `${WORDS}${LETTERS}!?`, 'below']);
  });
}

test('DRAG-4 one makes columns of the block in which the other types', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type(`above\n${WORDS}\nbelow`);
  await expect(bodyOf(other)).toContainText('below');
  await page.waitForTimeout(600);
  const typing = typeAtEnd(other);
  await expect(bodyOf(page)).toContainText('AB');
  await dragTo(page, LINE, { over: 'above', half: 'upper', inset: -6 });
  await typing;
  for (const one of [page, other]) {
    await expect(bodyOf(one).locator('[data-layout="column"]')).toHaveText([
      'above',
      WORDS + LETTERS,
    ]);
  }
  await page.keyboard.press('ControlOrMeta+z');
  await expectBoth(page, other, ['above', WORDS + LETTERS, 'below']);
});

test('DRAG-4 one duplicates the block in which the other types: the letters go on in it alone', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type(`above\n${WORDS}\nbelow`);
  await expect(bodyOf(other)).toContainText('below');
  await page.waitForTimeout(600);
  const typing = typeAtEnd(other);
  await expect(bodyOf(page)).toContainText('AB');
  await openBlockMenu(page, LINE);
  await page.keyboard.type('duplicate');
  await page.keyboard.press('Enter');
  await typing;
  await expect(blocksOf(page).nth(1)).toHaveText(WORDS + LETTERS);
  await expect.poll(() => outlineOf(other)).toEqual(await outlineOf(page));
  const [, , copy = ''] = await outlineOf(page);
  expect((WORDS + LETTERS).startsWith(copy)).toBe(true);
  expect(copy.length).toBeGreaterThan(WORDS.length);
  await page.keyboard.press('ControlOrMeta+z');
  await expectBoth(page, other, ['above', WORDS + LETTERS, 'below']);
});
