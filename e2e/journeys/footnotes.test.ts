import type { Page } from '@playwright/test';
import type { BlockContent } from '@weft/shared/model/content';
import { makePage } from './made-page.ts';
import { expectGoodLook, inEveryLook } from './every-look.ts';
import { blocksOf, bodyOf, expect, openPage, saveStateOf, test } from './weft.ts';

const text = (words: string) => ({ text: words, marks: {} });
const to = (note: string) => ({ inline: { kind: 'footnote', note }, marks: {} });
const note = (name: string, words: string): BlockContent => ({
  type: 'footnote',
  props: { note: name },
  runs: [text(words)],
});

const references = (page: Page) => bodyOf(page).locator('.inline[data-kind="footnote"]');
const notes = (page: Page) => bodyOf(page).locator('[data-type="footnote"]');

/** What the notes of a page say, each with its number. */
const numbered = (page: Page) =>
  notes(page).evaluateAll((all) =>
    all.map((one) => `${(one as HTMLElement).dataset['number']} ${one.textContent}`),
  );

test('NOTE-2 NOTE-3 a note is made, written and left again without leaving the keyboard', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('Water boils at 100 °C');
  await page.keyboard.press('ControlOrMeta+Alt+f');
  await expect(notes(page)).toHaveCount(1);
  await page.keyboard.type('At sea level');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('and not above');
  await page.keyboard.press('Enter');
  await page.keyboard.type(', they say /footnote');
  await expect(page.getByRole('option', { name: 'Footnote' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Celsius');
  await expect(references(page)).toHaveText(['1', '2']);
  await expect.poll(() => numbered(page)).toEqual(['1 At sea leveland not above', '2 Celsius']);
  await expect(blocksOf(page).first()).toHaveText('Water boils at 100 °C1, they say 2');

  await test.step('a press, and Enter, lead there and back', async () => {
    await references(page).first().click();
    await page.keyboard.type('!');
    await expect.poll(() => numbered(page)).toContain('1 At sea leveland not above!');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' (1)');
    await expect(blocksOf(page).first()).toHaveText('Water boils at 100 °C1 (1), they say 2');
  });

  await test.step('numbers follow the text', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.type('First');
    await page.keyboard.press('ControlOrMeta+Alt+f');
    await page.keyboard.type('new');
    await expect(references(page)).toHaveText(['1', '2', '3']);
    await expect
      .poll(() => numbered(page))
      .toEqual(['1 new', '2 At sea leveland not above!', '3 Celsius']);
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(references(page)).toHaveText(['1', '2']);
  });
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.reload();
  await expect(references(page)).toHaveText(['1', '2']);
  await expect.poll(() => numbered(page)).toEqual(['1 At sea leveland not above!', '2 Celsius']);
});

test('NOTE-2 two people add notes at once, and a page of another gets them with their text', async ({
  page,
  weft,
  openWindow,
}) => {
  const path = await makePage(weft, {
    title: 'Notes',
    blocks: [
      { type: 'text', runs: [text('Ada: ')] },
      { type: 'text', runs: [text('Bob: ')] },
    ],
  });
  await openPage(page, weft.url + path);
  const other = await openWindow('Bob', path);
  await Promise.all(
    [page, other].map(async (each, i) => {
      await blocksOf(each).nth(i).click();
      await each.keyboard.press('End');
      await each.keyboard.press('ControlOrMeta+Alt+f');
      await each.keyboard.type(i === 0 ? 'hers, at length' : 'his, at length', { delay: 15 });
    }),
  );
  for (const each of [page, other]) {
    await expect(references(each)).toHaveText(['1', '2']);
    await expect
      .poll(async () => (await numbered(each)).toSorted())
      .toEqual(['1 hers, at length', '2 his, at length']);
  }
});

inEveryLook((look) => {
  const { size, scheme } = look;
  test(`NOTE-2 notes are accessible on ${size} in ${scheme}`, async ({ page, weft }, testInfo) => {
    const blocks: BlockContent[] = [
      { type: 'heading2', runs: [text('Heading'), to('b')] },
      {
        type: 'text',
        runs: [text('Some words'), to('a'), text(' and others'), to('gone'), text('.')],
      },
      { type: 'toggle', runs: [text('Closed')], children: [{ type: 'text', runs: [to('c')] }] },
      { type: 'text', runs: [text('The last line'), to('d'), text('.')] },
      note('a', 'The first note, which is long enough for a phone to need several lines for it.'),
      note('b', 'Another'),
      note('c', 'Of what is hidden'),
      note('d', 'The fourth'),
      note('lost', 'Nothing refers to this one'),
      { type: 'footnote', props: { note: 'e' } },
    ];
    await openPage(page, weft.url + (await makePage(weft, { title: 'Notes', blocks })));
    await expect(references(page)).toHaveText(['1', '2', '?', '4']);
    await expect
      .poll(() =>
        notes(page).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['number'])),
      )
      .toEqual(['2', '1', '3', '4', '', '']);
    await expectGoodLook(page, testInfo, look);
  });
});
