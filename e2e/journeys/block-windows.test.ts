import type { CDPSession, Page } from '@playwright/test';
import { blocksOf, bodyOf, expect, openTogether, outlineOf, test } from './weft.ts';

/** Letters of `alphabet` in `lines`, in order. */
const only = (lines: readonly string[], alphabet: string): string =>
  [...lines.join('')].filter((letter) => alphabet.includes(letter)).join('');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
/** What was there before; other letters than those of the lines around it. */
const WORDS = 'αβγδεζηθικλμ';

/** Puts the caret into a block, `offset` letters from its start. */
async function placeIn(page: Page, text: string | RegExp, offset: number): Promise<void> {
  await bodyOf(page).getByText(text).first().click();
  await page.keyboard.press('Home');
  for (let i = 0; i < offset; i++) await page.keyboard.press('ArrowRight');
}

async function expectSame(page: Page, other: Page): Promise<readonly string[]> {
  await expect(async () => {
    expect(await outlineOf(page)).toEqual(await outlineOf(other));
  }).toPass();
  return outlineOf(page);
}

const COMMANDS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['indents it', (page) => page.keyboard.press('Tab')],
  ['splits it', (page) => page.keyboard.press('Enter')],
  [
    'splits it and joins it again',
    async (page) => {
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
      await page.keyboard.press('Backspace');
    },
  ],
  [
    'joins it to the one above',
    async (page) => {
      await page.keyboard.press('Home');
      await page.keyboard.press('Backspace');
    },
  ],
  [
    'turns it into a heading',
    async (page) => {
      await page.keyboard.press('Shift+ArrowRight');
      await page.getByRole('button', { name: 'Block type: Text' }).click();
      await page.getByRole('menuitemradio', { name: 'Heading 1', exact: true }).click();
      await page.keyboard.press('ArrowLeft');
    },
  ],
  [
    'turns it into code',
    async (page) => {
      await page.keyboard.press('ControlOrMeta+/');
      await page.getByRole('combobox', { name: 'Search actions…' }).fill('code');
      await page.keyboard.press('Enter');
      // From the block as a whole to the end of its text.
      await page.keyboard.press('Enter');
    },
  ],
];

for (const [what, command] of COMMANDS) {
  test(`EDIT-40 one ${what} while the other types in it, and no letter is lost or doubled`, async ({
    page,
    weft,
    openWindow,
  }) => {
    const other = await openTogether(page, weft, openWindow);
    await bodyOf(page).click();
    await page.keyboard.type(`above\n${WORDS}\nbelow`);
    await expect(bodyOf(other)).toContainText('below');
    await placeIn(page, WORDS, 6);
    await placeIn(other, WORDS, 9);
    const typing = other.keyboard.type(LETTERS, { delay: 40 });
    await page.waitForTimeout(350);
    await command(page);
    await page.keyboard.type(DIGITS, { delay: 30 });
    await typing;
    const lines = await expectSame(page, other);
    expect(only(lines, LETTERS)).toBe(LETTERS);
    expect(
      only(
        lines.map((line) => line.replace(/\[.*?\] /, '')),
        DIGITS,
      ),
    ).toBe(DIGITS);
    expect(only(lines, WORDS)).toBe(WORDS);
  });
}

test('EDIT-41 undo in one window leaves what the other typed, and where they type', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('above\nabcdef');
  await expect(bodyOf(other)).toContainText('abcdef');
  await page.waitForTimeout(600);
  await placeIn(other, 'abcdef', 6);
  await page.keyboard.press('Tab');
  await other.keyboard.type('GHI');
  await expect.poll(() => outlineOf(page)).toEqual(['above', '\tabcdefGHI']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(other)).toEqual(['above', 'abcdefGHI']);
  await other.keyboard.type('JKL');
  await expect.poll(() => outlineOf(page)).toEqual(['above', 'abcdefGHIJKL']);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => outlineOf(other)).toEqual(['above', '\tabcdefGHIJKL']);
});

test.describe('composition', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'Only Chromium lets a test compose.');

  const compose = (session: CDPSession, text: string): Promise<unknown> =>
    session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });

  test('EDIT-42 what is composed in a block and what another types in it both stay, and nothing ends the composition', async ({
    page,
    weft,
    openWindow,
  }) => {
    const other = await openTogether(page, weft, openWindow);
    await bodyOf(page).click();
    await page.keyboard.type('start middle end');
    await expect(bodyOf(other)).toContainText('end');
    await page.evaluate(() => {
      const counts = { start: 0, end: 0 };
      const editor = document.querySelector('#editor')!;
      editor.addEventListener('compositionstart', () => (counts.start += 1));
      editor.addEventListener('compositionend', () => (counts.end += 1));
      Object.assign(globalThis, { counts });
    });
    const counts = (): Promise<unknown> =>
      page.evaluate(() => (globalThis as unknown as { counts: unknown }).counts);
    await placeIn(page, 'start middle end', 6);
    await placeIn(other, 'start middle end', 0);
    const session = await page.context().newCDPSession(page);
    const steps = ['に', 'にほ', 'にほん', 'にほんご', '日本語'];
    for (const [i, step] of steps.entries()) {
      await compose(session, step);
      await other.keyboard.type(`${i}`);
      await page.waitForTimeout(150);
    }
    expect(await counts()).toEqual({ start: 1, end: 0 });
    await expect(bodyOf(other)).toContainText('日本語middle');
    await session.send('Input.insertText', { text: '日本語' });
    expect(await counts()).toEqual({ start: 1, end: 1 });
    await expect.poll(() => outlineOf(page)).toEqual(['01234start 日本語middle end']);
    await expect.poll(() => outlineOf(other)).toEqual(['01234start 日本語middle end']);
    await page.keyboard.type('!');
    await expect.poll(() => outlineOf(other)).toEqual(['01234start 日本語!middle end']);
  });

  test('EDIT-42 a block that is split by another while it is composed in keeps the composition', async ({
    page,
    weft,
    openWindow,
  }) => {
    const other = await openTogether(page, weft, openWindow);
    await bodyOf(page).click();
    await page.keyboard.type('start middle end');
    await expect(bodyOf(other)).toContainText('end');
    await placeIn(page, 'start middle end', 16);
    await placeIn(other, 'start middle end', 6);
    const session = await page.context().newCDPSession(page);
    await compose(session, 'に');
    await other.keyboard.press('Enter');
    await expect(blocksOf(other)).toHaveCount(2);
    await compose(session, 'にほん');
    await page.waitForTimeout(200);
    await session.send('Input.insertText', { text: '日本' });
    await expect.poll(() => outlineOf(page)).toEqual(['start ', 'middle end日本']);
    await expect.poll(() => outlineOf(other)).toEqual(['start ', 'middle end日本']);
  });
});
