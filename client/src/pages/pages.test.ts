import type { Pages } from './pages.ts';
import { memoryTitles, openPages } from './testing/open-pages.ts';
import { expect, test, vi } from 'vitest';
import { nodeNamed, pageOf, SPACE } from '../tree/testing/forest.ts';

function open(outline: string, titles = memoryTitles()) {
  const memory = openPages(outline, titles);
  const { pages } = memory;
  const outlineOf = (parent: string | null): string[] =>
    pages
      .get()
      .forest!.shownIn(parent === null ? null : pageOf(parent))
      .map(({ title }) => title);
  return { ...memory, pages, outlineOf };
}

test('TREE-12 a page is made where it is wanted, or last at the top, and is there at once', async () => {
  const { pages } = open('a\n  b\nc');
  const last = await pages.create();
  const inside = await pages.create({ place: { parent: pageOf('a'), after: null }, icon: '🌱' });
  const { forest } = pages.get();
  expect(forest!.shownIn(null).at(-1)!.id).toBe(last);
  expect(forest!.shownIn(pageOf('a'))).toMatchObject([
    { id: inside, icon: '🌱', space: SPACE },
    { title: 'b' },
  ]);
});

test('TREE-16 a page is moved between others, and stays where it cannot lie', async () => {
  const { pages, outlineOf, wanted } = open('a\n  b\nc\nd');
  await pages.move(pageOf('d'), { parent: null, after: pageOf('a') });
  expect(outlineOf(null)).toEqual(['a', 'd', 'c']);
  const before = wanted.length;
  await pages.move(pageOf('a'), { parent: pageOf('b'), after: null });
  expect(wanted).toHaveLength(before);
});

test('TREE-4 TREE-5 a page goes into the trash, comes back, and is gone as it was seen', async () => {
  const { pages, wanted, outlineOf } = open('a\nb');
  await pages.trash(pageOf('a'));
  expect(outlineOf(null)).toEqual(['b']);
  await pages.restore(pageOf('a'));
  expect(outlineOf(null)).toEqual(['a', 'b']);
  await pages.trash(pageOf('a'));
  await pages.remove(pageOf('a'));
  expect(pages.get().forest!.isGone(pageOf('a'))).toBe(true);
  expect(wanted.at(-1)).toEqual({ kind: 'remove', page: pageOf('a'), seen: 'epoch.1.tag' });
});

test('TREE-14 what is not taken is told, and without any pages nothing can be made', async () => {
  const { pages } = open('a');
  const told = vi.fn();
  pages.onRefused(told);
  await pages.remove(pageOf('a'));
  expect(told).toHaveBeenCalledWith(pageOf('a'), 'page-not-trashed');
  const { pages: none } = openPages(undefined);
  await expect(none.create()).rejects.toMatchObject({ code: 'unreachable' });
});

test('TREE-12 a page that the server has not heard of is waited for', async () => {
  const { pages, show } = open('a');
  show({ unmade: undefined });
  const isMade = vi.fn();
  void pages.made(pageOf('a')).then(isMade);
  show({ unmade: new Set([pageOf('a')]) });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isMade).not.toHaveBeenCalled();
  show({ unmade: new Set() });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isMade).toHaveBeenCalled();
});

test('TREE-12 a page that this device has not kept yet is waited for too', async () => {
  const { pages, show, hold } = openPages('a');
  const keep = hold();
  const id = pages.mint();
  const created = pages.create({ id });
  const isMade = vi.fn();
  const made = pages.made(id).then(isMade);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isMade).not.toHaveBeenCalled();
  show({ unmade: new Set([id]) });
  keep();
  await created;
  await new Promise((resolve) => setImmediate(resolve));
  expect(isMade).not.toHaveBeenCalled();
  show({ unmade: new Set() });
  await made;
  expect(isMade).toHaveBeenCalled();
});

test('APP-24 the open page’s own title is in the list at once, and stands over an older one', () => {
  const { pages, say } = open('a');
  const changed = vi.fn();
  pages.subscribe(changed);
  pages.entitle(pageOf('a'), 'New name');
  expect(changed).toHaveBeenCalledOnce();
  pages.entitle(pageOf('a'), 'New name');
  expect(changed).toHaveBeenCalledOnce();
  const titleNow = () => pages.titleOf(pages.get().forest!.get(pageOf('a'))!);
  expect(titleNow()).toBe('New name');
  say(nodeNamed('a', { title: 'New' }));
  expect(titleNow()).toBe('New name');
});

test('APP-24 the title of a page that was closed stands until the tree says anything new of it', () => {
  const { pages, say } = open('a\nb');
  const titleNow = () => pages.titleOf(pages.get().forest!.get(pageOf('a'))!);
  pages.entitle(pageOf('a'), 'New name');
  pages.entitle(pageOf('a'), undefined);
  say(nodeNamed('b', { icon: '🌱' }));
  expect(titleNow()).toBe('New name');
  say(nodeNamed('a', { title: 'Others’ name' }));
  expect(titleNow()).toBe('Others’ name');
  pages.entitle(pageOf('a'), 'Others’ name');
  pages.entitle(pageOf('a'), undefined);
  say(nodeNamed('a', { title: 'Newer' }));
  expect(titleNow()).toBe('Newer');
});

test('OFFLINE-3 a title that the server has not heard of is there at the next visit, until the tree says anything new', () => {
  const titles = memoryTitles();
  const visit = () => openPages('a', titles).pages;
  const nameIn = (pages: Pages) => pages.titleOf(pages.get().forest!.get(pageOf('a'))!);
  visit().entitle(pageOf('a'), 'Offline name');
  expect(nameIn(visit())).toBe('Offline name');
  const { pages, say } = open('a', titles);
  say(nodeNamed('a', { title: 'Newer' }));
  expect(nameIn(pages)).toBe('Newer');
  expect(titles.load().size).toBe(0);
});

test('OFFLINE-3 a title that could not be written is forgotten', () => {
  const titles = memoryTitles();
  const { pages } = openPages('a', titles);
  pages.entitle(pageOf('a'), 'Offline name');
  pages.entitle(pageOf('a'), null);
  expect(titles.load().size).toBe(0);
});
