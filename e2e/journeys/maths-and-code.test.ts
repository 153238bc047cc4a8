import type { Page } from '@playwright/test';
import type { BlockContent } from '@weft/shared/model/content';
import { makePage } from './made-page.ts';
import { expectGoodLook, inEveryLook } from './every-look.ts';
import { blocksOf, bodyOf, expect, openPage, saveStateOf, test } from './weft.ts';

const text = (words: string) => [{ text: words, marks: {} }];
const equation = (tex: string) => ({ inline: { kind: 'equation', text: tex }, marks: {} });

const BLOCKS: readonly BlockContent[] = [
  { type: 'contents' },
  { type: 'heading1', runs: text('Energy') },
  {
    type: 'text',
    runs: [
      ...text('Mass is energy: '),
      equation('E = mc^2'),
      ...text(' and '),
      equation(String.raw`\sum_{n=1}^\infty \frac{1}{n^2} = \frac{\pi^2}{6}`),
      ...text(', while '),
      equation(String.raw`\frac{1`),
      ...text(' is wrong.'),
    ],
  },
  { type: 'equation', runs: text(String.raw`\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}`) },
  {
    type: 'equation',
    runs: text(Array.from({ length: 60 }, (_, i) => `x_{${i}}`).join(' + ')),
  },
  { type: 'heading2', runs: text('Code') },
  {
    type: 'code',
    props: { language: 'ts' },
    runs: text(
      '/** Adds two numbers. */\nexport function add(a: number, b: number): number {\n\tconst words = `sum is ${a + b}`; // said aloud\n\tif (words === "") return 0;\n\treturn a + b;\n}\nconst veryLong = [1, 2, 3].map((each) => each * 1000).filter((each) => each > 0.5).join(", and then something more");',
    ),
  },
  {
    type: 'code',
    props: { language: 'python', wrap: true },
    runs: text(
      'def greet(name: str) -> None:\n    """Says hello."""\n    print(f"Hello {name}", 42, True)  # a comment so long that it is wrapped on a phone and on a desk as well',
    ),
  },
  {
    type: 'toggle',
    runs: text('More'),
    children: [
      { type: 'heading3', runs: text('Hidden') },
      { type: 'code', props: { language: 'html' }, runs: text('<p class="note">A &amp; B</p>') },
    ],
  },
  { type: 'equation', runs: text(String.raw`\frac{1}{`) },
  { type: 'equation' },
  { type: 'text', runs: text('the end') },
];

const make = (blocks: readonly BlockContent[]) => ({ title: 'Maths and code', blocks });

/** What is painted in the page, each stretch with its kind. */
function paintedIn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...CSS.highlights].flatMap(([name, highlight]) =>
      name.startsWith('weft-code-')
        ? [...(highlight as unknown as Set<Range>)].map(
            (range) => `${name.slice(10)} ${range.toString()}`,
          )
        : [],
    ),
  );
}

inEveryLook((look) => {
  const { size, scheme } = look;
  test(`MATH-1 CODE-3 CONTENTS-1 equations, code and contents are accessible on ${size} in ${scheme}`, async ({
    page,
    weft,
  }, testInfo) => {
    await openPage(page, weft.url + (await makePage(weft, make(BLOCKS))));
    await expect(bodyOf(page).locator('.equation-drawn .katex')).toHaveCount(2);
    await expect(bodyOf(page).locator('.inline .katex')).toHaveCount(2);
    await expect.poll(() => paintedIn(page)).toContain('keyword function');
    await expectGoodLook(page, testInfo, look);
    await expect(bodyOf(page)).toHaveAttribute('data-stray-changes', '0');
  });
});

