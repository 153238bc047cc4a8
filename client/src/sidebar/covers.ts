import type { PageNode } from '@weft/shared/pages/page-tree';

/** What a page can have above it: colours that fit both themes, made in the style sheet. */
export const COVERS = ['sand', 'moss', 'sea', 'sky', 'dusk', 'rose', 'ember', 'slate'] as const;
export type Cover = (typeof COVERS)[number];

/** A file of the page that is its cover: the path of the file, which every server knows. */
export function coverFileOf({ cover }: Pick<PageNode, 'cover'>): string | undefined {
  return /^\/api\/v1\/files\/[\w-]{22}$/.test(cover) ? cover : undefined;
}

/** The cover of a page, if this version knows it. */
export function coverOf({ cover }: Pick<PageNode, 'cover'>): Cover | '' {
  return COVERS.find((one) => one === cover) ?? '';
}
