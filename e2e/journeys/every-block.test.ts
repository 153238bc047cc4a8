import AxeBuilder from '@axe-core/playwright';
import { EVERY_BLOCK } from './every-block.ts';
import { makePage } from './made-page.ts';
import { blocksOf, bodyOf, expect, openPage, test } from './weft.ts';

const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

for (const scheme of ['light', 'dark'] as const) {
  for (const size of ['wide', 'phone'] as const) {
    test.describe(`${size}, ${scheme}`, () => {
      test.use({ colorScheme: scheme, viewport: SIZES[size], hasTouch: size === 'phone' });

      test(`EDIT-38 every type of block is shown, and accessible, on ${size} in ${scheme}`, async ({
        page,
        weft,
      }, testInfo) => {
        const path = await makePage(weft, {
          title: 'Every block',
          blocks: EVERY_BLOCK,
          contested: { index: EVERY_BLOCK.length - 1, words: 'Not so fast: ' },
        });
        await openPage(page, weft.url + path);
        await expect(blocksOf(page).last()).toContainText('Not so fast: The last line');
        const types = await blocksOf(page).evaluateAll((all) =>
          all.map((block) => (block as HTMLElement).dataset['type']),
        );
        for (const { type } of EVERY_BLOCK) expect(types).toContain(type);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        await expect(bodyOf(page)).toHaveAttribute('data-stray-changes', '0');

        const picture = await page.screenshot({ fullPage: true });
        await testInfo.attach(`${size}-${scheme}`, { body: picture, contentType: 'image/png' });
      });
    });
  }
}
