import { openPages } from './testing/open-pages.ts';
import { expect, test } from 'vitest';
import { nodeNamed, pageOf } from '../tree/testing/forest.ts';
import type { Workspace } from './workspace.ts';
import { homePage } from './home-page.ts';

const atOnce = <T>(task: () => Promise<T>): Promise<T> => task();

function open(outline: string | undefined, recent: readonly string[] = []) {
  const memory = openPages(outline);
  const { pages } = memory;
  const setting = { get: () => recent, set: () => undefined, subscribe: () => () => undefined };
  const filled: string[] = [];
  const documents = {
    fill: async (page: string, name: string) => void filled.push(`${page} ${name}`),
  } as unknown as Workspace['documents'];
  return {
    ...memory,
    pages,
    home: (one = atOnce) => homePage({ pages, recent: setting, documents }, one),
    filled,
  };
}

test('APP-23 home is the page that the person came to last, as long as it is there', async () => {
  expect(await open('a\nb\nc', [pageOf('b'), pageOf('c')]).home()).toBe(pageOf('b'));
  const { home, pages } = open('a\nb\nc', [pageOf('x'), pageOf('b'), pageOf('c')]);
  await pages.trash(pageOf('b'));
  expect(await home()).toBe(pageOf('c'));
  expect(await open('a\n  b\nc').home()).toBe(pageOf('a'));
});

test('APP-23 where there is no page one is made, unless the server knows of one', async () => {
  const first = open('');
  const made = await first.home();
  expect(first.pages.get().forest!.shownIn(null)).toMatchObject([{ id: made }]);
  const second = open('');
  second.holdBack([nodeNamed('a')]);
  expect(await second.home()).toBe(pageOf('a'));
});

test('APP-23 windows that find no page make exactly one between them', async () => {
  const { home, wanted } = open('');
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const turn = before.then(task);
    before = turn;
    return turn;
  };
  const found = await Promise.all([home(inTurn), home(inTurn), home(inTurn)]);
  expect(new Set(found).size).toBe(1);
  expect(wanted).toHaveLength(1);
});

test('APP-22 what is not known cannot be gone to, and why is told', async () => {
  const { home, show } = open(undefined);
  const asked = home();
  show({ failure: { ok: false, code: 'unavailable', retry: 'same' } });
  await expect(asked).rejects.toMatchObject({ code: 'unavailable' });
  const empty = open('');
  empty.cut();
  await expect(empty.home()).rejects.toMatchObject({ code: 'unreachable' });
});

test('TEMPLATE-3 only in a fresh installation the first page is one that welcomes', async () => {
  const fresh = open('');
  const made = await fresh.home();
  expect(fresh.filled).toEqual([`${made} welcome`]);
  expect(await fresh.home()).toBe(made);
  expect(fresh.filled).toHaveLength(1);
  const used = open('a');
  await used.pages.trash(pageOf('a'));
  await used.home();
  expect(used.filled).toEqual([]);
});
