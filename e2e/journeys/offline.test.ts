import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';
import { addPage, chooseFor, expectTree, rowOf, treeOf } from './tree.ts';
import {
  beginWith,
  blocksOf,
  bodyOf,
  expect,
  expectReady,
  openPage,
  saveStateOf,
  test,
  titleOf,
} from './weft.ts';

test.use({ serviceWorkers: 'allow' });

/** Waits until the app lies on the device, whole. */
async function expectKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 60_000 })
    .toBe('activated');
}

/** Goes to a page by its row, and waits until one can type. */
async function goTo(page: Page, title: string): Promise<void> {
  await rowOf(page, title).getByText(title, { exact: true }).click();
  await expect(titleOf(page)).toHaveValue(title);
  await expectReady(page);
}

async function write(page: Page, words: string): Promise<void> {
  await blocksOf(page).last().click();
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}

const waitingNote = (page: Page) => page.getByRole('button', { name: /waits? to be sent/ });

test('OFFLINE-1 OFFLINE-3 OFFLINE-4 COPY-1 the network goes, the browser is closed and opened again, pages are edited and made; all of it arrives, once', async ({
  weft,
  playwright,
  openWindow,
}, testInfo) => {
  const profile = temporaryFolder();
  const { launchOptions } = testInfo.project.use;
  const openBrowser = (): Promise<BrowserContext> =>
    playwright.chromium.launchPersistentContext(profile, { ...launchOptions });

  const first = await openBrowser();
  const before = await first.newPage();
  await openPage(before, weft.url);
  await titleOf(before).fill('One');
  await write(before, 'first ');
  for (const title of ['Two', 'Three', 'Four']) {
    await addPage(before, title);
    await write(before, 'first ');
  }
  await expect(saveStateOf(before)).toHaveText('Saved');
  await expectKept(before);
  // Kept a moment after the last letter.
  await before.waitForTimeout(1_500);
  await weft.kill();
  await first.close();

  const second = await openBrowser();
  const page = await second.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto(weft.url);
  await expectReady(page);
  await expectTree(page, ['One', 'Two', 'Three', 'Four']);
  for (const title of ['One', 'Two', 'Three']) {
    await goTo(page, title);
    await expect(bodyOf(page)).toHaveText('first');
    await write(page, 'second');
    await expect(saveStateOf(page)).toHaveText('Saved on this device');
  }
  await addPage(page, 'Five');
  await write(page, 'made offline');
  await addPage(page, 'Six', 'Five');
  await write(page, 'in a page made offline');
  await chooseFor(page, 'Four', 'Move to trash');
  await expect(saveStateOf(page)).toHaveText('Saved on this device');
  await waitingNote(page).click();
  const outbox = page.getByRole('dialog', { name: 'What waits to be sent' });
  await expect(outbox.getByRole('listitem')).toHaveCount(6);
  await expect(outbox.getByRole('listitem').filter({ hasText: 'Six' })).toContainText(
    'Text · New page',
  );
  await page.keyboard.press('Escape');
  // And once more, as after a night.
  await second.close();

  const third = await openBrowser();
  const late = await third.newPage();
  await late.goto(weft.url);
  await expectReady(late);
  await expectTree(late, ['One', 'Two', 'Three', 'Five', '-Six']);
  await goTo(late, 'Five');
  await expect(bodyOf(late)).toHaveText('made offline');
  await weft.start();
  await expect(saveStateOf(late)).toHaveText('Saved', { timeout: 60_000 });
  await expect(waitingNote(late)).toHaveCount(0, { timeout: 60_000 });

  const other = await openWindow('Bob');
  await expectReady(other);
  await expect(treeOf(other)).toBeVisible();
  await expectTree(other, ['One', 'Two', 'Three', 'Five']);
  for (const title of ['One', 'Two', 'Three']) {
    await goTo(other, title);
    await expect(bodyOf(other)).toHaveText('first second', { timeout: 30_000 });
  }
  await goTo(other, 'Five');
  await expect(bodyOf(other)).toHaveText('made offline');
  await other.keyboard.press('Escape');
  await rowOf(other, 'Five').click({ position: { x: 12, y: 12 } });
  await goTo(other, 'Six');
  await expect(bodyOf(other)).toHaveText('in a page made offline');
  await third.close();
  expect(faults).toEqual([]);
});

test('OFFLINE-1 a page that this device has not seen says so, and comes when the network does', async ({
  page,
  weft,
  openWindow,
}) => {
  await openPage(page, weft.url);
  await expectKept(page);
  const other = await openWindow('Bob');
  await expectReady(other);
  await addPage(other, 'Unseen');
  await write(other, 'words');
  await expect(saveStateOf(other)).toHaveText('Saved');
  await expect(rowOf(page, 'Unseen')).toBeVisible();
  await weft.kill();
  await rowOf(page, 'Unseen').getByText('Unseen').click();
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'not been loaded on this device',
  );
  await weft.start();
  await expectReady(page);
  await expect(bodyOf(page)).toHaveText('words', { timeout: 40_000 });
});

