import type { PageNode } from '@weft/shared/pages/page-tree';

/** What a page can have above it: colours that fit both themes, made in the style sheet. */
export const COVERS = ['sand', 'moss', 'sea', 'sky', 'dusk', 'rose', 'ember', 'slate'] as const;
export type Cover = (typeof COVERS)[number];

/** The cover of a page, if this version knows it. */
export function coverOf({ cover }: Pick<PageNode, 'cover'>): Cover | '' {
  return COVERS.find((one) => one === cover) ?? '';
}
