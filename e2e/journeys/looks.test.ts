import AxeBuilder from '@axe-core/playwright';
import { fileURLToPath } from 'node:url';
import { makePage } from './made-page.ts';
import { bodyOf, expect, openPage, saveStateOf, test, titleOf } from './weft.ts';

const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
/** `WEFT_PICTURES=1` renews the pictures that the README shows. */
const PICTURES = process.env['WEFT_PICTURES']
  ? fileURLToPath(new URL('./pictures/', import.meta.url))
  : undefined;

for (const scheme of ['light', 'dark'] as const) {
  for (const size of ['wide', 'phone'] as const) {
    test.describe(`${size}, ${scheme}`, () => {
      test.use({ colorScheme: scheme, viewport: SIZES[size], hasTouch: size === 'phone' });

      test(`APP-16 APP-32 a page looks right and is accessible on ${size} in ${scheme}`, async ({
        page,
        weft,
        openWindow,
      }, testInfo) => {
        await openPage(page, weft.url);
        await titleOf(page).fill('Launch week');
        await bodyOf(page).click();
        await page.keyboard.type('# What is left to do\n');
        await page.keyboard.type(
          'Everything typed here is on disk before anybody is told **Saved**.\n',
        );
        await page.keyboard.type('[] Write the announcement\nAsk Ann for pictures\n\n');
        await page.keyboard.type('> Reconnecting never loses or doubles a letter.\n');
        const other = await openWindow('Ann', new URL(page.url()).pathname);
        await bodyOf(other).getByText('Ask Ann for pictures').click();
        await other.keyboard.press('End');
        await other.keyboard.type(' (on it)');
        await expect(bodyOf(page)).toContainText('(on it)');
        await expect(page.getByText('Ann', { exact: true }).first()).toBeAttached();
        await expect(saveStateOf(page)).toHaveText('Saved');

        // Lexical's own to-dos are `<li role="checkbox">`, which works and is not allowed.
        const { violations } = await new AxeBuilder({ page })
          .disableRules('aria-allowed-role')
          .analyze();
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
  }
}

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
    await list.getByRole('link', { name: 'First' }).tap();
    await expect(list).toBeHidden();
    await expect(titleOf(page)).toHaveValue('First');
    await bodyOf(page).tap();
    await page.keyboard.type('thumbs');
    await expect(saveStateOf(page)).toHaveText('Saved');
    await page.getByRole('button', { name: 'Open the list of pages' }).tap();
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
