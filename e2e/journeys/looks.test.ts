import AxeBuilder from '@axe-core/playwright';
import { fileURLToPath } from 'node:url';
import type { BlockContent } from '@weft/shared/model/content';
import { type MadePage, makePage } from './made-page.ts';
import { inEveryLook } from './every-look.ts';
import { bodyOf, expect, openPage, saveStateOf, test, titleOf } from './weft.ts';

const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
/** `WEFT_PICTURES=1` renews the pictures that the README shows. */
const PICTURES = process.env['WEFT_PICTURES']
  ? fileURLToPath(new URL('./pictures/', import.meta.url))
  : undefined;

const text = (words: string, marks = {}) => ({ text: words, marks });
const line = (type: string, words: string, more: Partial<BlockContent> = {}): BlockContent => ({
  type,
  runs: [text(words)],
  ...more,
});
const row = (...cells: readonly string[]) => ({
  cells: cells.map((words) => [line('text', words)]),
});

/** A page as a team would have it, with a little of much. */
const LAUNCH = {
  title: 'Launch week',
  blocks: [
    {
      type: 'text',
      runs: [
        text('Everything typed here is on disk before anybody is told '),
        text('Saved', { bold: true }),
        text('. We start on '),
        { inline: { kind: 'mention', date: '2026-11-30', name: 'Monday' }, marks: {} },
        text(' with '),
        text('the new editor', { background: 'yellow' }),
        text('.'),
      ],
    },
    {
      type: 'columns',
      children: [
        {
          type: 'column',
          children: [
            line('heading2', 'What is left'),
            line('todo', 'Write the announcement'),
            line('todo', 'Ask Ann for pictures'),
            line('todo', 'Pull the plug once more', { props: { checked: true } }),
          ],
        },
        {
          type: 'column',
          children: [
            line('callout', 'Reconnecting never loses or doubles a letter.', {
              props: { icon: '★', background: 'green' },
            }),
          ],
        },
      ],
    },
    {
      type: 'code',
      props: { language: 'mermaid' },
      runs: [
        text(
          'flowchart LR\n  type[You type] --> post[POST] --> disk[(Disk)] --> sse[SSE] --> team[Your team]',
        ),
      ],
    },
    {
      type: 'table',
      props: { headerRow: true },
      table: {
        columns: [{}, {}, {}],
        rows: [
          row('What', 'Who', 'When'),
          row('Dress rehearsal', 'everybody', 'Friday'),
          row('The switch', 'Ann', 'Monday, 9:00'),
        ],
      },
    },
    line('toggle', 'What could go wrong', { children: [line('text', 'Nothing.')] }),
  ],
} satisfies MadePage;

inEveryLook(({ size, scheme }) => {
  test(`APP-16 APP-32 a page looks right and is accessible on ${size} in ${scheme}`, async ({
    page,
    weft,
    openWindow,
  }, testInfo) => {
    const path = await makePage(weft, LAUNCH);
    await openPage(page, weft.url + path);
    await expect(bodyOf(page).locator('.diagram[data-state="drawn"]')).toHaveCount(1);
    await bodyOf(page).getByText('Write the announcement').click();
    await page.keyboard.press('End');
    const other = await openWindow('Ann', path);
    await bodyOf(other).getByText('Ask Ann for pictures').click();
    await other.keyboard.press('End');
    await other.keyboard.type(' (on it)');
    await expect(bodyOf(page)).toContainText('(on it)');
    await expect(page.getByText('Ann', { exact: true }).first()).toBeAttached();
    await expect(saveStateOf(page)).toHaveText('Saved');

    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).toEqual([]);
    // Nothing is wider than the window, or a phone would scroll sideways.
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);

    const picture = await page.screenshot();
    await testInfo.attach(`${size}-${scheme}`, { body: picture, contentType: 'image/png' });
    if (PICTURES) await page.screenshot({ path: `${PICTURES}${size}-${scheme}.png` });
  });
});

test.describe('phone', () => {
  test.use({ viewport: SIZES.phone, hasTouch: true });

  test('APP-11 APP-21 on a phone the list of pages opens, leads to a page, and closes', async ({
    page,
    weft,
  }) => {
    await openPage(page, weft.url);
    await titleOf(page).fill('First');
    await page.getByRole('button', { name: 'Open the list of pages' }).tap();
    const list = page.getByRole('dialog', { name: 'Pages' });
    await list.getByRole('button', { name: 'New page' }).tap();
    await expect(list).toBeHidden();
    await expect(titleOf(page)).toHaveValue('');
    await page.getByRole('button', { name: 'Open the list of pages' }).tap();
    await list.getByRole('tree').getByRole('link', { name: 'First' }).tap();
    await expect(list).toBeHidden();
    await expect(titleOf(page)).toHaveValue('First');
    await bodyOf(page).tap();
    await page.keyboard.type('thumbs');
    await expect(saveStateOf(page)).toHaveText('Saved');
    await page.getByRole('button', { name: 'Open the list of pages' }).tap();
    // A key is quicker than a list that opens in the next frame.
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
  });
});

test('LOOK-5 the line under the bar turns dark with its page', async ({ page, weft }) => {
  const blocks = Array.from({ length: 60 }, () => ({
    type: 'text',
    runs: [{ text: 'words', marks: {} }],
  }));
  await page.emulateMedia({ colorScheme: 'light' });
  await openPage(page, weft.url + (await makePage(weft, { title: 'Long', blocks })));
  await page.evaluate(() => scrollTo(0, 400));
  const lightness = () =>
    page.locator('.page-bar').evaluate((bar) => {
      const context = document.createElement('canvas').getContext('2d');
      if (!context) throw new Error('Nothing can be painted.');
      context.fillStyle = getComputedStyle(bar).borderBlockEndColor;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, , , alpha = 0] = context.getImageData(0, 0, 1, 1).data;
      return alpha < 255 ? undefined : red;
    });
  await expect.poll(lightness).toBeGreaterThan(180);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(lightness).toBeLessThan(90);
});
