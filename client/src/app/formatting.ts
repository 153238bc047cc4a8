import type { Coloring } from '../editor/commands/recolor.ts';
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
  /** Names of the colours of the letters and of what is behind them. */
  readonly color: string | undefined;
  readonly background: string | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Text without any format. */
export const PLAIN_TEXT: Omit<Formats, 'canUndo' | 'canRedo'> = {
  block: 'text',
  marks: new Set(),
  link: undefined,
  color: undefined,
  background: undefined,
};

/** Before there is a caret. */
export const PLAIN: Formats = { ...PLAIN_TEXT, canUndo: false, canRedo: false };

/**
 * What the toolbar can do to the text, whatever editor is behind it. Where the focus is elsewhere, nothing
 * but `focus` and `enter` take it from there.
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
  /** Colours the selected letters, or else the blocks. Not all editors have colours. */
  readonly recolor?: (coloring: Coloring) => void;
  /** Makes an equation of the selected letters. Not all editors have equations. */
  readonly makeEquation?: () => void;
  undo(): void;
  redo(): void;
  /** Puts the focus on the text, with the caret where it was; the first time, at the beginning. */
  focus(): void;
  /** Puts the focus and the caret at the beginning of the text. */
  enter(): void;
}

/** Whether the tools look the same for both. */
export function sameFormats(a: Formats, b: Formats): boolean {
  return (
    a.block === b.block &&
    a.link === b.link &&
    a.color === b.color &&
    a.background === b.background &&
    a.canUndo === b.canUndo &&
    a.canRedo === b.canRedo &&
    a.marks.size === b.marks.size &&
    [...a.marks].every((mark) => b.marks.has(mark))
  );
}
