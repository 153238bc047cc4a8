import { expect, test } from 'vitest';
import { PAGE } from '@weft/shared/model/block-id';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import type { DocId } from '@weft/shared/protocol/ids';
import { pagePeer } from '@weft/shared/testing/page-peer';
import * as Y from 'yjs';
import { openPages } from '../pages/testing/open-pages.ts';
import { pageOf } from '../tree/testing/forest.ts';
import { findOnDevice } from './device-finder.ts';

/** A device with copies of pages that have these lines. */
function device(texts: Readonly<Record<string, readonly string[]>>) {
  const states = new Map<DocId, Uint8Array>();
  for (const [letter, lines] of Object.entries(texts)) {
    const { doc, writer } = pagePeer(1);
    const blocks = lines.map((text) => ({ type: 'text', runs: [{ text, marks: {} }] }));
    insertBlocks(writer, blocks, PAGE, 0);
    states.set(pageOf(letter), Y.encodeStateAsUpdate(doc));
  }
  return {
    async load(id: DocId) {
      const state = states.get(id);
      return state && ({ updates: [state], cursor: { epoch: '', offset: 0, tag: '' } } as never);
    },
  };
}
const never = new AbortController().signal;

test('OFFLINE-8 texts on the device are found by all of the words, with their line', async () => {
  const { pages } = openPages('a\nb\nc');
  const copies = device({ a: ['first', 'Änderung am Plan'], b: ['a plan'] });
  const find = (text: string) => findOnDevice(pages, copies, { text }, never);
  const found = await find('plan anderung');
  expect(found.map(({ page }) => page)).toEqual([pageOf('a')]);
  expect(found[0]!.excerpt).toMatchObject({ text: 'Änderung am Plan' });
  expect((await find('plan')).map(({ page }) => page).toSorted()).toEqual([
    pageOf('a'),
    pageOf('b'),
  ]);
  expect(await find('nowhere')).toEqual([]);
  expect(await find('')).toEqual([]);
});

test('OFFLINE-8 nothing is found in the trash, and a search that is given up reads no further', async () => {
  const { pages } = openPages('a\nb');
  const copies = device({ a: ['word'], b: ['word'] });
  await pages.trash(pageOf('a'));
  const find = (signal: AbortSignal) => findOnDevice(pages, copies, { text: 'word' }, signal);
  expect((await find(never)).map(({ page }) => page)).toEqual([pageOf('b')]);
  expect(await find(AbortSignal.abort())).toEqual([]);
});