test('OFFLINE-3 OFFLINE-7 a page that is not open is called something else without a network, which lasts and arrives', async ({
  page,
  context,
  weft,
  openWindow,
}) => {
  await context.addInitScript(() => {
    const own = navigator.storage.persist.bind(navigator.storage);
    navigator.storage.persist = () => {
      document.documentElement.dataset['persist'] = 'asked';
      return own();
    };
  });
  await openPage(page, weft.url);
  await titleOf(page).fill('One');
  await addPage(page, 'Two');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.waitForTimeout(1_500);
  await goTo(page, 'One');
  await expectKept(page);
  await weft.kill();
  await expect(page.locator('html')).not.toHaveAttribute('data-persist', 'asked');
  await rowOf(page, 'Two').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Renamed');
  await page.keyboard.press('Enter');
  await expectTree(page, ['One', 'Renamed']);
  await expect(waitingNote(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('html')).toHaveAttribute('data-persist', 'asked');
  await page.reload();
  await expectTree(page, ['One', 'Renamed']);
  await weft.start();
  await expect(waitingNote(page)).toHaveCount(0, { timeout: 60_000 });
  const other = await openWindow('Bob');
  await expectTree(other, ['One', 'Renamed']);
});

test('OFFLINE-5 a newer version is offered and taken when somebody asks for it, and nothing that was typed is lost', async ({
  page,
}) => {
  const folder = temporaryFolder();
  const built = copyBuilt();
  let server = await startServer({ folder, entry: built.entry });
  await beginWith(server.url);
  await openPage(page, server.url);
  await expectKept(page);
  await server.end('SIGTERM');
  built.renew();
  server = await startServer({ folder, entry: built.entry, port: server.port });
  await page.reload();
  await expectReady(page);
  await write(page, 'typed in the old one');
  const offer = page.getByRole('button', { name: 'Load it' });
  await expect(offer).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('meta[name=newer]')).toHaveCount(0);
  await expect(saveStateOf(page)).toHaveText('Saved');
  await offer.click();
  await expect(page.locator('meta[name=newer]')).toHaveCount(1, { timeout: 30_000 });
  await expectReady(page);
  await expect(bodyOf(page)).toHaveText('typed in the old one');
  await expect(offer).toHaveCount(0);
  await server.end('SIGTERM');
});

/** The built app in a folder of its own, which a test may change. */
function copyBuilt(): { readonly entry: string; readonly renew: () => void } {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const copy = temporaryFolder();
  for (const part of ['client/dist', 'server/dist']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'server/node_modules'), join(copy, 'server/node_modules'));
  const edit = (name: string, from: string | RegExp, to: string): void => {
    const file = join(copy, 'client/dist', name);
    for (const suffix of ['.br', '.gz']) rmSync(file + suffix, { force: true });
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };
  return {
    entry: join(copy, 'server/dist/main.js'),
    renew() {
      edit('index.html', '<title>', '<meta name="newer" content="1" /><title>');
      edit('service-worker.js', /"version":"[^"]*"/, '"version":"newer"');
    },
  };
}

test('OFFLINE-6 Weft can be installed, and what it keeps is all that it needs but what draws diagrams', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await expectKept(page);
  const manifest = await page.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!;
    return (await fetch(href)).json() as Promise<{ icons: { src: string }[] }>;
  });
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/', name: 'Weft' });
  for (const { src } of manifest.icons) {
    expect((await page.request.get(weft.url + src)).status()).toBe(200);
  }
  const kept = await page.evaluate(async () => {
    const [name] = (await caches.keys()).filter((key) => key.startsWith('weft-app-'));
    return (await (await caches.open(name!)).keys()).map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/');
  expect(
    kept.filter((path) => /lexical|block-mount|panel|dialogs|prism/.test(path)).length,
  ).toBeGreaterThan(5);
  expect(
    kept.filter(
      (path) =>
        /mermaid|iagram-|sandbox/.test(path) && !/diagram-(view|messages)|prism-/.test(path),
    ),
  ).toEqual([]);
});

test('OFFLINE-8 without a server the texts that this device has are found, and the finder says so', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Garden');
  await write(page, 'Beds of parsley');
  await addPage(page, 'Elsewhere');
  await expect(saveStateOf(page)).toHaveText('Saved');
  await expectKept(page);
  await weft.kill();
  await page.keyboard.press('Control+p');
  const finder = page.getByRole('dialog', { name: 'Search' });
  await finder.getByRole('combobox', { name: 'Search in' }).fill('PARSL');
  await expect(finder.getByRole('listbox', { name: 'Pages' }).getByRole('option')).toHaveText(
    /Garden.*Beds of parsley/,
  );
  await expect(finder.locator('mark')).toHaveText('parsl');
  await expect(finder.getByText('the texts of pages that this device has')).toBeVisible();
});
