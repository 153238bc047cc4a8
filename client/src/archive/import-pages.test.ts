import { strToU8, zipSync } from 'fflate';
import { toMarkdown } from '@weft/shared/markdown';
import type { BlockContent } from '@weft/shared/model/content';
import { expect, test } from 'vitest';
import { exportPages } from './export-pages.ts';
import { importPages, type ImportPorts } from './import-pages.ts';

/** A Weft that remembers what was done to it. */
function openWeft(refuses: (name: string) => boolean = () => false) {
  let next = 0;
  const pages = new Map<
    string,
    { parent: string | null; icon: string; title: string; blocks: readonly BlockContent[] }
  >();
  const uploads: string[] = [];
  const discarded: string[] = [];
  const ports: ImportPorts = {
    mint: () => `p${next++}`,
    async create({ id, parent, icon }) {
      pages.set(id, { parent, icon, title: '', blocks: [] });
    },
    async write(id, { title, blocks }) {
      pages.set(id, { ...pages.get(id)!, title, blocks });
    },
    async upload(page, name, file) {
      if (refuses(name)) throw new Error('full');
      uploads.push(`${page}: ${name}, ${file.size}`);
      return `/api/${name}`;
    },
    discard: async (id) => void discarded.push(id),
    hrefOf: (id) => `/d/${id}`,
  };
  const tree = () =>
    [...pages.values()].map(({ parent, icon, title }) =>
      [parent === null ? '' : pages.get(parent)!.title, icon + title].join(' > '),
    );
  const markdown = (title: string) =>
    toMarkdown([...pages.values()].find((page) => page.title === title)!.blocks);
  return { ports, pages, uploads, discarded, tree, markdown };
}

const files = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([path, text]) => ({ path, bytes: strToU8(text) }));
const quiet = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

test('IMPORT-1 IMPORT-5 pages lie in each other as their files do; links between them and pictures are kept', async () => {
  const weft = openWeft();
  const steps: string[] = [];
  const { tops, count, lost } = await importPages(
    files({
      'Plan.md':
        '# 🔥 The plan\n\n[Steps](Plan/Steps.md)\n\nSee [the steps](./Plan/Steps.md#now).\n\n![](Plan/a%20pic.png)\n',
      'Plan/Steps.md': '- one\n- [back](../Plan.md)\n',
      'Plan/a pic.png': 'PNG',
      'Plan/unused.pdf': 'PDF',
    }),
    weft.ports,
    { ...quiet(), onProgress: (done, all) => steps.push(`${done}/${all}`) },
  );
  expect(weft.tree()).toEqual([' > 🔥The plan', 'The plan > Steps']);
  expect(weft.markdown('The plan')).toBe(
    '<page id="p1"/>\n\nSee [the steps](/d/p1).\n\n![](</api/a pic.png>)\n',
  );
  expect(weft.markdown('Steps')).toBe('- one\n- [back](/d/p0)\n');
  expect(weft.uploads).toEqual(['p0: a pic.png, 3']);
  expect([tops, count, steps]).toEqual([['p0'], 2, ['0/2', '1/2', '2/2']]);
  expect(lost).toEqual([{ path: 'Plan/unused.pdf', why: 'unused' }]);
});

test('IMPORT-1 plain text keeps its letters, and a table its cells', async () => {
  const weft = openWeft();
  const { lost } = await importPages(
    files({ 'Note.txt': 'one *two*\nthree\n\nfour', 'Rows.csv': 'Name,"To, do"\nA,"x ""y"""\n' }),
    weft.ports,
    quiet(),
  );
  expect(weft.tree()).toEqual([' > Note', ' > Rows']);
  expect(weft.pages.get('p0')!.blocks.map(({ runs }) => runs)).toEqual([
    [{ text: 'one *two*\nthree', marks: {} }],
    [{ text: 'four', marks: {} }],
  ]);
  expect(JSON.stringify(weft.pages.get('p1')!.blocks)).toContain('x \\"y\\"');
  expect(lost).toEqual([]);
});

