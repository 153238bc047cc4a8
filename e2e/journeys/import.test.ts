import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { chooseFor, expectTree, rowOf, treeOf } from './tree.ts';
import { bodyOf, expect, expectReady, openPage, outlineOf, test, titleOf } from './weft.ts';
import type { Page } from '@playwright/test';
import { PICTURE } from './picture.ts';

const ID = '0123456789abcdef0123456789abcdef';
const OTHER = 'fedcba9876543210fedcba9876543210';

const zip = (files: Readonly<Record<string, string | Uint8Array>>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([path, of]) => [
          path,
          typeof of === 'string' ? strToU8(of) : of,
        ]),
      ),
    ),
  );

/** As Word writes it, in as few files as it may be. */
const wordFile = (paragraphs: string): Buffer =>
  zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`,
  });

/** Chooses files in the panel, and waits until they are pages. */
async function takeIn(page: Page, files: { name: string; buffer: Buffer }[]): Promise<void> {
  await page.getByRole('button', { name: 'Import…' }).click();
  const panel = page.getByRole('dialog', { name: 'Import' });
  await panel
    .getByLabel('Choose files')
    .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));
  await expect(panel.getByText(/pages? (?:has|have) been made/)).toBeVisible({ timeout: 60_000 });
}

test('IMPORT-1 IMPORT-4 IMPORT-5 a Notion export in parts, Markdown: tree, links, pictures, a database', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Mine');
  const part = zip({
    [`Home ${ID}.md`]: `# 🏡 Home\n\n[Details](Home/Details%20${OTHER}.md)\n\n- [ ] to do\n\n![a picture](Home/picture.png)\n\n[Tasks](Home/Tasks%20${OTHER}.csv)\n`,
    [`Home/Details ${OTHER}.md`]: `# Details\n\nSee [Home](../Home%20${ID}.md).\n`,
    'Home/picture.png': PICTURE,
    [`Home/Tasks ${OTHER}.csv`]: 'Name,Done\nFirst,Yes\n',
    [`Home/Tasks ${OTHER}_all.csv`]: 'Name,Done\nFirst,Yes\nSecond,No\n',
    [`Home/Tasks/First ${OTHER}.md`]: '# First\n\nThe first task.\n',
    'Home/unused.bin': 'nothing shows it',
  });
  await takeIn(page, [{ name: 'Export.zip', buffer: zip({ 'Export-Part-1.zip': part }) }]);
  const panel = page.getByRole('dialog', { name: 'Import' });
  await expect(panel.getByText('4 pages have been made.')).toBeVisible();
  await expect(panel.getByText('unused.bin: no page shows it')).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(titleOf(page)).toHaveValue('Home');
  await expectReady(page);
  await expect(
    bodyOf(page)
      .getByRole('checkbox', { name: 'to do' })
      .or(bodyOf(page).getByText('to do'))
      .first(),
  ).toBeVisible();
  await expect(bodyOf(page).locator('img[src*="/files/"]').first()).toHaveJSProperty(
    'naturalWidth',
    1,
  );
  await expect.poll(() => outlineOf(page)).toHaveLength(4);
  await expect(rowOf(page, 'Home')).toContainText('🏡');
  await rowOf(page, 'Home').focus();
  await page.keyboard.press('ArrowRight');
  await expectTree(page, ['Mine', 'Home', '-Details', '-Tasks']);
  await rowOf(page, 'Tasks').getByText('Tasks').click();
  await expectReady(page);
  await expect(bodyOf(page).getByRole('table')).toContainText('Second');
  await rowOf(page, 'Details').getByText('Details').click();
  await expectReady(page);
  await bodyOf(page).getByText('Home').click();
  await page.keyboard.press('Escape');
});

test('IMPORT-1 IMPORT-6 IMPORT-7 Notion’s HTML, Word and text; a picture that was written into one; a damaged file is told', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url);
  const html = `<html><head><title>Brief</title></head><body><article class="page sans"><header><div class="page-header-icon"><span class="icon">🧭</span></div><h1 class="page-title">Brief</h1></header><div class="page-body"><h2>Why</h2><p>Because <strong>bold</strong>.</p><figure class="image"><a href="Brief/pic.png"><img src="Brief/pic.png"/></a></figure><script>document.title='hacked'</script></div></article></body></html>`;
  await takeIn(page, [
    { name: 'Notion.zip', buffer: zip({ [`Brief ${ID}.html`]: html, 'Brief/pic.png': PICTURE }) },
    {
      name: 'Letter.docx',
      buffer: wordFile(
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Dear all</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>strong</w:t></w:r><w:r><w:t xml:space="preserve"> words</w:t></w:r></w:p>',
      ),
    },
    { name: 'Note.txt', buffer: Buffer.from('plain *letters*') },
    { name: 'Broken.docx', buffer: Buffer.from('PK nonsense') },
  ]);
  await expect(page.getByText('Broken.docx: could not be read')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(treeOf(page).getByRole('treeitem')).toHaveCount(5);
  await rowOf(page, 'Brief').getByText('Brief').click();
  await expect(titleOf(page)).toHaveValue('Brief');
  await expectReady(page);
  await expect(bodyOf(page).locator('img[src*="/files/"]').first()).toHaveJSProperty(
    'naturalWidth',
    1,
  );
  await expect(bodyOf(page).locator('strong')).toHaveText('bold');
  await rowOf(page, 'Letter').getByText('Letter').click();
  await expect(titleOf(page)).toHaveValue('Letter');
  await expectReady(page);
  await expect(bodyOf(page)).toContainText('strong words');
  await rowOf(page, 'Note').getByText('Note').click();
  await expect(titleOf(page)).toHaveValue('Note');
  await expect(bodyOf(page)).toHaveText('plain *letters*');
});

test('IMPORT-7 IMPORT-8 EXPORT-5 what was taken away as JSON comes back; an import that is stopped leaves nothing but in the trash', async ({
  page,
  weft,
}, testInfo) => {
  await openPage(page, weft.url);
  await titleOf(page).fill('Original');
  await bodyOf(page).click();
  await page.keyboard.type('# Heading');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[] to do');
  await expect(rowOf(page, 'Original')).toBeVisible();
  const before = await outlineOf(page);
  await chooseFor(page, 'Original', 'Export…');
  const panel = page.getByRole('dialog', { name: 'Export' });
  await panel.getByRole('radio', { name: 'JSON' }).check();
  const waiting = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export', exact: true }).click();
  const file = testInfo.outputPath('all.zip');
  await (await waiting).saveAs(file);
  await page.keyboard.press('Escape');
  await chooseFor(page, 'Original', 'Move to trash');
  await takeIn(page, [{ name: 'all.zip', buffer: readFileSync(file) }]);
  await page.keyboard.press('Escape');
  await expect(titleOf(page)).toHaveValue('Original');
  await expectReady(page);
  await expect.poll(() => outlineOf(page)).toEqual(before);

  const folder = testInfo.outputPath('many');
  mkdirSync(folder);
  for (let n = 0; n < 60; n++) writeFileSync(`${folder}/Page ${n}.md`, `text ${n}`);
  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(dialog.getByText(/^[3-9] of 60 pages/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByText('What was made is in the trash')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expectTree(page, ['Original']);
});
