import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { PAGE } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { Page } from '@weft/shared/model/page';
import { Writer } from '@weft/shared/model/writer';
import { seedOf } from '@weft/shared/document/seed';
import type { LinkList, SearchAnswer } from '@weft/shared/protocol/down';
import { mintSpaceId, type DocId } from '@weft/shared/protocol/ids';
import { linksPath, ROUTES, searchPath } from '@weft/shared/protocol/routes';
import * as Y from 'yjs';
import { change, firstSpace, newPage, remove } from './placed-pages.ts';
import { expectRefused } from './refusal.ts';
import { append, jsonOf, newDoc, newSession, send } from './server-under-test.ts';
import { createWriter } from './writer.ts';

/** A word that no other page has. */
const ownWord = (): string => `w${randomBytes(6).toString('hex')}`;
const text = (letters: string): BlockContent => ({
  type: 'text',
  runs: [{ text: letters, marks: {} }],
});

/** A new page with a title and blocks. */
async function write(title: string, blocks: readonly BlockContent[]): Promise<DocId> {
  const page = await newPage();
  const { doc, edit } = createWriter(randomBytes(4).readUInt32BE() || 1);
  Y.applyUpdate(doc, seedOf('blocks')!);
  const shown = new Page(doc);
  const update = edit(() => {
    doc.getText('title').insert(0, title);
    insertBlocks(new Writer({ page: shown, random: Math.random, now: () => 0 }), blocks, PAGE, 0);
  });
  await append(page, update, { session: newSession(), n: 1 });
  return page;
}

async function found(words: string): Promise<SearchAnswer['results']> {
  const answer = await send({ path: searchPath(await firstSpace(), { text: words }) });
  expect(answer.status).toBe(200);
  return (jsonOf(answer) as SearchAnswer).results;
}

test('SEARCH-6 SEARCH-4 what is written is found with its line, and no more once it is in the trash', async () => {
  const word = ownWord();
  const inTitle = await write(`About ${word}`, []);
  const inText = await write('Other', [text('first'), text(`here is ${word}.`)]);
  await expect.poll(() => found(word), { timeout: 20_000 }).toHaveLength(2);
  const results = await found(word.toUpperCase());
  expect(results.map(({ page }) => page)).toEqual([inTitle, inText]);
  expect(results[1]!.excerpt).toMatchObject({
    text: `here is ${word}.`,
    marks: [[8, 8 + word.length]],
  });
  await change(inText, { trashed: true });
  expect((await found(word)).map(({ page }) => page)).toEqual([inTitle]);
  await change(inText, { trashed: false });
  expect(await found(word)).toHaveLength(2);
  await change(inText, { trashed: true });
  await remove(inText);
  expect((await found(word)).map(({ page }) => page)).toEqual([inTitle]);
});

test('SEARCH-5 in another space nothing is found, and one that is not there says so', async () => {
  const strange = mintSpaceId((length) => randomBytes(length));
  expectRefused(await send({ path: searchPath(strange, { text: 'x' }) }), 'space-unknown');
});

test('SEARCH-3 without words the page changed last comes first', async () => {
  const word = ownWord();
  const page = await write(word, []);
  await expect.poll(async () => (await found(''))[0]?.page, { timeout: 20_000 }).toBe(page);
});

test.each(['limit=0', 'limit=51', 'limit=x', 'since=-1', 'in=text', `q=${'x'.repeat(301)}`])(
  'SEARCH-1 ERR-1 a search with %s is refused',
  async (query) => {
    const path = ROUTES.search.replace(':space', await firstSpace());
    expectRefused(await send({ path: `${path}?${query}` }), 'request-malformed');
  },
);

test('BACKLINK-1 a page knows where it is linked to; in the trash nothing links', async () => {
  const target = await newPage();
  const mention = { inline: { kind: 'mention', page: target, label: 'Plan' }, marks: {} };
  const before = { text: 'see ', marks: {} };
  const from = await write('From', [{ type: 'text', runs: [before, mention] }]);
  const links = async (): Promise<LinkList['links']> => {
    const answer = await send({ path: linksPath(target) });
    expect(answer.status).toBe(200);
    return (jsonOf(answer) as LinkList).links;
  };
  await expect
    .poll(links, { timeout: 20_000 })
    .toMatchObject([{ page: from, excerpt: { text: 'see Plan' } }]);
  await change(from, { trashed: true });
  expect(await links()).toEqual([]);
  expectRefused(await send({ path: linksPath(newDoc()) }), 'page-unknown');
});