test('IMPORT-6 what cannot be kept is told: files that are refused, rows too many, text that is none', async () => {
  const weft = openWeft((name) => name === 'big.png');
  const { lost } = await importPages(
    [
      ...files({
        'A.md': '![](big.png)\n',
        'big.png': 'x',
        'Rows.csv': `a,b\n${'1,2\n'.repeat(4_000)}`,
      }),
      { path: 'Broken.docx', bytes: Uint8Array.of(1, 2, 3) },
    ],
    weft.ports,
    quiet(),
  );
  expect(lost).toEqual([
    { path: 'big.png', why: 'file' },
    { path: 'Rows.csv', why: 'rows' },
    { path: 'Broken.docx', why: 'unreadable' },
  ]);
  expect(weft.tree()).toEqual([' > A', ' > Rows', ' > Broken']);
});

test('IMPORT-7 stopped or failed, what was made goes into the trash', async () => {
  const weft = openWeft();
  const stopping = new AbortController();
  const importing = importPages(files({ 'A.md': 'a', 'B.md': 'b', 'C.md': 'c' }), weft.ports, {
    signal: stopping.signal,
    onProgress: (done) => done === 2 && stopping.abort(new Error('stopped')),
  });
  await expect(importing).rejects.toThrow('stopped');
  expect(weft.discarded).toEqual(['p0', 'p1']);
});

test('IMPORT-8 EXPORT-5 what was exported as JSON comes back as it was, with new ids', async () => {
  const blocks: BlockContent[] = [
    { type: 'image', props: { source: '/api/old', name: 'Fire.png', width: 50 } },
    { type: 'page', props: { page: 'b' } },
    { type: 'text', runs: [{ inline: { kind: 'mention', page: 'b' }, marks: { bold: true } }] },
    { type: 'of-tomorrow', props: { x: { y: [1] } }, children: [{ type: 'text', runs: [] }] },
  ];
  const pages = [
    { id: 'a', title: 'A', icon: '🔥', cover: 'sea', parent: null },
    { id: 'b', title: '', icon: '', cover: '', parent: 'a' },
  ];
  const { archive } = await exportPages(
    pages,
    {
      read: async (id) => (id === 'a' ? blocks : []),
      file: async () => Uint8Array.of(1, 2),
      isFile: (source) => source.startsWith('/api/'),
      pageAt: () => undefined,
      addressOf: (id) => id,
      untitled: 'Untitled',
      index: 'Pages',
      language: 'en',
      now: () => new Date(2026, 0, 1),
    },
    { format: 'json', ...quiet() },
  );
  const weft = openWeft();
  const bytes = new Uint8Array(await archive.arrayBuffer());
  const { lost } = await importPages([{ path: 'All.zip', bytes }], weft.ports, quiet());
  expect(lost).toEqual([]);
  expect(weft.tree()).toEqual([' > 🔥A', 'A > ']);
  const expected = JSON.stringify(blocks)
    .replaceAll('"page":"b"', '"page":"p1"')
    .replace('/api/old', '/api/Fire.png');
  expect(weft.pages.get('p0')!.blocks).toEqual(JSON.parse(expected));
});

test('IMPORT-8 a list of pages that is none of ours, or goes round in itself, harms nothing', async () => {
  const page = { title: 'x', icon: '', cover: '', blocks: [] };
  const round = {
    kind: 'weft-pages',
    version: 1,
    pages: [
      { ...page, id: 'a', parent: 'b' },
      { ...page, id: 'b', parent: 'a' },
      { ...page, id: 'c', parent: 'nowhere' },
    ],
    files: { __proto__: 'x' },
  };
  const weft = openWeft();
  const zip = { path: 'x.zip', bytes: zipSync({ 'pages.json': strToU8(JSON.stringify(round)) }) };
  await importPages([zip], weft.ports, quiet());
  expect(weft.tree()).toEqual([' > x', ' > x', ' > x']);
  const foreign = openWeft();
  const { lost } = await importPages(
    files({ 'pages.json': '{"pages":1}' }),
    foreign.ports,
    quiet(),
  );
  expect(lost).toEqual([{ path: 'pages.json', why: 'unused' }]);
});
