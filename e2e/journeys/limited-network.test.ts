import type { Page } from '@playwright/test';
import { bodyOf, expect, expectReady, openPage, saveStateOf, test } from './weft.ts';

/** From now on this page's streams are held back, as by a proxy that waits for their end. */
async function holdStreams(page: Page): Promise<void> {
  await page.route('**/api/v1/updates?*', async (route) => {
    const { accept } = await route.request().allHeaders();
    // Neither answered nor refused: it hangs until the page gives it up.
    if (accept !== 'text/event-stream') await route.continue();
  });
}

test('APP-39 RUNG-8 where streams are held back the page says so, and two people work together all the same', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  const path = new URL(page.url()).pathname;
  const bob = await openWindow('Bob');
  // A worker's requests cannot be held back here.
  await bob.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
  await holdStreams(bob);
  await bob.goto(weft.url + path);
  await expectReady(bob);
  const note = bob.getByText('Limited network');
  await expect(note).toBeVisible();
  await expect(note).toHaveAttribute('title', /saved as always/);
  await expect(bob.getByRole('status').filter({ hasText: 'This network' })).toBeAttached();

  await bodyOf(page).click();
  await page.keyboard.type('from the other side ');
  await expect(bodyOf(bob)).toContainText('from the other side');
  await bodyOf(bob).click();
  await bob.keyboard.press('End');
  await bob.keyboard.type('and back');
  await expect(bodyOf(page)).toContainText('and back');
  await expect(saveStateOf(bob)).toHaveText('Saved');
  await expect(page.getByText('Limited network')).toHaveCount(0);

  // It is remembered: the next page begins there.
  await bob.reload();
  await expect(bodyOf(bob)).toContainText('and back');
  await expect(note).toBeVisible({ timeout: 2_500 });

  // And left, once the network has changed.
  await bob.unrouteAll({ behavior: 'ignoreErrors' });
  await bob.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(note).toHaveCount(0);
  await expect(saveStateOf(bob)).toHaveText('Saved');
});
