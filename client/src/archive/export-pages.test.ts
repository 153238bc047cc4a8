import { strFromU8, unzipSync } from 'fflate';
import type { BlockContent } from '@weft/shared/model/content';
import { fromMarkdown } from '@weft/shared/markdown';
import { expect, test } from 'vitest';
import { exportPages, type ExportFormat, type ExportPorts } from './export-pages.ts';
import type { ExportedPage } from './export-plan.ts';

const page = (id: string, title: string, parent: string | null = null): ExportedPage => ({
  id,
  title,
  icon: '',
  cover: '',
  parent,
});
const line = (text: string, marks = {}): BlockContent => ({
  type: 'text',
  runs: [{ text, marks }],
});
const image: BlockContent = { type: 'image', props: { source: '/files/1', name: 'Fire.png' } };

/** A workspace of `texts`, by page; files are /files/N. */
function portsOf(texts: Readonly<Record<string, readonly BlockContent[]>>): ExportPorts {
  return {
    read: async (id) => {
      const blocks = texts[id];
      if (!blocks) throw new Error('unreachable');
      return blocks;
    },
    file: async (source) => (source === '/files/1' ? Uint8Array.of(1, 2, 3) : undefined),
    isFile: (source) => source.startsWith('/files/'),
    pageAt: (address) => /^\/d\/(\w+)/.exec(address)?.[1],
    addressOf: (id) => `https://weft.example/d/${id}`,
    untitled: 'Untitled',
    index: 'Pages',
    language: 'en',
    now: () => new Date(2026, 0, 1),
  };
}

async function unpack(pages: readonly ExportedPage[], ports: ExportPorts, format: ExportFormat) {
  const steps: string[] = [];
  const { archive, missing } = await exportPages(pages, ports, {
    format,
    signal: new AbortController().signal,
    onProgress: (done, all) => steps.push(`${done}/${all}`),
  });
  const files = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  const text = (path: string): string => strFromU8(files[path]!);
  return { files: Object.keys(files).toSorted(), text, missing, steps };
}

test('EXPORT-1 pages lie in the archive as they lie in each other, under names that every system takes', async () => {
  const pages = [
    page('a', 'Plan: A/B?'),
    page('b', 'CON', 'a'),
    page('c', '', 'a'),
    page('d', 'plan a b'),
    page('e', '..', 'c'),
  ];
  const texts = Object.fromEntries(pages.map(({ id }) => [id, [line(id)]]));
  const { files, steps } = await unpack(pages, portsOf(texts), 'markdown');
  expect(files).toEqual([
    'Plan A B.md',
    'Plan A B/CON_.md',
    'Plan A B/Untitled.md',
    'Plan A B/Untitled/Untitled.md',
    'plan a b 2.md',
  ]);
  expect(steps).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']);
});

test('EXPORT-2 links, mentions and pages in pages lead to each other in the archive, and elsewhere to where they were', async () => {
  const texts = {
    a: [
      { type: 'page', props: { page: 'b' } },
      line('there', { link: '/d/b#block' }),
      line('web', { link: 'https://example.com/' }),
      { type: 'text', runs: [{ inline: { kind: 'mention', page: 'z' }, marks: {} }] },
    ],
    b: [{ type: 'quote', children: [line('back', { link: '/d/a' })] }],
  };
  const { text } = await unpack(
    [page('a', 'A'), page('b', 'B c', 'a')],
    portsOf(texts),
    'markdown',
  );
  expect(text('A.md')).toBe(
    '# A\n\n[B c](A/B%20c.md)\n\n[there](A/B%20c.md)\n\n[web](https://example.com/)\n\n[Untitled](https://weft.example/d/z)\n',
  );
  expect(text('A/B c.md')).toContain('[back](../A.md)');
});

test('EXPORT-3 files go along once, and what shows them finds them', async () => {
  const texts = { a: [image, image], b: [image] };
  const { files, text } = await unpack(
    [page('a', 'A'), page('b', 'B', 'a')],
    portsOf(texts),
    'markdown',
  );
  expect(files).toEqual(['A.md', 'A/B.md', 'files/Fire.png']);
  expect(fromMarkdown(text('A/B.md')).at(-1)).toMatchObject({
    type: 'image',
    props: { source: '../files/Fire.png' },
  });
});

test('EXPORT-3 pages and files that cannot be had are told, and the others are there', async () => {
  const lost: BlockContent = { type: 'file', props: { source: '/files/9', name: 'Gone.pdf' } };
  const { files, missing } = await unpack(
    [page('a', 'A'), page('b', 'B')],
    portsOf({ a: [lost] }),
    'markdown',
  );
  expect(files).toEqual(['A.md']);
  expect(missing).toEqual([{ title: 'A', file: 'Gone.pdf' }, { title: 'B' }]);
});

test('EXPORT-4 as HTML it opens from a folder: a list of pages, a way back, no script, and no letter that is markup', async () => {
  const texts = { a: [line('1 < 2')], b: [image] };
  const pages = [page('a', '<b>Bold</b>'), page('b', 'B', 'a')];
  const { files, text } = await unpack(pages, portsOf(texts), 'html');
  expect(files).toEqual([
    'b Bold b.html',
    'b Bold b/B.html',
    'files/Fire.png',
    'index.html',
    'style.css',
  ]);
  expect(text('b Bold b.html')).toContain('&lt;b&gt;Bold&lt;/b&gt;');
  expect(text('b Bold b.html')).toContain('<a href="b%20Bold%20b/B.html">B</a>');
  expect(text('b Bold b/B.html')).toContain('src="../files/Fire.png"');
  expect(text('b Bold b/B.html')).toContain('<a href="../b%20Bold%20b.html">');
  expect(text('b Bold b/B.html')).toContain('href="../style.css"');
  expect(files.map(text).join('')).not.toContain('<script');
});

test('EXPORT-5 as JSON nothing is lost', async () => {
  const blocks = [
    image,
    { type: 'page', props: { page: 'b' } },
    { type: 'of-tomorrow', props: { x: 1 } },
  ];
  const pages = [{ ...page('a', 'A'), icon: '🔥', cover: 'sea' }, page('b', '', 'a')];
  const { text } = await unpack(pages, portsOf({ a: blocks, b: [] }), 'json');
  expect(JSON.parse(text('pages.json'))).toEqual({
    kind: 'weft-pages',
    version: 1,
    pages: [
      { ...pages[0], blocks },
      { ...pages[1], blocks: [] },
    ],
    files: { '/files/1': 'files/Fire.png' },
  });
});

test('EXPORT-6 stopped, there is no archive', async () => {
  const stopping = new AbortController();
  const exporting = exportPages([page('a', 'A'), page('b', 'B')], portsOf({ a: [], b: [] }), {
    format: 'json',
    signal: stopping.signal,
    onProgress: (done) => done === 1 && stopping.abort(new Error('stopped')),
  });
  await expect(exporting).rejects.toThrow('stopped');
});
