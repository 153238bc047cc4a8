/** An editor on the page, joined to a document. */
export interface Mounted {
  /** Puts the caret at the end of a block. */
  place(block: number): void;
  /** Applies a teammate's update. */
  receive(update: Uint8Array): void;
}

/** Shows a document in an editor inside of `root`, an editable element. */
export type Mount = (root: HTMLElement, bytes: Uint8Array) => Mounted;
