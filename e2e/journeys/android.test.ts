import type { Page } from '@playwright/test';
import { blockOf, slashMenuOf } from './hands.ts';
import { cells } from './made-table.ts';
import { PHONE, Thumbs } from './thumbs.ts';
import { blocksOf, bodyOf, expect, openTogether, outlineOf, test } from './weft.ts';

test.use(PHONE);
test.skip(({ browserName }) => browserName !== 'chromium', 'Only Chromium lets a test compose.');

async function expectSame(page: Page, other: Page, outline: string[]): Promise<void> {
  await expect.poll(() => outlineOf(page)).toEqual(outline);
  await expect.poll(() => outlineOf(other)).toEqual(outline);
}

test('IME-1 words that a phone composes, erases and corrects stay whole while another types in the same block', async ({
  page,
  weft,
  openWindow,
}) => {
  test.slow();
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).tap();
  const thumbs = await Thumbs.on(page);
  await thumbs.type('some words here');
  await expectSame(page, other, ['some words here']);

  // Letters of what is composed go one by one, and so do those of the word before, which is composed again.
  await thumbs.commit(' ');
  await thumbs.compose('mistook');
  for (const rest of ['mistoo', 'misto', 'mist', 'mis', 'mi', 'm', '']) await thumbs.show(rest);
  await expectSame(page, other, ['some words here ']);
  await page.keyboard.press('Backspace');
  await thumbs.recompose(11, 15, 'her');
  await thumbs.show('he');
  await thumbs.show('hers');
  await thumbs.commit('hers');
  await expectSame(page, other, ['some words hers']);
  // The keyboard corrects the word with its space, and a word further up when its suggestion is pressed.
  await thumbs.commit(' ');
  await thumbs.compose('teh');
  await thumbs.commit('the');
  await thumbs.commit(' ');
  await expectSame(page, other, ['some words hers the ']);
  await thumbs.recompose(5, 10, 'letters');
  await thumbs.commit('letters');
  await expectSame(page, other, ['some letters hers the ']);

  // Enter ends what is composed and splits.
  await page.keyboard.press('End');
  await thumbs.compose('end');
  await thumbs.commit('end');
  await thumbs.enter();
  await thumbs.compose('next');
  await thumbs.commit('next');
  await expectSame(page, other, ['some letters hers the end', 'next']);

  // Both at once in one line.
  await blockOf(other, 'next').click();
  await other.keyboard.press('Home');
  const typing = other.keyboard.type('0123456789abcdefghij', { delay: 60 });
  await thumbs.type(' ONE TWO');
  await thumbs.compose(' THREEE');
  await thumbs.show(' THREE');
  await thumbs.commit(' THREE');
  await typing;
  await expectSame(page, other, [
    'some letters hers the end',
    '0123456789abcdefghijnext ONE TWO THREE',
  ]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(other)).not.toContain('THREE');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => outlineOf(other)).toContain('0123456789abcdefghijnext ONE TWO THREE');
});

test('IME-2 IME-3 Markdown, menus, to-dos and cells take what a phone composes', async ({
  page,
  weft,
  openWindow,
}) => {
  test.slow();
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).tap();
  const thumbs = await Thumbs.on(page);
  // Signs make a block; marks that are composed as a part of a word wait for its end.
  await thumbs.commit('#');
  await thumbs.commit(' ');
  await thumbs.type('A heading');
  await thumbs.enter();
  await thumbs.compose('**bold**');
  await expect(bodyOf(page)).toContainText('**bold**');
  await thumbs.commit('**bold**');
  await expect(bodyOf(page).locator('.weft-bold')).toHaveText('bold');
  await expectSame(page, other, ['[heading1] A heading', 'bold']);
  await thumbs.commit(' ');
  await thumbs.type('plain');
  await thumbs.enter();
  await thumbs.commit('[');
  await thumbs.commit(']');
  await thumbs.commit(' ');
  await thumbs.type('buy milk');
  await thumbs.enter();
  await thumbs.compose('eggs');
  await thumbs.commit('eggs');
  await expectSame(page, other, [
    '[heading1] A heading',
    'bold plain',
    '[todo] buy milk',
    '[todo] eggs',
  ]);
  await thumbs.enter();
  await thumbs.enter();
  await expect(blocksOf(page, 'todo')).toHaveCount(2);

  // The menu follows what is composed, and Enter takes.
  const menu = slashMenuOf(page);
  await thumbs.commit('/');
  await expect(menu).toBeVisible();
  await thumbs.compose('quo');
  await expect(menu.getByRole('option')).toHaveText([/^Quote/, 'Turn into Quote']);
  await thumbs.show('quot');
  await thumbs.commit('quot');
  await thumbs.enter();
  await thumbs.type('said so');
  await expect.poll(() => outlineOf(page)).toContain('[quote] said so');
  // A finger takes while the word is composed still.
  await thumbs.enter();
  await thumbs.commit('/');
  await thumbs.compose('tab');
  await menu.getByRole('option', { name: 'Table', exact: true }).tap();
  await thumbs.type('first cell');
  await expect.poll(async () => (await cells(other))[0]?.[0]).toBe('first cell');
  const there = bodyOf(other).locator('td').first();
  await there.click();
  await other.keyboard.press('Home');
  const typing = other.keyboard.type('0123456789', { delay: 60 });
  await thumbs.type(' grows longer');
  await typing;
  await expect
    .poll(async () => (await cells(page))[0]?.[0])
    .toBe('0123456789first cell grows longer');
  await expect
    .poll(async () => (await cells(other))[0]?.[0])
    .toBe('0123456789first cell grows longer');

  // A mention.
  await thumbs.commit(' ');
  await thumbs.commit('@');
  await thumbs.compose('tod');
  const mentions = page.getByRole('listbox', { name: 'Mention' });
  await expect(mentions.getByRole('option')).toHaveText([/Today/]);
  await thumbs.commit('today');
  await thumbs.enter();
  await expect(bodyOf(other).locator('td .inline[data-kind="mention"]')).toHaveCount(1);
  await expect(mentions).toHaveCount(0);
  await thumbs.type(' done');
  await expect.poll(async () => (await cells(other))[0]?.[0]).toMatch(/longer .* done$/);
  await expect(bodyOf(page)).toHaveAttribute('data-stray-changes', '0');
});
