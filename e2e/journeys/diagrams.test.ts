import type { Page } from '@playwright/test';
import type { BlockContent } from '@weft/shared/model/content';
import { makePage } from './made-page.ts';
import { expectGoodLook, inEveryLook } from './every-look.ts';
import { blocksOf, bodyOf, expect, openPage, saveStateOf, test } from './weft.ts';

const FLOW =
  'flowchart LR\n  idea[Idea] --> page(Page)\n  page -->|shared| team{Team?}\n  team -- yes --> done((Done))';

const text = (words: string) => [{ text: words, marks: {} }];
const diagram = (source: string, props = {}): BlockContent => ({
  type: 'code',
  props: { language: 'mermaid', ...props },
  runs: text(source),
});
const make = (...blocks: BlockContent[]) => ({ title: 'Diagrams', blocks });

const pictures = (page: Page) => bodyOf(page).locator('.diagram[data-state="drawn"] > img');

/** The height to which the text of a block is shown, without what is drawn above it. */
const heightOfSource = (page: Page, index: number) =>
  blocksOf(page)
    .nth(index)
    .evaluate((block) => {
      const tops = [...block.querySelectorAll('[data-lexical-text]')].map((one) =>
        one.getBoundingClientRect(),
      );
      return (
        Math.max(...tops.map(({ bottom }) => bottom)) - Math.min(...tops.map(({ top }) => top))
      );
    });

test('DIAGRAM-1 what is written in Mermaid is drawn, and its source is there for the caret', async ({
  page,
  weft,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const path = await makePage(weft, make({ type: 'text' }, { type: 'text', runs: text('end') }));
  await openPage(page, weft.url + path);
  await blocksOf(page).first().click();
  await page.keyboard.type('/mermaid');
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).locator('.diagram-words')).toContainText('Write a diagram');
  expect(asked.filter((url) => /sandbox/.test(url))).toEqual([]);
  await page.keyboard.type('flowchart LR\nidea[Idea] --> page(Page)');
  await expect(pictures(page)).toHaveCount(1);
  await expect(pictures(page)).toHaveAttribute('alt', 'Diagram (flowchart)');
  await expect(pictures(page)).toHaveJSProperty('complete', true);
  const [natural, height] = await pictures(page).evaluate((image) => [
    (image as HTMLImageElement).naturalWidth,
    image.getBoundingClientRect().height,
  ]);
  expect(natural).toBeGreaterThan(100);
  expect(height).toBeGreaterThan(30);
  expect(await heightOfSource(page, 0)).toBeGreaterThan(30);
  expect(asked.every((url) => url.startsWith(weft.url) || url.startsWith('blob:'))).toBe(true);

  await test.step('it is hidden when the caret leaves, and seen when it comes back', async () => {
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => heightOfSource(page, 0)).toBeLessThan(5);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => heightOfSource(page, 0)).toBeGreaterThan(30);
    // As in any text, it comes to the last line from below.
    await page.keyboard.type('%');
    await expect(blocksOf(page).first()).toContainText('page(Page)%');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowDown');
    await pictures(page).click();
    await expect.poll(() => heightOfSource(page, 0)).toBeGreaterThan(30);
    await page.keyboard.type(' --> done');
    await expect(bodyOf(page).locator('.diagram-words')).toHaveText('');
  });

  await test.step('what is wrong is said, and the last drawing stays', async () => {
    await page.keyboard.type(' --> [');
    await expect(bodyOf(page).locator('.diagram-words')).toContainText(
      'no diagram that can be drawn',
    );
    await expect(bodyOf(page).locator('.diagram > img')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(pictures(page)).toHaveCount(1);
  });
  await expect(saveStateOf(page)).toHaveText('Saved');
});

test('DIAGRAM-1 the source can be shown always, and another language is no diagram', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url + (await makePage(weft, make(diagram(FLOW), { type: 'text' }))));
  await expect(pictures(page)).toHaveCount(1);
  await expect.poll(() => heightOfSource(page, 0)).toBeLessThan(5);
  const source = bodyOf(page).getByRole('button', { name: 'Always show the source' });
  await blocksOf(page).first().hover();
  await source.click();
  await expect(source).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => heightOfSource(page, 0)).toBeGreaterThan(30);
  await page.reload();
  await expect(pictures(page)).toHaveCount(1);
  await expect.poll(() => heightOfSource(page, 0)).toBeGreaterThan(30);
  await bodyOf(page)
    .getByRole('button', { name: /Language: Mermaid/ })
    .click();
  await page.keyboard.type('yaml');
  await page.keyboard.press('Enter');
  await expect(bodyOf(page).locator('.diagram')).toHaveCount(0);
  await expect(source).toBeHidden();
});

