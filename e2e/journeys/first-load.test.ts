import { fetchedBy, type Fetched, tableOf } from './first-load.ts';
import { makePage } from './made-page.ts';
import { blocksOf, bodyOf, expect, test } from './weft.ts';

/** What may come before one can type, in bytes as they are sent: JavaScript, then styles and fonts. */
const MOST_SCRIPT = 200_000;
const MOST_STYLE = 20_000;

/** What only some pages need, by what its files are called: code, equations, emoji, pasting, and the earlier editor. */
const ON_FIRST_USE = /prism|katex|tex-trial|compact|clipboard-content|lexical-stock|lexical-mount/i;

const cell = (words: string) => [{ type: 'text', runs: [{ text: words, marks: {} }] }];
const line = (words: string) => ({ type: 'text', runs: [{ text: words, marks: { bold: true } }] });

const sum = (files: readonly Fetched[], size: 'sent' | 'gzip' = 'sent'): number =>
  files.reduce((total, file) => total + file[size], 0);

/** What is wrong with a first load. */
function faultsOf(files: readonly Fetched[]): string[] {
  const before = files.filter(({ isFirst }) => isFirst);
  const scripts = before.filter(({ type }) => type === 'script');
  const styles = before.filter(({ type }) => type === 'stylesheet' || type === 'font');
  return [
    ...(sum(scripts) > MOST_SCRIPT ? [`${sum(scripts)} bytes of JavaScript`] : []),
    ...(sum(styles) > MOST_STYLE ? [`${sum(styles)} bytes of styles and fonts`] : []),
    ...files.filter(({ name }) => ON_FIRST_USE.test(name)).map(({ name }) => name),
    ...scripts.filter(({ encoding, gzip }) => encoding === 'plain' && gzip > 1_000).map(({ name }) => `${name} is not compressed`),
  ]; // prettier-ignore
}

test('SIZE-1 SIZE-2 a page of text and a table costs less than 200 kB of JavaScript until one can type, and what few pages need is not fetched', async ({
  page,
  weft,
}, testInfo) => {
  const path = await makePage(weft, {
    title: 'First load',
    blocks: [
      line('Some words'),
      {
        type: 'table',
        table: { columns: [{}, {}], rows: [{ cells: [cell('a'), cell('b')] }] },
      },
    ],
  });
  const files = await fetchedBy(page, weft.url + path);
  const scripts = files.filter(({ type }) => type === 'script');
  const first = scripts.filter(({ isFirst }) => isFirst);
  const report = [
    tableOf(files),
    `JavaScript until one can type: ${sum(first)} bytes sent, ${sum(first, 'gzip')} by gzip`,
    `JavaScript with what follows unasked: ${sum(scripts)} bytes sent, ${sum(scripts, 'gzip')} by gzip`,
  ].join('\n');
  process.stdout.write(`${report}\n`);
  await testInfo.attach('first load', { body: report, contentType: 'text/plain' });
  expect(first.length).toBeGreaterThan(3);
  expect(faultsOf(files)).toEqual([]);

  // The same page with code and an equation fetches what these need, and is told by the same eyes.
  const heavier = await makePage(weft, {
    title: 'Canary',
    blocks: [
      { type: 'code', props: { language: 'javascript' }, runs: [{ text: 'let a = 1', marks: {} }] },
      { type: 'equation', runs: [{ text: 'e = mc^2', marks: {} }] },
    ],
  });
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error('There is no browser.');
  const told = faultsOf(await fetchedBy(await context.newPage(), weft.url + heavier));
  await context.close();
  for (const name of ['prism-core', 'prism-javascript', 'katex-drawing', 'KaTeX_Main'])
    expect(told.join(' ')).toContain(name);
  const twice = files.map((file) => ({ ...file, sent: 2 * file.sent }));
  expect(faultsOf(twice).join(' ')).toMatch(/bytes of JavaScript .*bytes of styles/);

  await bodyOf(page).getByText('Some words').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' :rock');
  await expect(page.getByRole('listbox', { name: 'Emoji' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(blocksOf(page).first()).toHaveText('Some words :rock');
});
