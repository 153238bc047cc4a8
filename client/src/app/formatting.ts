import type { BlockKindName } from '../editor/commands/block-kinds.ts';

export const MARKS = ['bold', 'italic', 'underline', 'strike', 'code'] as const;
export type Mark = (typeof MARKS)[number];

/** What the tools show: how the text around the caret is formatted, and whether there is a step to undo. */
export interface Formats {
  /** `undefined` when the selection begins and ends in different kinds of block. */
  readonly block: BlockKindName | undefined;
  readonly marks: ReadonlySet<Mark>;
  /** Address of the link the caret is in. */
  readonly link: string | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Before there is a caret. */
export const PLAIN: Formats = {
  block: 'text',
  marks: new Set(),
  link: undefined,
  canUndo: false,
  canRedo: false,
};

/**
 * What the toolbar can do to the text, whatever editor is behind it. Where the focus is elsewhere, nothing
 * but `focus` takes it from there.
 */
export interface Formatting {
  /** What blocks can be turned into, in the order of the menu. */
  readonly kinds: readonly BlockKindName[];
  get(): Formats;
  subscribe(changed: () => void): () => void;
  turnInto(block: BlockKindName): void;
  toggle(mark: Mark): void;
  /** Links the selection; `undefined` removes the link the caret is in. */
  link(address: string | undefined): void;
  undo(): void;
  redo(): void;
  /** Puts the focus on the text, with the caret where it was; the first time, at the beginning. */
  focus(): void;
}

/** Whether the tools look the same for both. */
export function sameFormats(a: Formats, b: Formats): boolean {
  return (
    a.block === b.block &&
    a.link === b.link &&
    a.canUndo === b.canUndo &&
    a.canRedo === b.canRedo &&
    a.marks.size === b.marks.size &&
    [...a.marks].every((mark) => b.marks.has(mark))
  );
}
