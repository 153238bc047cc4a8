import { mintDocId, mintSpaceId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { expect, test } from 'vitest';
import { createPageFinder } from './page-finder.ts';

const random = seededRandom(2);
const [space, page] = [mintSpaceId(random.bytes), mintDocId(random.bytes)];
const { signal } = new AbortController();

/** A finder whose server answers so, and what it was asked. */
function finderOn(status: number, body: unknown) {
  const asked: string[] = [];
  const finder = createPageFinder({
    baseUrl: 'https://weft.example',
    fetch: async (address) => {
      asked.push((address as string).replace('https://weft.example/api/v1', ''));
      return new Response(JSON.stringify(body), { status });
    },
  });
  return { finder, asked };
}

test('SEARCH-1 SEARCH-3 what is looked for is asked of its space, with what narrows it', async () => {
  const excerpt = { block: 'b', text: 'a plan', marks: [[2, 6]] };
  const results = [
    { page, updatedAt: 5, excerpt },
    { page, updatedAt: 4 },
  ];
  const { finder, asked } = finderOn(200, { results });
  expect(await finder.find(space, { text: 'a & b' }, signal)).toEqual({ ok: true, results });
  await finder.find(space, { text: '', isInTitles: true, since: 7, until: 9, limit: 3 }, signal);
  expect(asked).toEqual([
    `/spaces/${space}/search?q=a+%26+b`,
    `/spaces/${space}/search?q=&in=title&since=7&until=9&limit=3`,
  ]);
});

test('BACKLINK-1 where a page is linked to is asked by its id', async () => {
  const links = [{ page, excerpt: { block: 'b', text: 'see it', marks: [] } }];
  const { finder, asked } = finderOn(200, { links });
  expect(await finder.linksTo(page, signal)).toEqual({ ok: true, links });
  expect(asked).toEqual([`/pages/${page}/links`]);
});

test('SEARCH-6 ERR-1 what went wrong is part of the answer, and a page of somebody else is no answer', async () => {
  const refused = finderOn(503, { error: { code: 'unavailable' } });
  expect(await refused.finder.find(space, { text: 'x' }, signal)).toMatchObject({ ok: false });
  const strange = finderOn(200, { results: 'none' });
  expect(await strange.finder.find(space, { text: 'x' }, signal)).toMatchObject({
    ok: false,
    code: 'unreachable',
  });
});
