import { bodyOf, expect, openPage, openTogether, saveStateOf, test } from './weft.ts';

test('TWO-1 LOG-9 SAVE-1 the plug is pulled on the server while two people type, and nothing is lost', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('before ');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await expect(bodyOf(other)).toContainText('before');
  await bodyOf(other).click();
  await other.keyboard.press('End');
  await other.keyboard.type('BEFORE ');

  await weft.kill();
  await page.keyboard.type('during ');
  await other.keyboard.type('DURING ');
  await expect(saveStateOf(page)).toHaveText('Saved on this device');
  await expect(saveStateOf(other)).toHaveText('Saved on this device');

  await weft.start();
  await expect(saveStateOf(page)).toHaveText('Saved', { timeout: 40_000 });
  await expect(saveStateOf(other)).toHaveText('Saved', { timeout: 40_000 });
  await page.keyboard.type('after');
  for (const word of ['before', 'during', 'after', 'BEFORE', 'DURING']) {
    await expect(bodyOf(page)).toContainText(word);
    await expect(bodyOf(other)).toContainText(word);
    expect((await bodyOf(page).innerText()).split(word).length).toBe(2);
  }
  await expect(async () => {
    expect(await bodyOf(page).innerText()).toBe(await bodyOf(other).innerText());
  }).toPass();
});

test('SYNC-4 SYNC-5 a tab closed while offline: opened again, it sends what was typed', async ({
  page,
  context,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  const path = new URL(page.url()).pathname;
  const other = await openWindow('Bob', path);
  await bodyOf(page).click();
  await page.keyboard.type('online ');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await context.setOffline(true);
  await page.keyboard.type('offline');
  await expect(saveStateOf(page)).toHaveText('Saved on this device');
  await page.close();
  await context.setOffline(false);

  const again = await context.newPage();
  await openPage(again, weft.url + path);
  await expect(bodyOf(again)).toHaveText('online offline');
  await expect(saveStateOf(again)).toHaveText('Saved');
  await expect(bodyOf(other)).toHaveText('online offline');
});

test('SYNC-5 two tabs on one outbox: the one that lives on sends what the other left', async ({
  page,
  context,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  const path = new URL(page.url()).pathname;
  const survivor = await context.newPage();
  await openPage(survivor, weft.url + path);
  const other = await openWindow('Bob', path);
  await context.setOffline(true);
  await bodyOf(page).click();
  await page.keyboard.type('left behind ');
  await expect(saveStateOf(page)).toHaveText('Saved on this device');
  await page.close();
  await context.setOffline(false);
  await expect(bodyOf(survivor)).toContainText('left behind', { timeout: 60_000 });
  await expect(bodyOf(other)).toContainText('left behind', { timeout: 60_000 });
  expect((await bodyOf(other).innerText()).split('left behind').length).toBe(2);
});

test('SYNC-3 SYNC-4 an answer that is lost on its way back doubles nothing', async ({
  page,
  weft,
  openWindow,
}) => {
  let lost = 0;
  await page.route('**/updates', async (route) => {
    if (route.request().method() !== 'POST' || lost >= 3) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await page.keyboard.type('exactly once', { delay: 30 });
  await expect(saveStateOf(page)).toHaveText('Saved', { timeout: 40_000 });
  expect(lost).toBe(3);
  await expect(bodyOf(other)).toHaveText('exactly once');
});
