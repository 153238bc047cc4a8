import { bodyOf, expect, expectReady, openPage, saveStateOf, test } from './weft.ts';

/** More than the six connections that a browser opens to a server over HTTP/1.1, for all of its tabs together. */
const TABS = 12;

test('TAB-5 TAB-6 NEAR-1 twelve tabs of one browser are live at the same time', async ({
  page,
  context,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  const path = new URL(page.url()).pathname;
  const tabs = [page];
  while (tabs.length < TABS) {
    const tab = await context.newPage();
    await tab.goto(weft.url + path);
    await expectReady(tab);
    tabs.push(tab);
  }
  const bob = await openWindow('Bob', path);
  await bodyOf(bob).click();
  await bob.keyboard.type('from outside ');
  for (const tab of tabs) await expect(bodyOf(tab)).toContainText('from outside');

  await bodyOf(tabs[TABS - 1]!).click();
  await tabs[TABS - 1]!.keyboard.press('End');
  await tabs[TABS - 1]!.keyboard.type('and from the last tab');
  for (const tab of [...tabs, bob]) await expect(bodyOf(tab)).toContainText('from the last tab');
  for (const tab of tabs) await expect(saveStateOf(tab)).toHaveText('Saved');

  const health = async (): Promise<number> => {
    const answer = await bob.request.get(`${weft.url}/api/v1/health`);
    return ((await answer.json()) as { streams: number }).streams;
  };
  // Theirs, and Bob's.
  await expect.poll(health).toBe(2);
  for (const tab of tabs) await tab.close();
  await expect.poll(health).toBe(1);
});