test('DIAGRAM-1 two people write one diagram', async ({ page, weft, openWindow }) => {
  const path = await makePage(
    weft,
    make(diagram('flowchart LR\nada --> x\nbob --> x'), { type: 'text' }),
  );
  await openPage(page, weft.url + path);
  const other = await openWindow('Bob', path);
  await Promise.all([
    (async () => {
      await pictures(page).click();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
      await page.keyboard.type(' --> hers', { delay: 20 });
    })(),
    (async () => {
      await pictures(other).click();
      await other.keyboard.type(' --> his', { delay: 20 });
    })(),
  ]);
  for (const each of [page, other]) {
    await expect(blocksOf(each).locator('[data-lexical-text]')).toHaveText([
      'flowchart LR',
      'ada --> x --> hers',
      'bob --> x --> his',
    ]);
    await expect(pictures(each)).toHaveCount(1);
  }
});

test('DIAGRAM-3 nothing in a diagram runs, is loaded or leads anywhere, and its frame has no origin', async ({
  page,
  weft,
}) => {
  const faults: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(weft.url) && !/^(?:blob|data):/.test(url)) faults.push(`asked for ${url}`);
  });
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => faults.push('it spoke')));
  page.on('popup', (opened) => faults.push(`opened ${opened.url()}`));
  const hostile = [
    'flowchart LR\n a["<img src=x onerror=top.ran=1>"] --> b["<script>top.ran=1</script>"]\n click a href "javascript:top.ran=1"\n click b call alert()',
    '%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "* { background: url(https://evil.example/css) }"}}%%\nflowchart LR\n a["<iframe srcdoc=\'<script>top.ran=1</script>\'>"] --> b',
    '---\nconfig:\n  securityLevel: loose\n---\nsequenceDiagram\n Alice->>Bob: <svg onload=top.ran=1>\n links Alice: {"x": "javascript:top.ran=1"}',
    'flowchart LR\n a@{ img: "https://evil.example/a.png", label: "x", w: 60, h: 60 } --> b',
    'architecture-beta\n group api(cloud)[API]\n service db(logos:aws)[Database] in api',
    'flowchart LR\n a --> b\n style a fill:url(https://evil.example/style)',
  ];
  await openPage(
    page,
    weft.url + (await makePage(weft, make(...hostile.map((one) => diagram(one))))),
  );
  await expect(bodyOf(page).locator('.diagram[data-state="drawing"]')).toHaveCount(0, {
    timeout: 60_000,
  });
  await expect(bodyOf(page).locator('.diagram')).toHaveCount(hostile.length);
  for (const image of await pictures(page).all()) await image.click();
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(faults).toEqual([]);
  const frame = page.frames().find((one) => one.url().includes('/sandbox/'));
  expect(await frame?.evaluate(() => self.origin)).toBe('null');
});

inEveryLook((look) => {
  const { size, scheme } = look;
  test(`DIAGRAM-4 diagrams are accessible on ${size} in ${scheme}, and have its colours`, async ({
    page,
    weft,
  }, testInfo) => {
    const blocks = make(
      { type: 'text', runs: text('How a page comes to be:') },
      diagram(FLOW),
      diagram(
        'sequenceDiagram\n  accTitle: Saving\n  Ada->>Server: POST what she typed\n  Server-->>Ada: Saved\n  Note right of Server: on the disk',
        { showSource: true },
      ),
      diagram('pie title Pets\n  "Dogs" : 386\n  "Cats" : 85'),
      diagram('flowchart LR\n  a -->'),
      diagram(''),
      { type: 'text', runs: text('the end') },
    );
    await openPage(page, weft.url + (await makePage(weft, blocks)));
    await expect(pictures(page)).toHaveCount(3);
    await expect(pictures(page).nth(1)).toHaveAttribute('alt', 'Saving');
    await expectGoodLook(page, testInfo, look);
  });
});

test('DIAGRAM-4 a diagram is drawn anew when the page changes its colours', async ({
  page,
  weft,
}) => {
  await openPage(page, weft.url + (await makePage(weft, make(diagram(FLOW)))));
  const picture = pictures(page);
  await expect(picture).toHaveCount(1);
  const before = await picture.getAttribute('src');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(picture).not.toHaveAttribute('src', before ?? '');
});
