import type { Marks } from '@weft/shared/model/marks';
import type { Draft } from './draft.ts';
import type { Spaces } from './inline-style.ts';

/** What holds where an element is read. */
export interface Context {
  readonly marks: Marks;
  readonly spaces: Spaces;
  /** In a heading or a table's head, letters are bold and coloured because of where they are. */
  readonly isTitle: boolean;
  readonly reading: Reading;
}

/** The one reading of a document. */
export interface Reading {
  /** The blocks that are in `element`. It is here so that the readers of each kind of block need not know each other. */
  blocksOf(element: Element, context: Context): Draft[];
  /** Files of image blocks whose source is still to come. */
  readonly files: Map<Draft, { readonly name: string; readonly blob?: Blob }>;
}
