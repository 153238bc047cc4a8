import { mintDocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { openPages } from '../pages/testing/open-pages.ts';
import { expect, test, vi } from 'vitest';
import { nodeNamed, pageOf } from '../tree/testing/forest.ts';
import { createPageLinks } from './page-links.ts';

function linksIn(outline: string | undefined) {
  const memory = openPages(outline);
  const { pages } = memory;
  return { ...memory, pages, links: createPageLinks(pages) };
}

test('PLINK-1 a page is called what it is called now, and one that somebody has just made is found', () => {
  const { links, pages, say, show } = linksIn('a');
  const changed = vi.fn();
  links.subscribe(changed);
  expect(links.find(pageOf('a'))).toEqual({ title: 'a', icon: '', isTrashed: false });
  pages.entitle(pageOf('a'), 'Great plan');
  expect(links.find(pageOf('a'))).toMatchObject({ title: 'Great plan' });
  expect(links.hrefOf(pageOf('a'))).toBe(`/d/great-plan-${pageOf('a')}`);
  show({ isLive: false });
  expect(links.find(pageOf('b'))).toBe('unknown');
  say(nodeNamed('b', { icon: '🌱' }));
  expect(links.find(pageOf('b'))).toMatchObject({ title: 'b', icon: '🌱' });
  expect(changed).toHaveBeenCalledTimes(3);
});

test('PLINK-1 a page in the trash says so, and one that is in no tree is gone, whoever deleted it', async () => {
  const { links, pages, forget } = linksIn('a\n  b');
  await pages.trash(pageOf('a'));
  expect(links.find(pageOf('b'))).toMatchObject({ isTrashed: true });
  await pages.restore(pageOf('a'));
  expect(links.find(pageOf('b'))).toMatchObject({ isTrashed: false });
  forget(pageOf('b'));
  expect(links.find(pageOf('b'))).toBe('gone');
  expect(links.find(mintDocId(seededRandom(8).bytes))).toBe('gone');
  expect([links.find('no id'), links.hrefOf('no id')]).toEqual(['gone', undefined]);
});

test('PLINK-1 as long as no pages are known, nobody knows', () => {
  const { links } = linksIn(undefined);
  expect(links.find(pageOf('a'))).toBe('unknown');
});
