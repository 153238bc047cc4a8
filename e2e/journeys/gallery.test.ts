import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { BLOCK_TYPES } from '@weft/shared/model/registry';
import { fileURLToPath } from 'node:url';
import { GALLERY, SITE } from './gallery.ts';
import { makePage } from './made-page.ts';
import { png, wav } from './made-picture.ts';
import { inEveryLook } from './every-look.ts';
import { blocksOf, bodyOf, expect, openPage, test } from './weft.ts';

/** `WEFT_PICTURES=1` renews the pictures beside those that the README shows. */
const PICTURES = process.env['WEFT_PICTURES']
  ? fileURLToPath(new URL('./pictures/', import.meta.url))
  : undefined;
/** Layouts are shown by their parts. */
const PARTS = new Set(['tableColumn']);

/** Answers for the site of the gallery's pictures and sounds. */
async function serveMedia(page: Page): Promise<void> {
  const kept = new Map([
    ['/loom.png', { body: png(1200, 500), contentType: 'image/png' }],
    ['/small.png', { body: png(240, 160), contentType: 'image/png' }],
    ['/sound.wav', { body: wav(), contentType: 'audio/wav' }],
  ]);
  await page.route(`${SITE}/**`, (route) =>
    route.fulfill(kept.get(new URL(route.request().url()).pathname) ?? { status: 404 }),
  );
}

/** Opens the toggles that say so, and leaves the others closed. */
async function openToggles(page: Page): Promise<void> {
  for (const words of ['An open toggle', 'A toggle heading', 'The smallest']) {
    const toggle = blocksOf(page).filter({ hasText: new RegExp(`^${words}$`) });
    await toggle.scrollIntoViewIfNeeded();
    await toggle.click();
    await page.keyboard.press('Control+Enter');
    await expect(toggle).toHaveAttribute('data-fold', 'open');
  }
}

inEveryLook(({ size, scheme }) => {
  test(`EDIT-38 LOOK-1 LOOK-2 LOOK-3 every block is shown in every state, and accessible, on ${size} in ${scheme}`, async ({
    page,
    weft,
  }, testInfo) => {
    await serveMedia(page);
    const path = await makePage(weft, {
      title: 'Every block in every state',
      blocks: GALLERY,
      contested: { index: GALLERY.length - 1, words: 'Not so fast: ' },
    });
    await openPage(page, weft.url + path);
    await openToggles(page);
    await expect(blocksOf(page).last()).toContainText('Not so fast: The last line');
    const types = await blocksOf(page).evaluateAll((all) =>
      all.map((block) => (block as HTMLElement).dataset['type']),
    );
    for (const type of [...Object.keys(BLOCK_TYPES), 'hologram', 'beacon'])
      if (!PARTS.has(type)) expect(types).toContain(type);
    await expect(bodyOf(page).locator('.katex').nth(2)).toBeAttached();
    await expect(bodyOf(page).locator('.diagram[data-state="drawn"]')).toHaveCount(2);
    await expect(bodyOf(page).getByText('A loom').or(bodyOf(page).locator('img[data-loaded]')).first()).toBeAttached(); // prettier-ignore
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      scrollTo(0, 0);
    });
    // Nothing in a wide table takes the focus, because all of the page has it: the caret scrolls it.
    const picture = await page.screenshot({ fullPage: true });
    const name = `gallery-${size}-${scheme}`;
    await testInfo.attach(name, { body: picture, contentType: 'image/png' });
    if (PICTURES) await page.screenshot({ fullPage: true, path: `${PICTURES}${name}.png` });
    const { violations } = await new AxeBuilder({ page })
      .disableRules('scrollable-region-focusable')
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).toEqual([]);
    expect(await widerThanWindow(page)).toEqual([]);
    const [box, inBox] = await paintOf(page, ['A green one with a list', 'two in the box']);
    expect(inBox).toContain(/rgb\([^)]+\)/.exec(box ?? '')?.[0]);
    await expect(bodyOf(page)).toHaveAttribute('data-stray-changes', '0');
  });
});

/** What is painted behind the blocks that say these words. */
async function paintOf(page: Page, words: readonly string[]): Promise<string[]> {
  const all = words.map((each) => blocksOf(page).filter({ hasText: new RegExp(`^${each}$`) }));
  return Promise.all(
    all.map((block) =>
      block.last().evaluate((element) => getComputedStyle(element).backgroundImage),
    ),
  );
}

/** Blocks that reach out of the window, but for what scrolls in itself. */
async function widerThanWindow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const wide = [...document.querySelectorAll<HTMLElement>('#editor > *')].filter((block) => {
      const { left, right } = block.getBoundingClientRect();
      return left < 0 || right > clientWidth;
    });
    const found = wide.map(({ dataset, textContent }) => `${dataset['type']}: ${textContent}`);
    return scrollWidth > clientWidth ? [...found, `the page is ${scrollWidth} wide`] : found;
  });
}
