/** What a block can be turned into, in the order of the menu. */
export const BLOCKS = [
  'text',
  'heading-1',
  'heading-2',
  'heading-3',
  'bulleted',
  'numbered',
  'todo',
  'quote',
  'code-block',
] as const;
export type Block = (typeof BLOCKS)[number];

export const MARKS = ['bold', 'italic', 'underline', 'strike', 'code'] as const;
export type Mark = (typeof MARKS)[number];

/** How the text around the caret is formatted. */
export interface Formats {
  /** `undefined` when the selection spans blocks of several kinds. */
  readonly block: Block | undefined;
  readonly marks: ReadonlySet<Mark>;
  /** Address of the link the caret is in. */
  readonly link: string | undefined;
}

export const PLAIN: Formats = { block: 'text', marks: new Set(), link: undefined };

/**
 * What the toolbar can do to the text, whatever editor is behind it. Where the focus is elsewhere, none of
 * these takes it away; `focus` brings it back to the caret.
 */
export interface Formatting {
  get(): Formats;
  subscribe(changed: () => void): () => void;
  turnInto(block: Block): void;
  toggle(mark: Mark): void;
  /** Links the selection; `undefined` removes the link the caret is in. */
  link(address: string | undefined): void;
  focus(): void;
}
