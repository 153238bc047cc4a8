import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makePage } from './made-page.ts';
import { png } from './made-picture.ts';
import {
  blocksOf,
  bodyOf,
  expect,
  openPage,
  openTogether,
  outlineOf,
  saveStateOf,
  test,
} from './weft.ts';

const UPLOADS = '**/api/v1/files?*';

const PICTURE = { name: 'loom.png', mimeType: 'image/png', buffer: png(320, 200) };

/** Opens the slash menu's panel for a type of media at the caret. */
async function ask(page: Page, typed: string): Promise<void> {
  await page.keyboard.type(`/${typed}`);
  await page.keyboard.press('Enter');
}

async function pick(page: Page, file: typeof PICTURE): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload from this device' }).click();
  await (await choosing).setFiles(file);
}

/** Width of the picture as it is drawn, 0 until it is. */
const drawn = (page: Page) =>
  bodyOf(page)
    .locator('img.media-picture')
    .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));

test('MEDIA-5 MEDIA-11 a picked image is a block at once, is seen by others, and stays', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  await bodyOf(page).click();
  await ask(page, 'image');
  await pick(page, PICTURE);
  await expect.poll(() => drawn(page)).toEqual([320]);
  await expect(page.locator('.media-sending')).toHaveCount(0);
  await expect.poll(() => drawn(other)).toEqual([320]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('A caption');
  await expect.poll(() => outlineOf(other)).toEqual(['[image] A caption']);
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.reload();
  await expect.poll(() => drawn(page)).toEqual([320]);
  const source = await page.locator('img.media-picture').getAttribute('src');
  expect(source).toMatch(/^\/api\/v1\/files\/[\w-]{22}$/);
});

test('MEDIA-5 a dropped image is a block where the line shows, also among other blocks', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('one\ntwo');
  const first = await blocksOf(page).first().boundingBox();
  const point = { x: (first?.x ?? 0) + 100, y: (first?.y ?? 0) + (first?.height ?? 0) - 4 };
  const data = await page.evaluateHandle(
    (bytes) => {
      const made = new DataTransfer();
      made.items.add(new File([Uint8Array.from(bytes)], 'dropped.png', { type: 'image/png' }));
      return made;
    },
    [...PICTURE.buffer],
  );
  const give = (type: string) =>
    page.dispatchEvent('#editor', type, {
      dataTransfer: data,
      clientX: point.x,
      clientY: point.y,
      bubbles: true,
      cancelable: true,
    });
  await give('dragover');
  await expect(page.locator('.drop-line')).toBeVisible();
  await give('drop');
  await expect(page.locator('.drop-line')).toHaveCount(0);
  await expect.poll(() => drawn(page)).toEqual([320]);
  await expect
    .poll(() =>
      blocksOf(page).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['type'])),
    )
    .toEqual(['text', 'image', 'text']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => outlineOf(page)).toEqual(['one', 'two']);
});

test('MEDIA-10 a pasted screenshot is uploaded', async ({ page, weft }) => {
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('before');
  await bodyOf(page).evaluate(
    (root, bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(
        new File([Uint8Array.from(bytes)], 'image.png', { type: 'image/png' }),
      );
      root.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    [...PICTURE.buffer],
  );
  await expect.poll(() => drawn(page)).toEqual([320]);
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.reload();
  await expect.poll(() => drawn(page)).toEqual([320]);
});

test('MEDIA-6 MEDIA-7 what is added offline waits, also after loading again, and comes to others later', async ({
  page,
  weft,
  openWindow,
}) => {
  const other = await openTogether(page, weft, openWindow);
  // The document gets through and the bytes do not, as on a bad line.
  await page.route(UPLOADS, (route) => route.abort('internetdisconnected'));
  await bodyOf(page).click();
  await ask(page, 'image');
  await pick(page, PICTURE);
  await expect.poll(() => drawn(page)).toEqual([320]);
  await expect(page.getByText('Waiting to upload')).toBeVisible();
  await expect(other.getByText('Still on its way from whoever added it.')).toBeVisible();
  const place = await other.locator('.media-box').boundingBox();
  await expect(saveStateOf(page)).toHaveText('Saved');
  await page.reload();
  await expect.poll(() => drawn(page)).toEqual([320]);
  await page.context().setOffline(true);
  await expect(page.getByText('Uploads when you are back online')).toBeVisible();
  await page.unroute(UPLOADS);
  await page.context().setOffline(false);
  await expect(page.locator('.media-sending')).toHaveCount(0, { timeout: 20_000 });
  await expect.poll(() => drawn(other), { timeout: 30_000 }).toEqual([320]);
  expect(await other.locator('.media-box').boundingBox()).toEqual(place);
});

test('MEDIA-5 MEDIA-6 an upload is cancelled; one that is refused says why and is tried again', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  let held: (() => void) | undefined;
  await page.route(UPLOADS, async (route) => {
    await new Promise<void>((resolve) => (held = resolve));
    await route.abort().catch(() => undefined);
  });
  await bodyOf(page).click();
  await ask(page, 'image');
  await pick(page, PICTURE);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('.media')).toHaveCount(0);
  held?.();
  await page.unroute(UPLOADS);
  await page.route(UPLOADS, (route) =>
    route.fulfill({
      status: 413,
      json: { code: 'body-too-large', message: 'Too large.', retry: 'never', requestId: 'x' },
    }),
  );
  await bodyOf(page).click();
  await page.keyboard.type('one ');
  await ask(page, 'image');
  await pick(page, PICTURE);
  await expect(
    page.getByText('Not uploaded: the file is larger than the server takes.'),
  ).toBeVisible();
  await page.unroute(UPLOADS);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.media-note')).toHaveCount(0);
  await expect(saveStateOf(page)).toHaveText('Saved');
});

test('MEDIA-1 MEDIA-3 MEDIA-12 pictures of other sites move nothing, and broken ones say so', async ({
  page,
  weft,
}) => {
  const asked: string[] = [];
  let give: (() => void) | undefined;
  await page.route('https://pictures.test/**', async (route) => {
    asked.push(route.request().url());
    if (route.request().url().endsWith('broken.png')) return route.fulfill({ status: 404 });
    await new Promise<void>((resolve) => (give = resolve));
    return route.fulfill({ contentType: 'image/png', body: PICTURE.buffer });
  });
  const path = await makePage(weft, {
    title: 'Pictures',
    blocks: [
      { type: 'image', props: { source: 'http://pictures.test/a.png', width: 320, height: 200 } },
      { type: 'image', props: { source: 'javascript:alert(1)' } },
      { type: 'image', props: { source: 'https://pictures.test/broken.png' } },
      { type: 'text', runs: [{ text: 'below', marks: {} }] },
    ],
  });
  await openPage(page, weft.url + path);
  await expect(page.getByText('This address cannot be shown.')).toBeVisible();
  await expect(page.getByText('This could not be loaded.')).toBeVisible();
  await expect.poll(() => give).toBeDefined();
  const before = await page.getByText('below').boundingBox();
  give?.();
  await expect.poll(async () => (await drawn(page))[0]).toBe(320);
  expect(await page.getByText('below').boundingBox()).toEqual(before);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(asked.toSorted()).toEqual([
    'https://pictures.test/a.png',
    'https://pictures.test/broken.png',
  ]);
});
