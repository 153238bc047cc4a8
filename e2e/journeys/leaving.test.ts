import type { Page } from '@playwright/test';
import { bodyOf, expect, expectReady, openPage, openTogether, saveStateOf, test } from './weft.ts';

test('PACE-4 what is typed last before a page is left is there for somebody else', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  const path = new URL(page.url()).pathname;
  await bodyOf(page).click();
  // The first letter leaves at once; the others are gathered when the page goes.
  await page.keyboard.type('last words');
  await page.goto('about:blank');
  const bob = await openWindow('Bob', path);
  await expect(bodyOf(bob)).toHaveText('last words');
});

test('PACE-4 SYNC-4 going back to a page goes on where it was left', async ({
  page,
  weft,
  openWindow,
}) => {
  const bob = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('here ');
  await page.goto('about:blank');
  await expect(bodyOf(bob)).toHaveText('here');
  await bodyOf(bob).click();
  await bob.keyboard.press('End');
  await bob.keyboard.type('there ');
  await expect(saveStateOf(bob)).toHaveText('Saved');

  await page.goBack();
  await expectReady(page);
  await expect(bodyOf(page)).toHaveText('here there');
  await bodyOf(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type('again');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await expect(bodyOf(bob)).toHaveText('here there again');
});

/** What the browser does to the page of a tab that another one covers, or uncovers. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    const state = { configurable: true, get: () => (isHidden ? 'hidden' : 'visible') };
    Object.defineProperty(document, 'visibilityState', state);
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

test('REST-1 a tab that was hidden for a minute lets go of its stream, and catches up when it is shown', async ({
  page,
  weft,
  openWindow,
}) => {
  await page.clock.install();
  const bob = await openTogether(page, weft, openWindow);
  const streams = async (): Promise<number> =>
    ((await (await fetch(`${weft.url}/api/v1/health`)).json()) as { streams: number }).streams;
  await expect.poll(streams).toBe(2);
  await setHidden(page, true);
  await page.clock.fastForward(61_000);
  await expect.poll(streams).toBe(1);
  await bodyOf(bob).click();
  await bob.keyboard.type('meanwhile');
  await expect(saveStateOf(bob)).toHaveText('Saved');
  await setHidden(page, false);
  await expect(bodyOf(page)).toHaveText('meanwhile');
  await expect.poll(streams).toBe(2);
});
