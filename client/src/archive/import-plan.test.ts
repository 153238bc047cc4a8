import { expect, test } from 'vitest';
import { planImport } from './import-plan.ts';

const ID = '0123456789abcdef0123456789abcdef';

function plan(...paths: string[]) {
  const { pages, others } = planImport(paths.map((path) => ({ path, bytes: Uint8Array.of(1) })));
  const titles = new Map(pages.map(({ path, title }) => [path, title]));
  return {
    pages: pages.map(({ title, parent, source }) =>
      [parent === undefined ? '' : titles.get(parent), title, source?.kind ?? 'folder'].join(' > '),
    ),
    others: [...others.keys()],
  };
}

test('IMPORT-1 a page’s folder holds the pages in it; a folder without a file is a page of its own', () => {
  expect(plan('Plan.md', 'Plan/Steps.md', 'Plan/pic.png', 'Notes/Old/One.txt')).toEqual({
    pages: [
      ' > Plan > markdown',
      'Plan > Steps > markdown',
      ' > Notes > folder',
      'Notes > Old > folder',
      'Old > One > text',
    ],
    others: ['Plan/pic.png'],
  });
});

test('IMPORT-1 a folder around everything is no page', () => {
  expect(plan('Vault/A.md', 'Vault/B/C.md').pages).toEqual([
    ' > A > markdown',
    ' > B > folder',
    'B > C > markdown',
  ]);
});

test('IMPORT-4 Notion’s ids are no part of a name, in files and in folders', () => {
  expect(
    plan(
      `Private/Home ${ID}.md`,
      `Private/Home/Tasks ${ID}.md`,
      `Private/Home ${ID}/pic.png`,
      `Private/B-${ID}.html`,
    ),
  ).toEqual({
    pages: [' > Home > markdown', ' > B > html', 'Home > Tasks > markdown'],
    others: [`Private/Home ${ID}/pic.png`],
  });
});

test('IMPORT-4 of a database all rows are taken, and the pages of its rows lie in it', () => {
  expect(plan(`Tasks ${ID}.csv`, `Tasks ${ID}_all.csv`, `Tasks/First ${ID}.md`).pages).toEqual([
    ' > Tasks > csv',
    'Tasks > First > markdown',
  ]);
  const { pages } = planImport([
    { path: `T ${ID}_all.csv`, bytes: Uint8Array.of(2) },
    { path: `T ${ID}.csv`, bytes: Uint8Array.of(1) },
  ]);
  expect(pages.map(({ source }) => source?.file.bytes[0])).toEqual([2]);
});

test('IMPORT-1 a list of all pages is none itself; alone it is', () => {
  expect(plan('index.html', 'A.html', 'style.css')).toEqual({
    pages: [' > A > html'],
    others: ['style.css'],
  });
  expect(plan('index.html').pages).toEqual([' > index > html']);
});

test('IMPORT-4 of two pages with one name both are kept, and what lies in each lies in it', () => {
  const OTHER = ID.replaceAll('0', 'f');
  expect(
    plan(
      `H/A ${ID}.md`,
      `H/A ${OTHER}.md`,
      `H/A ${OTHER}/In the other ${ID}.md`,
      `H/A ${ID}/In the first ${ID}.md`,
      'H/One.md',
      'H/One.txt',
    ).pages,
  ).toEqual([
    ' > A > markdown',
    ' > A > markdown',
    ' > One > markdown',
    ' > One > text',
    'A > In the other > markdown',
    'A > In the first > markdown',
  ]);
});