test('MATH-4 nothing of it is loaded before the first equation and the first code', async ({
  page,
  weft,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const ofMaths = (): string[] => asked.filter((url) => /katex/i.test(url));
  const ofCode = (): string[] => asked.filter((url) => /prism/i.test(url));
  await openPage(page, weft.url);
  await bodyOf(page).click();
  await page.keyboard.type('Nothing but words');
  await expect(saveStateOf(page)).toHaveText('Saved');
  expect([...ofMaths(), ...ofCode()]).toEqual([]);
  await page.keyboard.type(' $$x^2$$');
  await expect(bodyOf(page).locator('.inline .katex')).toHaveCount(1);
  expect(ofMaths().length).toBeGreaterThan(0);
  expect(ofCode()).toEqual([]);
  expect(asked.every((url) => url.startsWith(weft.url))).toBe(true);
});

test('CODE-1 two windows type in the same code, and both see it coloured', async ({
  page,
  weft,
  openWindow,
}) => {
  const path = await makePage(
    weft,
    make([{ type: 'code', props: { language: 'js' }, runs: text('let a;\n\nlet z;') }]),
  );
  await openPage(page, weft.url + path);
  const other = await openWindow('Bob', path);
  await blocksOf(page).locator('[data-lexical-text]').first().click();
  await page.keyboard.press('End');
  await blocksOf(other).locator('[data-lexical-text]').last().click();
  await other.keyboard.press('End');
  await Promise.all([
    page.keyboard.type(' const ada = 1; // hers', { delay: 20 }),
    other.keyboard.type(' return "bob";', { delay: 20 }),
  ]);
  for (const each of [page, other]) {
    await expect
      .poll(() => paintedIn(each))
      .toEqual(
        expect.arrayContaining([
          'keyword const',
          'comment // hers',
          'keyword return',
          'string "bob"',
        ]),
      );
    await expect(blocksOf(each).locator('[data-lexical-text]')).toHaveText([
      'let a; const ada = 1; // hers',
      'let z; return "bob";',
    ]);
  }
});

test('CODE-1 what is composed in code goes on while it is coloured and a teammate types', async ({
  page,
  weft,
  openWindow,
}) => {
  const path = await makePage(
    weft,
    make([{ type: 'code', props: { language: 'js' }, runs: text('let a;\nlet b;') }]),
  );
  await openPage(page, weft.url + path);
  const other = await openWindow('Bob', path);
  await blocksOf(page).locator('[data-lexical-text]').first().click();
  await page.keyboard.press('End');
  const session = await page.context().newCDPSession(page);
  const compose = (words: string) =>
    session.send('Input.imeSetComposition', {
      text: words,
      selectionStart: words.length,
      selectionEnd: words.length,
    });
  await compose(' var');
  await expect.poll(() => paintedIn(page)).toContain('keyword var');
  await blocksOf(other).locator('[data-lexical-text]').last().click();
  await other.keyboard.press('End');
  await other.keyboard.type(' return 1');
  await compose(' var ok');
  await session.send('Input.insertText', { text: ' var okay' });
  await page.keyboard.type('!');
  for (const each of [page, other]) {
    await expect(blocksOf(each).locator('[data-lexical-text]')).toHaveText([
      'let a; var okay!',
      'let b; return 1',
    ]);
    await expect.poll(() => paintedIn(each)).toContain('keyword return');
    await expect.poll(() => paintedIn(each)).toContain('keyword var');
  }
});

test('CODE-3 the language is chosen from a list, lines are wrapped, and code is copied', async ({
  page,
  weft,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const words = 'def a():\n\treturn 1';
  const path = await makePage(
    weft,
    make([
      { type: 'code', runs: text(words) },
      { type: 'text', runs: text('end') },
    ]),
  );
  await openPage(page, weft.url + path);
  const block = blocksOf(page, 'code');
  const language = block.getByRole('button', { name: /^Language: / });
  await expect(language).toHaveText('Plain text');
  await language.click();
  await page.getByRole('combobox', { name: 'Search languages…' }).fill('py');
  await page.keyboard.press('Enter');
  await expect(language).toHaveText('Python');
  await expect(language).toBeFocused();
  await expect.poll(() => paintedIn(page)).toContain('keyword return');
  await page.keyboard.press('Tab');
  const wrap = block.getByRole('button', { name: 'Wrap' });
  await expect(wrap).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  await expect(block).toHaveAttribute('data-wrap');
  await page.keyboard.press('Tab');
  await expect(block.getByRole('button', { name: 'Line numbers' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(block.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(words);
  // The controls are no text: what is written is still what was.
  await blocksOf(page).last().click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(block).not.toHaveAttribute('data-wrap');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(language).toHaveText('Plain text');
  await expect(blocksOf(page)).toHaveCount(2);
  await expect(block.locator('[data-lexical-text]')).toHaveText(['def a():', '\t', 'return 1']);
});

test('CONTENTS-1 CONTENTS-2 contents follow the headings, and lead to those in closed toggles', async ({
  page,
  weft,
  openWindow,
}) => {
  const path = await makePage(
    weft,
    make([
      { type: 'contents' },
      { type: 'heading1', runs: text('One') },
      ...Array.from({ length: 40 }, () => ({ type: 'text', runs: text('words') })),
      { type: 'toggle', runs: text('more'), children: [{ type: 'heading2', runs: text('Two') }] },
    ]),
  );
  await openPage(page, weft.url + path);
  const links = page.getByRole('navigation', { name: 'Table of contents' }).getByRole('link');
  await expect(links).toHaveText(['One', 'Two']);
  const other = await openWindow('Bob', path);
  await bodyOf(other).getByRole('heading', { name: 'One' }).click();
  await other.keyboard.press('End');
  await other.keyboard.type(' and a half');
  await expect(links).toHaveText(['One and a half', 'Two']);

  const hidden = bodyOf(page).getByRole('heading', { name: 'Two' });
  await expect(hidden).toHaveCount(0);
  await links.last().focus();
  await page.keyboard.press('Enter');
  await expect(hidden).toBeInViewport();
  await page.keyboard.type('And ');
  await expect(links).toHaveText(['One and a half', 'And Two']);
  await links.first().click();
  await expect(bodyOf(page).getByRole('heading', { name: 'One and a half' })).toBeInViewport();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await expect(links).toHaveText(['And Two']);
});

test('CONTENTS-1 without headings the contents say what they will be', async ({ page, weft }) => {
  await openPage(page, weft.url + (await makePage(weft, make([{ type: 'contents' }]))));
  await expect(bodyOf(page)).toContainText('The headings of the page will be listed here.');
});
