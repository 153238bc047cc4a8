import type { BlockContent, Run } from '../model/content.ts';
import type { Attribute } from './attributes.ts';
import type { Props } from './properties.ts';
import { readProps } from './properties.ts';
import { joinRuns } from './write-inline.ts';

/**
 * A block that has been read. The attribute list at a paragraph's end belongs to the item, quote or callout
 * whose text the paragraph turns out to be, so it is kept apart until that is known.
 */
export interface Draft {
  readonly block: BlockContent;
  readonly list?: AttributeList;
}

export interface AttributeList {
  readonly attributes: readonly Attribute[];
  /** As it was written, in case it says nothing about the block. */
  readonly raw: string;
}

/** A block from its parts, without those that are empty. */
export function contentOf(
  type: string,
  parts: { props?: Props; runs?: readonly Run[]; children?: readonly BlockContent[] },
): BlockContent {
  const { props, runs, children } = parts;
  return {
    type,
    ...(props && Object.keys(props).length > 0 && { props }),
    ...(runs && runs.length > 0 && { runs }),
    ...(children && children.length > 0 && { children }),
  };
}

/** `draft` as the block it is if nothing takes its text. */
export function finish({ block, list }: Draft): BlockContent {
  return list ? withList(block.type, block.runs ?? [], list, {}, block.children ?? []) : block;
}

/**
 * A block of type `type` whose text is the first of `drafts` if that is a paragraph, and whose children are the
 * others.
 */
export function withBody(type: string, drafts: readonly Draft[], props: Props = {}): BlockContent {
  const [first, ...rest] = drafts;
  if (first?.block.type !== 'text' || first.block.children || first.block.props) {
    return contentOf(type, { props, children: drafts.map(finish) });
  }
  const runs = first.block.runs ?? [];
  const children = rest.map(finish);
  return first.list
    ? withList(type, runs, first.list, props, children)
    : contentOf(type, { props, runs, children });
}

/** A block with `list` after its text: props if every one of them says something, otherwise letters. */
export function withList(
  type: string,
  runs: readonly Run[],
  list: AttributeList,
  props: Props,
  children: readonly BlockContent[],
): BlockContent {
  const own = readProps(type, list.attributes, true);
  if (own) return contentOf(type, { props: { ...props, ...own }, runs, children });
  const space = runs.length > 0 ? ' ' : '';
  const letters = { text: space + list.raw, marks: {} };
  return contentOf(type, { props, runs: joinRuns([...runs, letters]), children });
}
