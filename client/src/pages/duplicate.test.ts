import { openPages } from './testing/open-pages.ts';
import { expect, test } from 'vitest';
import type { DocId } from '@weft/shared/protocol/ids';
import { letterOf, pageOf } from '../tree/testing/forest.ts';
import { duplicate } from './duplicate.ts';
import type { PageDocuments } from './workspace.ts';

function open(outline: string, failAt?: string) {
  const memory = openPages(outline);
  const { pages } = memory;
  /** What is written on each page: here, of which page it is a copy. */
  const written = new Map<DocId, string>();
  const documents: PageDocuments = {
    fill: async () => undefined,
    async rename({ id }, title) {
      memory.say({ ...pages.get().forest!.get(id)!, title });
    },
    async copy(from, to) {
      if (letterOf(from.id) === failAt) throw new Error('not read');
      written.set(to, letterOf(from.id)!);
    },
  };
  const shown = (parent: DocId | null): string[] =>
    pages
      .get()
      .forest!.shownIn(parent)
      .flatMap(({ id, title }) => [`${title}${written.get(id) ?? ''}`, ...shown(id)]);
  const progress: string[] = [];
  return {
    shown: () => shown(null).join(' '),
    progress,
    trash: () => pages.get().forest!.trash(),
    copy: (letter: string, signal = new AbortController().signal) =>
      duplicate({ pages, documents }, pages.get().forest!.get(pageOf(letter))!, {
        title: `${letter}+`,
        signal,
        onProgress: (done, all) => progress.push(`${done}/${all}`),
      }),
  };
}

test('TREE-17 a copy of a page comes after it, with all that lies in it, in the same order', async () => {
  const { copy, shown, progress } = open('a\n  b\n    c\n  d\ne');
  await copy('a');
  expect(shown()).toBe('a b c d a+a bb cc dd e');
  expect(progress).toEqual(['0/4', '1/4', '2/4', '3/4']);
});

test('TREE-17 what is in the trash is not copied, and nothing else is touched', async () => {
  const { copy, shown } = open('a\n  b\ne');
  await copy('b');
  expect(shown()).toBe('a b b+b e');
});

test('TREE-17 a copy that fails or is stopped half way goes into the trash', async () => {
  const failing = open('a\n  b\n  c', 'c');
  await expect(failing.copy('a')).rejects.toThrow('not read');
  expect(failing.shown()).toBe('a b c');
  expect(failing.trash()).toMatchObject([{ title: 'a+' }]);
  const stopping = new AbortController();
  const stopped = open('a\n  b');
  stopping.abort();
  await expect(stopped.copy('a', stopping.signal)).rejects.toThrow();
  expect(stopped.trash()).toEqual([]);
});
