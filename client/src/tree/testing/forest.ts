import { mintDocId, mintSpaceId, type DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { PageForest } from '../page-forest.ts';

export const SPACE = mintSpaceId(() => new Uint8Array(16));

/** The page that stands for a letter. */
export const pageOf = (letter: string): DocId =>
  mintDocId(() => new Uint8Array(16).fill(letter.charCodeAt(0)));
export const letterOf = (id: DocId | null): string | null =>
  id === null
    ? null
    : 'abcdefghijklmnopqrstuvwxyz'.split('').find((letter) => pageOf(letter) === id)!;

/** A page called by its letter, which `more` may place. */
export function nodeNamed(letter: string, more: Partial<PageNode> = {}): PageNode {
  return {
    id: pageOf(letter),
    space: SPACE,
    parent: null,
    position: `a${letter}!abcdefa0`,
    icon: '',
    cover: '',
    title: letter,
    format: 'blocks',
    createdAt: 0,
    trashedAt: null,
    ...more,
  };
}

/** A tree written as an outline: one letter a line, two spaces for each level. */
export function forestOf(outline: string): PageForest {
  const forest = new PageForest(SPACE);
  const path: DocId[] = [];
  for (const line of outline.split('\n').filter((text) => text.trim() !== '')) {
    const depth = (line.length - line.trimStart().length) / 2;
    const node = nodeNamed(line.trim(), { parent: depth === 0 ? null : path[depth - 1]! });
    path[depth] = node.id;
    forest.set(node);
  }
  return forest;
}
