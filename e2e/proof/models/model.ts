import type { Doc } from 'yjs';

/** The document models that the proof compares. */
export type ModelName = 'stock-v1' | 'stock-v2' | 'weft';

export type Mark = 'bold' | 'italic';

/** What a block may be turned into: the kinds that every compared editor knows. */
export const BLOCK_KINDS = [
  'text',
  'heading1',
  'heading2',
  'quote',
  'bulleted',
  'numbered',
  'to-do',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** A page as it is before anybody edits it. */
export type PageBlock =
  | { readonly kind: 'text' | 'bulleted'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** A place that text can be typed into, as one person sees it. */
export interface BlockView {
  readonly text: string;
  /** Whether it lies in a table's cell: such a block is typed into and nothing else. */
  readonly cell: boolean;
}

/**
 * What one person does. Blocks are named by their index in `ProofPeer.blocks()`, offsets count UTF-16 code
 * units of the block's text.
 */
export type Operation =
  | {
      readonly kind: 'type';
      readonly block: number;
      readonly offset: number;
      readonly text: string;
    }
  | {
      readonly kind: 'format';
      readonly block: number;
      readonly from: number;
      readonly to: number;
      readonly mark: Mark;
    }
  | { readonly kind: 'turn-into'; readonly block: number; readonly into: BlockKind }
  | { readonly kind: 'indent'; readonly block: number; readonly by: 1 | -1 }
  /** In front of the block at `before`; behind the last one when it is undefined. */
  | { readonly kind: 'move'; readonly block: number; readonly before: number | undefined }
  | { readonly kind: 'split'; readonly block: number; readonly offset: number }
  /** Into the block above. */
  | { readonly kind: 'merge'; readonly block: number }
  | { readonly kind: 'delete-block'; readonly block: number }
  | {
      readonly kind: 'delete-text';
      readonly block: number;
      readonly from: number;
      readonly to: number;
    }
  /** The table operations name the cell that the caret is in; rows and columns come after it. */
  | { readonly kind: TableOperationKind; readonly block: number }
  | { readonly kind: 'undo' };

export type TableOperationKind = 'insert-row' | 'insert-column' | 'delete-row' | 'delete-column';

/** One person with the page open. */
export interface ProofPeer {
  readonly doc: Doc;
  /** Everywhere text can be, in reading order: together all the text that this person sees. */
  blocks(): readonly BlockView[];
  /**
   * Carries out one operation as one step of undo. Returns the letters that this person saw and asked to be
   * deleted, nothing for other operations. May throw what the editor threw.
   */
  apply(operation: Operation): string;
  /** Applies a teammate's update and lets the editor react. May throw. */
  receive(update: Uint8Array): void;
  /** What the person sees, in a form that equals another's exactly when both see the same page. */
  content(): string;
  /** Exceptions that were swallowed on the way, as editors do. */
  readonly faults: number;
  close(): void;
}

/** A document model and the editing of it. */
export interface ProofModel {
  readonly name: ModelName;
  /** The bytes that everybody begins with. */
  page(blocks: readonly PageBlock[]): Uint8Array;
  /** Opens those bytes, or any later ones, as somebody with this Yjs client id. */
  open(client: number, bytes: Uint8Array): ProofPeer;
  /** Shows them in an editor without a DOM; where `open` has no editor, this takes longer. */
  showInEditor(client: number, bytes: Uint8Array): void;
}
