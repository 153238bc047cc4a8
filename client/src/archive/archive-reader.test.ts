import { zipSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { ArchiveTooLarge, readArchives } from './archive-reader.ts';

const zip = (files: Readonly<Record<string, Uint8Array>>) => ({
  path: 'export.zip',
  bytes: zipSync(files),
});
const limits = { files: 5, bytes: 2_000_000, fileBytes: 1_500_000 };
const paths = async (...args: Parameters<typeof readArchives>) => {
  const { files, refused } = await readArchives(...args);
  return { paths: files.map(({ path }) => path), refused };
};

test('IMPORT-2 archives are opened, those in them as well; what systems leave lying about is not taken', async () => {
  const part = zip({ 'A/One.md': strToU8('one'), '__MACOSX/A/._One.md': strToU8('x') });
  const outer = zip({
    'Part-1.zip': part.bytes,
    'Two.md': strToU8('two'),
    'A/.DS_Store': strToU8('x'),
  });
  expect(await paths([outer, { path: 'Three.md', bytes: strToU8('three') }])).toEqual({
    paths: ['A/One.md', 'Two.md', 'Three.md'],
    refused: [],
  });
});

test('IMPORT-3 a path that leads out of the archive is left out, and told', async () => {
  const names = ['../out.md', '/etc/x.md', 'a/../../b.md', 'C:\\x.md', 'good/in.md'];
  const bad = zip(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
  const { paths: taken, refused } = await paths([bad]);
  expect(taken).toEqual(['good/in.md']);
  expect(refused.map(({ why }) => why)).toEqual(Array.from({ length: 4 }, () => 'bad-path'));
});

test('IMPORT-3 an archive with too many files, or that unpacks to too much, is not read', async () => {
  const many = zip(
    Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}.md`, strToU8('x')])),
  );
  await expect(readArchives([many], limits)).rejects.toThrow(ArchiveTooLarge);
  const bomb = zip({ 'a.md': new Uint8Array(1_200_000), 'b.md': new Uint8Array(1_200_000) });
  expect(bomb.bytes.length).toBeLessThan(10_000);
  await expect(readArchives([bomb], limits)).rejects.toThrow(ArchiveTooLarge);
  const nested = zip({ 'Part-1.zip': bomb.bytes });
  await expect(readArchives([nested], limits)).rejects.toThrow(ArchiveTooLarge);
});

test('IMPORT-3 one file that is too large is left out; an archive that lies of its sizes unpacks to no more than it says', async () => {
  const large = zip({ 'a.md': new Uint8Array(1_600_000), 'b.md': strToU8('b') });
  expect(await paths([large], limits)).toEqual({
    paths: ['b.md'],
    refused: [{ path: 'a.md', why: 'too-large' }],
  });
  const liar = zip({ 'a.md': new Uint8Array(1_000_000) });
  const view = new DataView(liar.bytes.buffer);
  for (let at = 0; at < liar.bytes.length - 4; at++) {
    if (view.getUint32(at, true) === 1_000_000) view.setUint32(at, 10, true);
  }
  const { files } = await readArchives([liar], limits);
  expect(files.every(({ bytes }) => bytes.length <= 10)).toBe(true);
});

test('IMPORT-3 what is damaged is told, and what is no archive stays a file', async () => {
  const whole = zip({ 'a.md': strToU8('some words in a file') });
  const cut = { ...whole, bytes: whole.bytes.slice(0, -30) };
  const fake = { path: 'fake.zip', bytes: strToU8('not at all') };
  expect(await paths([cut, fake])).toEqual({
    paths: ['fake.zip'],
    refused: [{ path: 'export.zip', why: 'damaged' }],
  });
});
