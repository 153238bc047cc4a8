import type { BlockId } from '@weft/shared/model/block-id';
import type { Json } from '@weft/shared/model/content';
import { sameJson } from '@weft/shared/model/marks';

/** All that a line on the page shows about its block, apart from its text. */
export interface BlockFacts {
  readonly id: BlockId;
  readonly type: string;
  /** How deep it is nested within its surface. */
  readonly depth: number;
  /** Depth of the quote it is in, whose bar goes on beside it; -1 for none. */
  readonly bar: number;
  /** Depth of the callout it is in, whose box goes on around it; -1 for none. */
  readonly box: number;
  /** What colours that callout; empty for none. */
  readonly boxed: string;
  readonly props: { readonly [prop: string]: Json };
  /** How many bulleted items it is directly within. */
  readonly bullets: number;
  /** What stands before a numbered item, such as `3.`; on a table, how many rows are not drawn, such as `+980`. */
  readonly label: string;
  /** Somebody wrote in it while somebody else deleted it. */
  readonly edited: boolean;
  /** Of a toggle, whether what is nested in it is shown, or that there is nothing. */
  readonly fold: '' | 'open' | 'closed' | 'empty';
  /** Of a table's cell, what it is the header of. */
  readonly header: '' | 'row' | 'column';
  /** Of a table, how wide its columns are, in pixels; 0 is one that takes what is left. */
  readonly widths: readonly number[];
}

export const NO_FACTS: BlockFacts = {
  id: '',
  type: 'text',
  depth: 0,
  bar: -1,
  box: -1,
  boxed: '',
  bullets: 0,
  props: {},
  label: '',
  edited: false,
  fold: '',
  header: '',
  widths: [],
};

/** Whether two blocks look the same but for their text. */
export function sameFacts(a: BlockFacts, b: BlockFacts): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.type === b.type &&
      a.depth === b.depth &&
      a.bar === b.bar &&
      a.box === b.box &&
      a.boxed === b.boxed &&
      a.bullets === b.bullets &&
      a.label === b.label &&
      a.edited === b.edited &&
      a.fold === b.fold &&
      a.header === b.header &&
      sameWidths(a.widths, b.widths) &&
      sameJson(a.props, b.props))
  );
}

function sameWidths(a: BlockFacts['widths'], b: BlockFacts['widths']): boolean {
  return a === b || (a.length === b.length && a.every((width, i) => width === b[i]));
}
