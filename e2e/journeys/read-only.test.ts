import { META_ROOT, MIN_WRITER } from '@weft/shared/model/min-writer';
import { parseDocId } from '@weft/shared/protocol/ids';
import { updatesPath } from '@weft/shared/protocol/routes';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { gripOf, pointAt } from './hands.ts';
import { line } from './made-content.ts';
import { makePage, postTo } from './made-page.ts';
import { bodyOf, expect, openPage, test } from './weft.ts';

test('EDIT-22 in a page that can only be read words are found and addresses copied, and nothing is written', async ({
  page,
  weft,
}) => {
  const path = await makePage(weft, {
    title: 'Notes',
    blocks: [line('text', 'warp and weft'), line('text', 'weft and warp')],
  });
  await openPage(page, weft.url + path);
  const bar = page.getByRole('search');
  await pointAt(page, 'warp and weft');
  await page.keyboard.press('ControlOrMeta+f');
  await expect(bar.getByRole('button', { name: 'Replace all' })).toBeVisible();

  // A newer Weft takes the page over.
  const newer = new Doc();
  newer.getMap(META_ROOT).set(MIN_WRITER, 2);
  const id = parseDocId(path.split('/').at(-1) ?? '')!;
  const update = new Uint8Array(encodeStateAsUpdate(newer));
  await postTo(weft.url + updatesPath(id), 'application/octet-stream', update);
  await expect(bodyOf(page)).not.toBeEditable();
  await expect(gripOf(page)).toHaveCount(0);
  await expect(bar.getByRole('button', { name: 'Replace all' })).toHaveCount(0);
  await page.keyboard.type('weft');
  await expect(bar.getByRole('status')).toHaveText('1 of 2');
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText('2 of 2');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);

  await page.reload();
  await expect(bodyOf(page)).toHaveText(/warp and weft/);
  await expect(bodyOf(page)).not.toBeEditable();
  await page.getByRole('button', { name: 'More about this page' }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  await page.getByRole('button', { name: 'More about this page' }).click();
  await page.getByRole('menuitem', { name: 'Find in page' }).click();
  await page.keyboard.type('warp');
  await expect(bar.getByRole('status')).toHaveText('1 of 2');
  await expect(gripOf(page)).toHaveCount(0);
});
